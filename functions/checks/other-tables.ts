import type { MeasuredTable } from '../contract/evidence.ts'
import { shownCount, quantity } from '../contract/quantity.ts'
import { finding, type Counted, type Finding } from './scene.ts'
import { find, sum } from './sums.ts'

/** On the clone alone: on production the application writes to them. */
export function otherTablesUntouched({ before, after }: Counted): Finding {
  const others = before.filter(({ kind }) => kind === 'other')
  return finding(
    others.flatMap((table) => untouched(table, after)),
    `${quantity(others.length, 'other table is', 'other tables are')} unchanged.`,
  )
}

function untouched(table: MeasuredTable, after: readonly MeasuredTable[]): string[] {
  const [a, b] = [sum(table, () => true), sum(find(after, table.table), () => true)]
  return a.rows === b.rows && a.hash === b.hash
    ? []
    : [
        `${table.table}, which no rule touches, had ${quantity(a.rows, 'row')} and has ` +
          `${shownCount(b.rows)}${a.rows === b.rows ? ', changed' : ''}. Check for a ` +
          'trigger or an event.',
      ]
}
