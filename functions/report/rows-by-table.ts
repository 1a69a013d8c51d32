import { quantity } from '../contract/quantity.ts'
import type { Report } from './schema.ts'
import { textTable } from './text-table.ts'

type Rule = Report['rules'][number]
type Count = (rule: Rule) => number | null

const ofProduction: readonly (readonly [string, Count])[] = [
  ['rehearsed', (one) => one.cloneDeleted],
  ['before', (one) => one.productionBefore],
  ['new', (one) => one.productionNew],
  ['deleted', (one) => one.productionDeleted],
  ['after', (one) => one.after],
]
const counts: readonly (readonly [string, Count])[] = [
  ['before', (one) => one.before],
  ['dead', (one) => one.dead],
]
const ofClone: readonly (readonly [string, Count])[] = [
  ...counts,
  ['rehearsed', (one) => one.cloneDeleted],
  ['after', (one) => one.after],
]

/**
 * Lines of text, one for each table with rows, and the total; none if nothing was counted. Once
 * production is purged, by its own counts.
 */
export function rowsByTable({ rules, mode }: Report): string[] {
  const counted = rules.filter(({ before }) => before !== null && before > 0)
  if (counted.length === 0) return []
  const purged = rules.some(({ productionDeleted }) => productionDeleted !== null)
  const columns = purged ? ofProduction : mode === 'plan' ? counts : ofClone
  const total = (count: Count) =>
    counted.every((one) => count(one) === null)
      ? null
      : counted.reduce((sum, one) => sum + (count(one) ?? 0), 0)
  return textTable(
    ['table', ...columns.map(([head]) => head)],
    [
      ...counted.map((one) => [one.table, ...columns.map(([, count]) => count(one))] as const),
      [quantity(counted.length, 'table'), ...columns.map(([, count]) => total(count))],
    ],
  )
}
