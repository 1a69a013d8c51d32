import type { OwnCheck } from '../contract/environment.ts'
import type { ObserveProgress } from '../contract/count-progress.ts'
import type { Verified } from '../contract/evidence.ts'
import { answers, type Observed } from '../measure/observe.ts'
import { persist } from '../walk/walk.ts'
import { askAll, refreshStatistics } from './checks.ts'
import { verify, type Scene } from './verify.ts'

export interface Proof extends Scene {
  /** The run's start. */
  readonly at: Date
  readonly own: readonly OwnCheck[]
  /** Whether deleted rows are archived. */
  readonly archived: boolean
}

/**
 * All checks of one database after its purge: rows, application, tables, and the operator's own.
 */
export async function prove(
  proof: Proof,
  observed: ObserveProgress,
): Promise<Verified['databases'][number]> {
  const { name, along, bound, target, before } = proof
  const touched = bound.tables.map(({ table }) => table.name)
  // First, so that the hot queries get their future plans.
  const statistics = await refreshStatistics({ ...proof, touched })
  // On production this is optional: its failure is reported but fails nothing.
  const unrefreshed = target === 'clone' ? [] : statistics.filter(({ passed }) => !passed)
  const rows = await verify(proof, observed.rows.tables)
  const told = before.measured.databases.find(({ database }) => database === name)?.invariants ?? {
    samples: {},
    counts: [],
    hot: [],
  }
  const now = await persist(along, () => answers(proof satisfies Observed, observed, told))
  const purged = before.purged.databases.find(({ database }) => database === name)
  const scene = {
    ...proof,
    touched,
    measured: observed.rows.tables,
    told,
    now,
    rosters: proof.rosters ?? [],
    hours: proof.hours ?? 0,
    deleted: purged?.tables ?? [],
    cameBack: purged?.cameBack ?? [],
  }
  return {
    ...rows,
    warnings: unrefreshed.map(
      ({ detail }) => `The statistics of ${name} on production were not all refreshed: ${detail}`,
    ),
    invariants: now,
    ...(proof.rosters && { rosters: proof.rosters }),
    checks: [
      ...rows.checks,
      ...(await askAll(
        scene,
        statistics.filter((one) => !unrefreshed.includes(one)),
      )),
    ],
  }
}
