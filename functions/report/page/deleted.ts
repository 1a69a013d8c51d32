import { quantity } from '../../contract/quantity.ts'
import type { Report } from '../schema.ts'
import { folded, nothing, render, section, table, type Html, type Section } from './html.ts'
import { skippedRules } from './skipped.ts'
import { countsOf, type Rule } from './counts.ts'

/** The number of tables shown; the others are folded. */
const shown = 10

/** What a phone shows of them, until it is asked for all. */
const first = 3
const few = (rows: Html, count: number): Html =>
  count <= first
    ? rows
    : render(
        '<div class="few"><%~ it.rows %><label><input type="checkbox"> show <%= it.more %> more' +
          '</label></div>',
        { rows, more: Math.min(count, shown) - first },
      )

/** Tables with something to delete, the largest first; a plan deletes nothing. */
export function deleted(report: Report): Section {
  const { rules, skipped } = report
  const { columns, note } = countsOf(report)
  const some = (one: Rule) =>
    [one.dead, one.cloneDeleted, one.productionDeleted].some((rows) => (rows ?? 0) > 0)
  const busy = rules.filter(some).sort((one, other) => (other.dead ?? 0) - (one.dead ?? 0))
  const [idle, less] = [rules.filter((one) => !some(one)), busy.slice(shown)]
  return section(
    report.mode === 'plan' ? 'What is dead' : 'What was deleted',
    [
      busy.length === 0 ? nothing : few(table(columns, busy.slice(0, shown)), busy.length),
      less.length === 0
        ? nothing
        : folded(
            `${quantity(less.length, 'table')} with less, ${dead(less)} in all`,
            table(columns, less),
          ),
      idle.length === 0
        ? nothing
        : folded(`${quantity(idle.length, 'table')} without dead rows`, table(columns, idle)),
      skippedRules(skipped),
    ],
    `${note}A dash means no value: the run did not get that far, or the step recorded nothing.`,
  )
}

const dead = (rules: readonly Rule[]): string => {
  const rows = rules.reduce((sum, one) => sum + (one.dead ?? 0), 0)
  return quantity(rows, 'dead row')
}
