import type { Limits } from '../contract/environment.ts'
import type { Measured, MeasuredTable } from '../contract/evidence.ts'
import type { Gate } from '../contract/gates.ts'
import { allRows, smallTable } from './blast-radius.ts'
import { movedRows } from './moved-rows.ts'
import { movedTriggers } from './moved-triggers.ts'
import { withinLimits } from './within-drift.ts'

/**
 * Compares production now with the clone before its purge. The application kept writing: newer rows
 * than the cutoff may have been added, and a few more rows may be dead; any other difference was
 * not rehearsed. Opening a database checks that the schema is the rehearsed one (SchemaChanged).
 */
export function drift(limits: Limits, source: string, clone: Measured, production: Measured): Gate {
  const moved = production.databases.flatMap((now) => {
    const then = clone.databases.find(({ database }) => database === now.database)
    if (then === undefined) return [`${now.database} was not rehearsed.`]
    return [
      ...movedTriggers(now, then.triggers ?? []),
      ...now.tables.flatMap((table) =>
        movedRows(
          limits,
          now.database,
          then.tables.find((one) => one.table === table.table),
          table,
        ),
      ),
      ...now.plans.flatMap((plan) => {
        const rehearsed =
          then.plans.find(({ rule }) => rule === plan.rule)?.steps.join(', ') ?? 'none'
        const found = plan.steps.join(', ')
        // On a small table every access path is fast, and the server's choice is arbitrary.
        const rows = allRowsOf(now.tables, plan.table)
        return rows < smallTable || found === rehearsed
          ? []
          : [
              `${plan.table} (${now.database}): rule ${plan.rule} would find and lock its ` +
                `rows by "${found}", but used "${rehearsed}" on the clone; compare the ` +
                `indexes, or run ${now.words?.refresh ?? 'a refresh of statistics'} there.`,
            ]
      }),
    ]
  })
  if (moved.length === 0)
    return {
      gate: 'drift',
      source,
      passed: true,
      detail: withinLimits(limits, clone, production),
    }
  return {
    gate: 'drift',
    source,
    passed: false,
    detail:
      `${moved.join(' ')} Nothing was deleted in production. Find out what changed it since ` +
      'the snapshot (another cleanup, an import, a release), then start the execution again ' +
      'for a new rehearsal. If this happens in every run, raise limits.driftRows or ' +
      'limits.driftShare.',
  }
}

const allRowsOf = (tables: readonly MeasuredTable[], name: string): number => {
  const table = tables.find((one) => one.table === name)
  return table === undefined ? 0 : allRows(table)
}
