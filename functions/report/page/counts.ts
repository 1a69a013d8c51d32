import type { Report } from '../schema.ts'
import type { Column } from './html.ts'

export type Rule = Report['rules'][number]
const names: readonly Column<Rule>[] = [
  { head: 'Table', cell: (one) => one.table },
  { head: 'Rule', cell: (one) => one.rule },
  { head: 'Database', cell: (one) => one.database },
]
const planned: readonly Column<Rule>[] = [
  ...names,
  { head: 'Rows, production', n: true, cell: (one) => one.before },
  { head: 'Dead, production', n: true, cell: (one) => one.dead },
]
const rehearsed: readonly Column<Rule>[] = [
  ...names,
  { head: 'Before, clone', n: true, cell: (one) => one.before },
  { head: 'Dead, clone', n: true, cell: (one) => one.dead },
  { head: 'Deleted, clone', n: true, cell: (one) => one.cloneDeleted },
  { head: 'After, clone', n: true, cell: (one) => one.after },
]
const purged: readonly Column<Rule>[] = [
  ...names,
  { head: 'Dead, clone', n: true, cell: (one) => one.dead },
  { head: 'Deleted, clone', n: true, cell: (one) => one.cloneDeleted },
  { head: 'Before', n: true, cell: (one) => one.productionBefore },
  { head: 'New', n: true, cell: (one) => one.productionNew },
  { head: 'Deleted', n: true, cell: (one) => one.productionDeleted },
  {
    head: 'After',
    n: true,
    cell: (one) => (one.productionDeleted === null ? null : one.after),
  },
]

/** The columns of the row counts, and the note that explains them. */
export function countsOf({ rules, mode }: Report): {
  readonly columns: readonly Column<Rule>[]
  readonly note: string
} {
  if (mode === 'plan') return { columns: planned, note: '' }
  if (
    rules.every(
      ({ productionBefore, productionDeleted }) => (productionBefore ?? productionDeleted) === null,
    )
  )
    return { columns: rehearsed, note: '' }
  return {
    columns: purged,
    note:
      "Before, new, deleted and after count production's rows: before + new - deleted = after. " +
      'New is what the application wrote between the two counts, minus what it deleted. ' +
      'Production can lose more rows than the clone, since more have died in the meantime. ',
  }
}
