import { readEvidence } from './evidence.ts'
import { settingsOf, type Deployed } from './deployed.ts'
import { sourceNames, type LiveRun } from './live-run.ts'
import { shownInstant } from './times.ts'

/** A statement with which production's server may go on, though its run has ended. */
export interface LeftRebuild {
  readonly run: string
  readonly source: string
  readonly database: string
  readonly table: string
  /** The server's session, by its process list. */
  readonly session: string
  /** ISO; null if an earlier version did not keep it. */
  readonly since: string | null
}

/** ms after a run's end in which a rebuild of it may still run. */
const longest = 3 * 86_400_000

/**
 * Rebuilds of production on record as begun and not as ended: whoever ran them was killed, and the
 * run did not go on to end their session. Only the server knows whether they still run.
 */
export async function leftRebuilds(
  environment: Deployed,
  runs: readonly LiveRun[],
): Promise<readonly LeftRebuild[]> {
  const cutOff = runs.filter(
    ({ endedAt, status }) =>
      endedAt !== null && status !== 'SUCCEEDED' && Date.now() - Date.parse(endedAt) < longest,
  )
  if (cutOff.length === 0) return []
  const sources = sourceNames(await settingsOf(environment))
  const left: LeftRebuild[] = []
  for (const { run } of cutOff)
    for (const source of sources) {
      const found = await readEvidence(environment, run, source, 'reclaim-production')
      for (const { database, tables } of found?.databases ?? [])
        for (const { table, session, since = null } of tables)
          if (session !== undefined) left.push({ run, source, database, table, session, since })
    }
  return left
}

export const leftRebuildText = (one: LeftRebuild): string =>
  `Left behind: ${one.run} ended while session ${one.session} of ${one.source} rebuilt ` +
  `${one.table} (${one.database})` +
  (one.since === null ? '' : `, since ${shownInstant(one.since)}`) +
  '. The server may go on with it, and nobody watches it: docs/runbook.md, heading A rebuild ' +
  'was left behind, says how to look and how to end it.'
