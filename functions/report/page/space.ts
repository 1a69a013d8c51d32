import { quantity } from '../../contract/quantity.ts'
import { shownBytes } from '../../contract/bytes.ts'
import type { Report } from '../schema.ts'
import { spaceLeft } from '../space.ts'
import { duration, folded, nothing, section, table, type Column, type Section } from './html.ts'

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

/** Deleting frees no disk space: what a rebuild would return, largest first. */
export function space({ space: all }: Report): Section {
  const sorted = [...all].sort((one, other) => other.couldReturn - one.couldReturn)
  const [much, rest] = [
    sorted.filter((one) => one.couldReturn >= little || one.returned !== null),
    sorted.filter((one) => one.couldReturn < little && one.returned === null),
  ]
  return section(
    'Disk space to reclaim',
    [
      much.length === 0 ? nothing : table(columns, much),
      rest.length === 0
        ? nothing
        : folded(
            `${quantity(rest.length, 'table')} with less than 1 MiB to return`,
            table(columns, rest),
          ),
    ],
    'Deleting rows frees space inside the file for new rows only. "about" marks an estimate: ' +
      'the share of dead rows plus the free space in the file. Other figures come from the ' +
      'rebuild on the clone.' +
      spaceLeft(all)
        .map((rest) => ` ${rest}`)
        .join(''),
  )
}
