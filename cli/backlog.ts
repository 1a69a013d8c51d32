import { leftBy } from '../functions/report/backlog.ts'
import type { Deployed } from './deployed.ts'
import { readHistory } from './evidence.ts'

/** Dead rows that the last run that counted them has not deleted. */
export interface Backlog {
  readonly run: string
  readonly finishedAt: string
  readonly rows: number
  /** How many tables it counted: a run of a few rules counts fewer. */
  readonly tables: number
}

/** By the newest run on record that knows what it left; null without one. */
export async function backlogOf(environment: Deployed): Promise<Backlog | null> {
  for (const run of ((await readHistory(environment))?.runs ?? []).toReversed()) {
    const rows = leftBy(run)
    if (rows !== null)
      return { run: run.runId, finishedAt: run.finishedAt, rows, tables: run.tables.length }
  }
  return null
}
