import type { Limits } from '../contract/environment.ts'
import type { Measured } from '../contract/evidence.ts'
import { quantity, shownCount } from '../contract/quantity.ts'
import { mayDiffer } from '../application/may-differ.ts'
import { deadRows } from '../measure/row-classes.ts'

/** Found and allowed: the table whose dead rows came closest to their limit. */
export function withinLimits(limits: Limits, clone: Measured, production: Measured): string {
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
        `${quantity(Math.abs(nearest.more), 'dead row')} ${nearest.more > 0 ? 'more' : 'fewer'} ` +
        `than on the clone; ${shownCount(nearest.may)} are allowed.`
  return (
    'Row counts are within the allowed drift (limits.driftRows, limits.driftShare), and query ' +
    `plans and triggers are as rehearsed; rows newer than the cutoff do not count. ${closest}`
  )
}
