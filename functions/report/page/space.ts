import { quantity } from '../../contract/quantity.ts'
import { shownBytes } from '../../reclaim/space.ts'
import type { Report } from '../schema.ts'
import { duration, folded, nothing, section, table, type Column, type Html } from './html.ts'

type Space = Report['space'][number]
const columns: readonly Column<Space>[] = [
  { head: 'Table', cell: (one) => one.table },
  { head: 'Database', cell: (one) => one.database },
  { head: 'Size', n: true, cell: (one) => shownBytes(one.bytes) },
  {
    head: 'Could return',
    n: true,
    cell: (one) => `${one.measured ? '' : 'about '}${shownBytes(one.couldReturn)}`,
  },
  {
    head: 'A rebuild takes',
    n: true,
    cell: (one) => (one.rebuildSeconds === null ? 'not measured' : duration(one.rebuildSeconds)),
  },
  {
    head: 'Returned in production',
    n: true,
    cell: (one) => (one.returned === null ? '–' : shownBytes(one.returned)),
  },
  { head: 'What was done', cell: (one) => one.done },
]

/** Tables that can return less are folded. */
const little = 2 ** 20

/** Deleting gives no disk back: what a rebuild would, the most first. */
export function space({ space: all }: Report): Html {
  const sorted = [...all].sort((one, other) => other.couldReturn - one.couldReturn)
  const [much, rest] = [
    sorted.filter((one) => one.couldReturn >= little || one.returned !== null),
    sorted.filter((one) => one.couldReturn < little && one.returned === null),
  ]
  return section(
    'Disk that could come back',
    [
      much.length === 0 ? nothing : table(columns, much),
      rest.length === 0
        ? nothing
        : folded(
            `${quantity(rest.length, 'table')} with less than a MiB to return`,
            table(columns, rest),
          ),
    ],
    'Deleted rows leave their place in the file to new ones. "about" is an estimate: the share of dead rows, and what is free in the file. Other figures are of the rebuild on the clone.',
  )
}
