import type { Limits } from '../contract/environment.ts'
import type { Measured, MeasuredTable } from '../contract/evidence.ts'
import type { Gate } from '../contract/gates.ts'
import { plural, quantity } from '../contract/quantity.ts'
import { allRows, smallTable } from './blast-radius.ts'
import { mayDiffer } from '../application/may-differ.ts'
import { deadRows, recent } from '../measure/row-classes.ts'

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

/** Found and allowed: the table whose dead rows came closest to their limit. */
function withinLimits(limits: Limits, clone: Measured, production: Measured): string {
  const moved = production.databases
    .flatMap(({ database, tables }) =>
      tables.flatMap((now) => {
        const then = clone.databases
          .find((one) => one.database === database)
          ?.tables.find(({ table }) => table === now.table)
        if (then === undefined) return []
        const [more, may] = [
          deadRows(now.classes) - deadRows(then.classes),
          mayDiffer(limits, deadRows(then.classes), 0),
        ]
        return more === 0 ? [] : [{ name: `${now.table} (${database})`, more, may }]
      }),
    )
    .sort((one, other) => Math.abs(other.more) / other.may - Math.abs(one.more) / one.may)
  const [nearest] = moved
  const closest =
    nearest === undefined
      ? 'The number of dead rows is the same as on the clone.'
      : `Closest to its limit is ${nearest.name}: ` +
        `${Math.abs(nearest.more).toLocaleString('en-US')} ` +
        `${plural(Math.abs(nearest.more), 'dead row')} ${nearest.more > 0 ? 'more' : 'fewer'} ` +
        `than on the clone; ${nearest.may.toLocaleString('en-US')} are allowed.`
  return (
    'Row counts are within the allowed drift (limits.driftRows, limits.driftShare), and query ' +
    `plans and triggers are as rehearsed; rows newer than the cutoff do not count. ${closest}`
  )
}

/** If one trigger is hidden from production's user, others are too. */
function movedTriggers(
  { database, triggers: now = [], words }: Measured['databases'][number],
  then: readonly string[],
): string[] {
  const [hidden, added] = [
    then.filter((one) => !now.includes(one)),
    now.filter((one) => !then.includes(one)),
  ]
  return [
    ...(hidden.length === 0
      ? []
      : [
          `The clone's master user sees triggers in ${database} that production's user does ` +
            `not: ${hidden.join(', ')}.` +
            (words?.grantTriggers ? ` If they were not dropped, ${words.grantTriggers}.` : ''),
        ]),
    ...(added.length === 0
      ? []
      : [`Triggers in ${database} were not part of the rehearsal: ${added.join(', ')}.`]),
  ]
}

function movedRows(
  limits: Limits,
  database: string,
  then: MeasuredTable | undefined,
  now: MeasuredTable,
): string[] {
  const name = `${now.table} (${database})`
  if (then === undefined) return [`${name} was not rehearsed.`]
  const [deadThen, deadNow, allThen, allNow] = [
    deadRows(then.classes),
    deadRows(now.classes),
    allRows(then),
    allRows(now),
  ]
  // A table without creation times may grow freely: all added rows may be new.
  const dated = now.settled || now.classes.some(({ name }) => recent(name))
  const settledNow = now.classes.reduce((sum, one) => sum + (recent(one.name) ? 0 : one.rows), 0)
  const limit = (rows: number) => `${mayDiffer(limits, rows, 0)} may differ`
  return [
    ...(Math.abs(deadNow - deadThen) <= mayDiffer(limits, deadThen, 0)
      ? []
      : [
          `${name}: ${quantity(deadNow, 'row is', 'rows are')} dead, compared with ` +
            `${deadThen} on the clone (${limit(deadThen)}).`,
        ]),
    ...(allNow >= allThen - mayDiffer(limits, allThen, 0)
      ? []
      : [
          `${name}: it has ${quantity(allNow, 'row')}, compared with ${allThen} on the clone ` +
            `(${limit(allThen)}).`,
        ]),
    ...(!dated || settledNow <= allThen + mayDiffer(limits, allThen, 0)
      ? []
      : [
          `${name}: ${quantity(settledNow, 'row is', 'rows are')} older than the cutoff, but ` +
            `the clone had only ${allThen} in total (${limit(allThen)}).`,
        ]),
  ]
}

const allRowsOf = (tables: readonly MeasuredTable[], name: string): number => {
  const table = tables.find((one) => one.table === name)
  return table === undefined ? 0 : allRows(table)
}
