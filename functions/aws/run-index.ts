import type { Deployment } from '../contract/environment.ts'
import { readStored } from './stored.ts'

/** The stored index of runs, and how it is replaced. */
export interface StoredIndex {
  /** null where there is none yet. */
  readonly content: unknown
  /** @returns false if another run has replaced it meanwhile. */
  replace(content: unknown): Promise<boolean>
}

/** @throws SyntaxError if it is no JSON */
export async function readIndex({ evidenceBucket }: Deployment): Promise<StoredIndex> {
  const { text, replace } = await readStored(evidenceBucket, 'runs/history.json')
  return { content: JSON.parse(text ?? 'null'), replace }
}
