import type { Report } from '../schema.ts'
import { changeOf } from './change.ts'
import { folded, number, section, table, type Column, type Section } from './html.ts'

type Query = Report['hotQueries'][number]
const name: Column<Query> = {
  head: 'Query',
  cell: (one) => `${one.query}, ${one.target}, ${one.database}`,
}
const times: readonly Column<Query>[] = [
  name,
  { head: 'Before', n: true, cell: (one) => milliseconds(one.medianBefore) },
  { head: 'After', n: true, cell: (one) => milliseconds(one.medianAfter) },
  { head: 'Change', n: true, cell: changeOf },
]

/** Median times before and after and what changed; everything else is folded. */
export function latency({ hotQueries }: Report): Section {
  const details = table<Query>(
    [
      name,
      { head: 'Asked', n: true, cell: (one) => one.asked },
      {
        head: 'Same answer',
        n: true,
        cell: (one) => ({
          text: number(one.same),
          kind: one.same !== null && one.same < one.asked && one.target === 'clone' ? 'no' : '',
        }),
      },
      { head: 'Slowest ms, before', n: true, cell: (one) => one.slowestBefore },
      { head: 'Slowest ms, after', n: true, cell: (one) => one.slowestAfter },
      { head: 'Plan before', cell: (one) => one.planBefore },
      { head: 'Plan after', cell: (one) => one.planAfter ?? '–' },
    ],
    hotQueries,
  )
  const differ = hotQueries.some(
    ({ target, same, asked }) => target === 'clone' && same !== null && same < asked,
  )
  return hotQueries.length === 0
    ? null
    : section(
        "The application's queries",
        [table(times, hotQueries), folded('Answers, slowest times and plans', details, differ)],
        'Median time of the most frequent queries, asked for the same live rows before and ' +
          'after. Noise is the mean spread of single times before and after (from the first to ' +
          'the third quartile); a smaller change says nothing.',
      )
}

const milliseconds = (value: number | null): string =>
  value === null ? '–' : `${value.toFixed(2)} ms`
