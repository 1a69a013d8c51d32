import type { Report } from '../schema.ts'
import { folded, nothing, number, render, section, table, type Html } from './html.ts'
import { bars, percent } from './bars.ts'

/** Median times before and after as bars, everything else in a table. */
export function latency({ hotQueries }: Report): Html {
  const most = Math.max(
    ...hotQueries.flatMap(({ medianBefore, medianAfter }) => [medianBefore, medianAfter ?? 0]),
  )
  const rows = hotQueries.flatMap((one) =>
    [
      [one.medianBefore, 'before', 'f2'],
      [one.medianAfter, 'after', 'f1'],
    ].flatMap(([value, when, colour]) =>
      typeof value === 'number'
        ? [
            {
              name: when === 'before' ? `${one.query}, ${one.target}, ${one.database}` : '',
              colour,
              left: 0,
              width: percent(value, most),
              text: `${number(value)} ms ${when}`,
            },
          ]
        : [],
    ),
  )
  const details = table<Report['hotQueries'][number]>(
    [
      { head: 'Query', cell: (one) => `${one.query}, ${one.target}, ${one.database}` },
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
    ? nothing
    : section(
        "The application's queries",
        [render(bars, { rows }), folded('Answers, slowest times and plans', details, differ)],
        'Median time of the most frequent queries, asked for the same live rows before and after.',
      )
}
