import type { Limits } from '../contract/environment.ts'
import type { MeasuredTable } from '../contract/evidence.ts'
import { quantity, shownCount } from '../contract/quantity.ts'
import { allRows } from './blast-radius.ts'
import { mayDiffer } from '../application/may-differ.ts'
import { deadRows, recent } from '../measure/row-classes.ts'

/** What differs in a table by more than the drift allows. */
export function movedRows(
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
  const limit = (rows: number) => `${shownCount(mayDiffer(limits, rows, 0))} may differ`
  return [
    ...(Math.abs(deadNow - deadThen) <= mayDiffer(limits, deadThen, 0)
      ? []
      : [
          `${name}: ${quantity(deadNow, 'row is', 'rows are')} dead, compared with ` +
            `${shownCount(deadThen)} on the clone (${limit(deadThen)}).`,
        ]),
    ...(allNow >= allThen - mayDiffer(limits, allThen, 0)
      ? []
      : [
          `${name}: it has ${quantity(allNow, 'row')}, compared with ` +
            `${shownCount(allThen)} on the clone (${limit(allThen)}).`,
        ]),
    ...(!dated || settledNow <= allThen + mayDiffer(limits, allThen, 0)
      ? []
      : [
          `${name}: ${quantity(settledNow, 'row is', 'rows are')} older than the cutoff, but ` +
            `the clone had only ${shownCount(allThen)} in total (${limit(allThen)}).`,
        ]),
  ]
}
