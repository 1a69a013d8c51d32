import type { Deployment } from '../contract/environment.ts'
import { readStored, type Stored } from './stored.ts'

/** The record of a source's confirmed backlog; outside the folders that every step may write. */
export const readConfirmedBacklog = (
  { evidenceBucket }: Deployment,
  source: string,
): Promise<Stored> => readStored(evidenceBucket, `backlog/${source}.json`)
