import { plural } from '../../functions/contract/quantity.ts'
import { paceNotes, paces } from '../../functions/report/comparison.ts'
import {
  join,
  nothing,
  number,
  render,
  table,
  type Html,
} from '../../functions/report/page/html.ts'
import { noteTable } from '../../functions/report/page/notes.ts'
import { paceCharts } from '../../functions/report/page/pace.ts'
import { shownStatus, tookOf } from '../print-status.ts'
import type { Status } from '../status-of.ts'
import { shownShare, type PurgeProgress } from '../progress.ts'
import { shownInstant, shownSeconds } from '../times.ts'
import { liveTables, type LiveTable } from './live-tables.ts'
import type { Live, LiveSource } from './look.ts'
import { paragraph, part, type Part } from './part.ts'
import { showMetrics } from './show-metrics.ts'
import { showWay } from './show-way.ts'

/** The runs that are under way: where each is, what has gone, how fast, and what slows it. */
export function showNow(status: Status, live: readonly Live[]): Part {
  const { runs, others } = status
  const [last] = runs
  return part('now', 'Under way', [
    ...(live.length === 0
      ? [
          paragraph(
            'No run is under way. ' +
              (last === undefined
                ? 'None has been started yet.'
                : `The last one, ${last.run}, ended as ${shownStatus(last)}.`),
          ),
        ]
      : live.map(showRun)),
    paragraph(
      `Next start: ${shownNext(status)}.` +
        (status.backlog === null ? '' : ` Backlog: ${shownBacklog(status)}.`),
    ),
    ...others.map(({ kind, name }) => paragraph(`Also under way: the ${kind} ${name}.`)),
  ])
}

export const shownNext = ({ nextStart }: Status): string =>
  nextStart === null ? 'none, the schedule is off' : shownInstant(nextStart)

/** '' before the first report that counted rows. */
export const shownBacklog = ({ backlog }: Status): string =>
  backlog === null
    ? ''
    : `${number(backlog.rows)} dead ${plural(backlog.rows, 'row')} after ${backlog.run}`

const showRun = (one: Live): Html =>
  join([
    render(
      '<h3><%= it.run %></h3><p class="note">Mode <%= it.mode %>, started <%= it.at %>, under ' +
        'way for <%= it.took %>.</p>',
      { ...one, at: shownInstant(one.startedAt), took: tookOf(one) },
    ),
    showWay(one),
    one.pausedFor.length === 0 ? nothing : paragraph(`Paused: ${one.pausedFor.join('; ')}.`, 'why'),
    ...one.progress.map((its) => showProgress(one.run, its)),
    ...one.sources.flatMap(showTables),
    ...one.sources.map(showPace),
  ])

const paceOf = ({ pace, share }: PurgeProgress): string =>
  pace === 'pause' || share === null ? paceWords[pace] : `${paceWords[pace]}, ${shownShare(share)}`
const paceWords = { go: 'full pace', slow: 'slowed', pause: 'paused' } as const

/** A purge: rows, rate, time left, and the metric that slows it. */
function showProgress(run: string, one: PurgeProgress): Html {
  const {
    source,
    target,
    rows,
    of,
    table: lastOf,
    rowsPerSecond,
    secondsLeft,
    since,
    reasons,
  } = one
  const shown = render(
    `<div class="purge <%= it.kind %>"><h4 id="<%= it.id %>"><%= it.where %></h4>
<progress aria-labelledby="<%= it.id %>" max="<%= it.of %>" value="<%= it.rows %>"></progress>
<dl class="figures">
<%_ for (const [name, value] of it.figures) { %>
<div><dt><%= name %></dt><dd>
<%_ value.split(/(?<=_)/).forEach((part, at) => { if (at > 0) { %><wbr><% } %><%= part %><% }) %>
</dd></div>
<%_ } %>
</dl><% if (it.why) { %><p class="why"><%= it.why %></p><% } %></div>`,
    {
      id: `${run}-${target}-${source}`,
      kind: one.pace,
      where: `Purge of ${target === 'clone' ? 'the clone of ' : ''}${source}`,
      rows,
      of: Math.max(1, of),
      figures: [
        ['deleted', `${number(rows)} of ${number(of)} dead ${plural(of, 'row')}`],
        ...(lastOf === null ? [] : [['last of', lastOf]]),
        ['rows a second', number(rowsPerSecond)],
        ['time left', secondsLeft === null ? '–' : shownSeconds(secondsLeft)],
        ...(target === 'production' ? [['pace', paceOf(one)]] : []),
      ],
      why:
        one.pace === 'go'
          ? ''
          : `${one.pace === 'slow' ? 'Slowed' : 'Paused'}` +
            `${since === null ? '' : ` since ${shownInstant(since)}`}: ${reasons.join('; ')}.`,
    },
  )
  return join([shown, showMetrics(one.judged)])
}

/** The tables of where the run works now: production's once they were counted right before. */
function showTables({ source, evidence }: LiveSource): readonly Html[] {
  const target = evidence['recount-production'] === null ? 'clone' : 'production'
  const measured = evidence[target === 'clone' ? 'measure-clone' : 'recount-production']
  if (measured === null) return []
  const rows = liveTables(measured, evidence[`purge-${target}`])
  const severalDatabases = measured.databases.length > 1
  return [
    render('<h4><%= it.heading %></h4><p class="note">Left are dead rows not yet deleted.</p>', {
      heading: `Tables of ${target === 'clone' ? 'the clone of ' : ''}${source}`,
    }),
    table<LiveTable>(
      [
        { head: 'Table', cell: (one) => one.table },
        ...(severalDatabases ? [{ head: 'Database', cell: (one: LiveTable) => one.database }] : []),
        { head: 'Before', n: true, cell: (one) => one.before },
        { head: 'Dead', n: true, cell: (one) => one.dead },
        { head: 'Gone', n: true, cell: (one) => one.gone },
        { head: 'Left', n: true, cell: (one) => one.left },
      ],
      rows,
    ),
  ]
}

function showPace({ source, evidence }: LiveSource): Html {
  const notes = paceNotes(source, evidence)
  return join([paceCharts(paces(source, evidence), notes), noteTable(notes)])
}
