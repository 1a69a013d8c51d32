import type { BacklogFound } from '../contract/backlog.ts'
import { shownBytes } from '../contract/bytes.ts'
import { quantity, shownCount } from '../contract/quantity.ts'

/** What a backlog takes, in sentences; what no rehearsal has measured is said to be unknown. */
export function backlogText(found: BacklogFound): string {
  const { source, tables, dead, archive, couldReturn, work } = found
  const [rows, gone] = [sum(tables.map((one) => one.rows)), sum(tables.map((one) => one.dead))]
  return [
    `Backlog of ${source}: ${shownCount(gone)} of ${quantity(rows, 'row')} in ` +
      `${tables.map(({ table }) => table).join(', ')} ` +
      `are dead, ${Math.floor((gone / Math.max(1, rows)) * 1000) / 10} %, beyond the limits.`,
    `To delete all ${quantity(dead, 'dead row')} of the source ${timeText(found)}`,
    archive === null
      ? 'The size of its archive is unknown before a rehearsal.'
      : archive.bytes === 0
        ? 'Nothing is archived.'
        : `Its archive takes about ${shownBytes(archive.bytes)} for archiveDays and ` +
          `${quantity(archive.puts, 'PUT request')}, at S3's prices in your region.`,
    `A rebuild of its tables could return about ${shownBytes(couldReturn)} of disk.`,
    ...(found.spaceLeft === undefined ? [] : [found.spaceLeft]),
    ...(work === null ? [] : [workText(work)]),
  ].join(' ')
}

function timeText({ hours, windows, runs }: BacklogFound): string {
  if (hours === null || runs === null) return 'takes a time that only a rehearsal shows.'
  const span = ({ least, most }: { least: number; most: number }, one: string) =>
    least === most ? quantity(least, one) : `${shownCount(least)} to ${quantity(most, one)}`
  const each = windows === null ? '' : `, ${span(windows, 'window')}`
  return (
    `takes ${shownHours(hours.least)} to ${shownHours(hours.most)} hours of purge${each}, in ` +
    `${span(runs, 'run')}, at the clone's pace with limits.productionShare and at a quarter of it.`
  )
}

const shownHours = (hours: number): string =>
  hours < 10 ? hours.toFixed(1) : shownCount(Math.round(hours))

/** How far a confirmed backlog is after a run, and at its pace how many more it takes. */
export function workText(work: NonNullable<BacklogFound['work']>): string {
  const { confirmedBy, run, confirmed, found, left, deleted } = work
  const rest = left ?? found
  const done = `${shownCount(confirmed - rest)} of ${quantity(confirmed, 'row')}`
  const begun =
    `${done} of the backlog that ${confirmedBy} confirmed are worked off` +
    `${left === null ? ' before this run' : ''}, run ${run}`
  if (left === 0) return `${begun}: nothing of it is left.`
  const more =
    deleted === null || deleted === 0
      ? ''
      : `; at this run's pace about ${quantity(Math.ceil(rest / deleted), 'more run')}`
  return (
    `${begun}: ${shownCount(rest)} left${more}. ` +
    'The next runs delete them without another confirmation.'
  )
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)
