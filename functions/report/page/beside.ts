import { quantity } from '../../contract/quantity.ts'
import type { Report } from '../schema.ts'
import { folded, nothing, number, section, table, type Column, type Section } from './html.ts'

/** Rehearsal and production side by side: what each found, and the difference. */
export function beside({ drift }: Report): Section {
  const signed = (value: number) => (value > 0 ? `+${number(value)}` : number(value))
  type Drift = Report['drift'][number]
  const all: readonly Column<Drift>[] = [
    { head: 'Table', cell: (one) => one.table },
    { head: 'Database', cell: (one) => one.database },
    { head: 'Rows, clone', n: true, cell: (one) => one.cloneRows },
    { head: 'Rows, production', n: true, cell: (one) => one.productionRows },
    { head: 'Drift', n: true, cell: (one) => signed(one.productionRows - one.cloneRows) },
    { head: 'Dead, clone', n: true, cell: (one) => one.cloneDead },
    { head: 'Dead, production', n: true, cell: (one) => one.productionDead },
    {
      head: 'Drift of dead rows',
      n: true,
      cell: (one) => signed(one.productionDead - one.cloneDead),
    },
  ]
  const moved = (one: Drift) =>
    one.cloneRows !== one.productionRows || one.cloneDead !== one.productionDead
  const [other, same] = [drift.filter(moved), drift.filter((one) => !moved(one))]
  return section(
    'Rehearsal and production',
    [
      other.length === 0 ? nothing : table(all, other),
      same.length === 0
        ? nothing
        : folded(`${quantity(same.length, 'table')} exactly as rehearsed`, table(all, same)),
    ],
    'Both were counted before their purge; the application kept writing in between.',
  )
}
