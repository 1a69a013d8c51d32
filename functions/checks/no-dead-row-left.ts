import { mayDiffer } from '../application/may-differ.ts'
import { quantity } from '../contract/quantity.ts'
import { deadRows, isDead } from '../measure/row-classes.ts'
import { finding, type Counted, type Finding } from './scene.ts'
import { find, leftDead, sum } from './sums.ts'

export function noDeadRowLeft(scene: Counted): Finding {
  const { after, unfinished, held = 0 } = scene
  return finding(
    deadLeft(scene),
    unfinished === true
      ? 'The time limit was reached: ' +
          `${quantity(leftDead(after), 'dead row is', 'dead rows are')} left for the next run.`
      : held > 0
        ? 'No dead rows are left except those that others locked ' +
          `(${quantity(held, 'row was', 'rows were')} skipped), and their child rows.`
        : 'No dead rows are left.',
  )
}

/** Rows may die on production while the purge runs: the application revokes or refreshes them. */
function deadLeft(scene: Counted): string[] {
  const {
    target,
    before,
    after,
    deadKeys,
    limits,
    deleted,
    unfinished,
    held = 0,
    hours = 0,
  } = scene
  return before
    .filter(({ kind }) => kind !== 'other')
    .flatMap(({ table, classes, kind }) => {
      const left = sum(find(after, table), isDead).rows
      const planned = deadRows(classes)
      const gone = deleted.find((entry) => entry.table === table)?.rows ?? 0
      // The child rows of locked rows were not counted: they are dead only through their parents.
      const stayed = held === 0 || kind === 'rule' ? held : planned
      const due = unfinished === true ? Math.max(0, planned - gone) : stayed
      if (left <= due + (target === 'clone' ? 0 : mayDiffer(limits, planned, hours))) return []
      return [
        `${table}: ${quantity(left, 'dead row is', 'dead rows are')} left, for example ` +
          `${(deadKeys[table] ?? []).join(', ')}. Start the run again; if they remain, report ` +
          'them with these keys.',
      ]
    })
}
