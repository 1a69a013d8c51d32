import type { Report } from '../schema.ts'
import { duration, instant, section, table, type Column, type Section } from './html.ts'

type Clone = Report['clones'][number]
const columns: readonly Column<Clone>[] = [
  { head: 'Clone', cell: (one) => one.clone },
  {
    head: 'Made of',
    cell: (one) =>
      one.from === 'snapshot' ? 'the snapshot' : "production's pages (copy-on-write)",
  },
  { head: 'From', cell: (one) => instant(one.startedAt) },
  {
    head: 'To',
    cell: (one) => (one.endedAt === null ? 'deletion not recorded' : instant(one.endedAt)),
  },
  {
    head: 'Time',
    cell: (one) => (one.hours === null ? '–' : duration(Math.round(one.hours * 3600))),
  },
  {
    head: 'Maximum cost',
    cell: (one) =>
      one.cost?.toFixed(2) ??
      (one.pricePerHour === null ? 'clone.pricePerHour is not configured' : '–'),
  },
]

export const cost = ({ clones }: Report): Section =>
  section(
    'The clone',
    clones.length === 0 ? [] : [table(columns, clones)],
    'From the call that restored it until it was deleted. Cost is in the currency of ' +
      'clone.pricePerHour, without storage. A clone by copy-on-write is billed for the pages ' +
      'that it or production wrote meanwhile; the snapshot is the way back.',
  )
