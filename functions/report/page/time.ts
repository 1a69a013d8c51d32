import type { Report } from '../schema.ts'
import { barChart, lineChart } from './charts.ts'
import {
  duration,
  folded,
  join,
  nothing,
  number,
  render,
  section,
  table,
  type Html,
} from './html.ts'
import { marks, noteTable, stepNotes } from './notes.ts'

const bars =
  '<div class="bars"><% for (const r of it.rows) { %><span><%= r.name %></span><span class="n ' +
  'when"><%= r.text %></span><span class="track"><b class="<%= r.colour %>" style="left:<%= ' +
  'r.left %>%;width:<%= r.width %>%"></b></span><% } %></div>'
const percent = (part: number, whole: number): number =>
  Math.round((1000 * part) / Math.max(1e-9, whole)) / 10

const waits: readonly string[] = [
  'ask-approval',
  'wait-for-window',
] satisfies Report['timeline'][number]['step'][]

/** Each step as a bar on the run's time axis. */
export function timeline({ timeline: steps, startedAt, finishedAt }: Report): Html {
  const [from, whole] = [Date.parse(startedAt), Date.parse(finishedAt) - Date.parse(startedAt)]
  const many = new Set(steps.map(({ source }) => source).filter((source) => source !== '')).size > 1
  const rows = steps.map((one) => {
    const [began, took] = [
      Date.parse(one.startedAt) - from,
      Date.parse(one.endedAt) - Date.parse(one.startedAt),
    ]
    const left = Math.min(99, Math.max(0, percent(began, whole)))
    return {
      name: `${one.step}${many && one.source !== '' ? `, ${one.source}` : ''}`,
      colour:
        one.error !== null
          ? 'fbad'
          : waits.includes(one.step)
            ? 'f4'
            : one.step.endsWith('-production')
              ? 'f1'
              : 'f2',
      left,
      width: Math.min(100 - left, percent(took, whole)),
      text: `${one.error ?? ''} ${duration(Math.round(took / 100) / 10)}`.trim(),
    }
  })
  const waited =
    'Each bar runs from the first call of a step to the end of its last. A gap is time in ' +
    'which no step worked. A wait for approval lasts until the next step starts.'
  return rows.length === 0
    ? nothing
    : section(
        'Timeline',
        [
          render(bars, { rows }),
          render(
            '<div class="key"><span><i class="f2"></i>on the clone and AWS</span><span><i ' +
              'class="f1"></i>on production</span><span><i class="f4"></i>waiting for a person ' +
              'or the window</span></div>',
            {},
          ),
          stepNotes(steps),
        ],
        waited,
      )
}

/** Rows per second during the purges, and what slowed them. */
export function pace({ pace: all, purges, paceNotes }: Report): Html {
  const charts = all
    .filter(({ rows }) => rows.length > 1)
    .map((one) => ({ ...one, marks: marks(one, paceNotes) }))
    .map(({ source, target, seconds, rows, marks: slowed }) =>
      barChart({
        marks: slowed,
        title: `Rows deleted per second, ${target} of ${source}; one bar is ${duration(seconds)}`,
        narrow: true,
        labels: rows.map((_, at) => duration(at * seconds)),
        series: [{ name: 'rows per second', values: rows.map((count) => count / seconds) }],
      }),
    )
  const done = table(
    [
      { head: 'Purge', cell: (one) => `${one.target} of ${one.source}` },
      { head: 'Database', cell: (one) => one.database },
      { head: 'Rows', n: true, cell: (one) => one.rows },
      { head: 'Batches', n: true, cell: (one) => one.batches },
      { head: 'Time', n: true, cell: (one) => duration(Math.round(one.milliseconds / 100) / 10) },
      {
        head: 'Rows per second',
        n: true,
        cell: (one) =>
          one.milliseconds > 0 ? Math.round(one.rows / (one.milliseconds / 1000)) : null,
      },
    ],
    purges,
  )
  return purges.length === 0
    ? nothing
    : section(
        'Purge speed',
        [done, grid(charts), noteTable(paceNotes)],
        'Time covers the work and the pauses between transactions; where there is no bar, no ' +
          'row was deleted.',
      )
}

/** What the last runs deleted, and how many rows they left in the largest tables. */
export function history({ history: past, runId, outcome, mode, finishedAt, rules }: Report): Html {
  const own = {
    runId,
    outcome,
    mode,
    finishedAt,
    tables: rules.map(({ database, table: name, cloneDeleted, productionDeleted, after }) => ({
      database,
      table: name,
      rehearsed: cloneDeleted,
      deleted: productionDeleted,
      after,
    })),
  }
  const runs = [...past, own].slice(-26)
  if (runs.length < 2)
    return section('The last runs', [
      render(
        '<p class="note">This is the first run on record; charts start with the second.</p>',
        {},
      ),
    ])
  const labels = runs.map((run) => run.finishedAt.slice(5, 10))
  const sum = (values: readonly (number | null)[]) =>
    values.every((value) => value === null)
      ? null
      : values.reduce<number>((total, value) => total + (value ?? 0), 0)
  const name = (one: { database: string; table: string }) => `${one.database}.${one.table}`
  const largest = new Map<string, number>()
  for (const one of runs.flatMap(({ tables }) => tables))
    largest.set(name(one), Math.max(largest.get(name(one)) ?? 0, one.after ?? 0))
  const drawn = [...largest]
    .filter(([, rows]) => rows > 0)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 5)
    .map(([key]) => key)
  return section(
    'The last runs',
    [
      grid([
        barChart({
          title: 'Rows deleted, by run',
          labels,
          series: [
            {
              name: 'in production',
              values: runs.map(({ tables }) => sum(tables.map(({ deleted }) => deleted))),
            },
            {
              name: 'in the rehearsal',
              values: runs.map(({ tables }) => sum(tables.map(({ rehearsed }) => rehearsed))),
            },
          ],
        }),
        lineChart({
          title: 'Rows left in the largest tables, by run',
          labels,
          series: drawn.map((key) => ({
            name: key,
            values: runs.map(
              ({ tables }) => tables.find((one) => name(one) === key)?.after ?? null,
            ),
          })),
        }),
      ]),
    ],
    `${runs.length} runs, this one the last.`,
  )
}

const grid = (charts: readonly Html[]): Html =>
  charts.length === 0
    ? nothing
    : render('<div class="charts"><%~ it.body %></div>', { body: join(charts) })

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
