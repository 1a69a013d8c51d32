import type { OwnCheck } from '../contract/environment.ts'
import type { ObserveProgress, Verified } from '../contract/evidence.ts'
import { findTable } from '../application/catalogue.ts'
import { judgeInvariants } from '../application/judge.ts'
import { answers, type Observed } from '../measure/observe.ts'
import { ownChecks } from './own-checks.ts'
import { shownKey } from '../walk/shown-key.ts'
import { everyRowSeen, statisticsRefreshed, tablesHealthy } from './upkeep.ts'
import { undoRehearsed } from './undo-rehearsed.ts'
import { verify, type Scene } from './verify.ts'
import { persist } from '../walk/walk.ts'

export interface Proof extends Scene {
  /** The run's start. */
  readonly at: Date
  readonly own: readonly OwnCheck[]
  /** Whether what goes is kept. */
  readonly archived: boolean
}

/** All that is to be said of one database after its purge: the rows, what the application finds, the tables, the customer's questions. */
export async function prove(
  proof: Proof,
  observed: ObserveProgress,
): Promise<Verified['databases'][number]> {
  const { name, along, bound, target, limits, before, own } = proof
  const touched = bound.tables.map(({ table }) => table.name)
  const trying = <T>(work: () => Promise<T>) => persist(along, work)
  // First, so that the hot queries are planned as they will be.
  const statistics =
    target === 'clone' || limits.analyze
      ? [await trying(() => statisticsRefreshed(along, target, name, touched))]
      : []
  // On production that is a courtesy, of whose absence no purge is wrong: it is told, and fails nothing.
  const warnings =
    target === 'clone'
      ? []
      : statistics
          .filter(({ passed }) => !passed)
          .map(
            ({ detail }) =>
              `The statistics of ${name} on production were not all refreshed: ${detail}`,
          )
  const rows = await verify(proof, observed.rows.tables)
  const told = before.measured.databases.find(({ database }) => database === name)?.invariants ?? {
    samples: {},
    counts: [],
    hot: [],
  }
  const now = await trying(() => answers(proof satisfies Observed, observed, told))
  const purged = before.purged.databases.find(({ database }) => database === name)
  const health =
    target === 'clone'
      ? [
          undoRehearsed(name, proof.archived, purged?.tables ?? [], purged?.cameBack ?? []),
          await trying(() => everyRowSeen(along, target, name, observed.rows.tables)),
          await trying(() => tablesHealthy(along, target, name, touched)),
        ]
      : []
  return {
    ...rows,
    warnings,
    invariants: now,
    ...(proof.rosters && { rosters: proof.rosters }),
    checks: [
      ...rows.checks,
      ...judgeInvariants({
        target,
        database: name,
        limits,
        before: told,
        after: now,
        shown: (table, key) => shownKey(table, findTable(proof.schema, table, [])?.key ?? [], key),
        rosters: proof.rosters ?? [],
        hours: proof.hours ?? 0,
      }),
      ...health,
      ...statistics.filter(({ passed }) => passed || target === 'clone'),
      ...(await ownChecks(along, target, name, own)),
    ],
  }
}
