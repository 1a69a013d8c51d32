import type { WallTimes } from '../contract/wall-times.ts'

const hour = 3_600_000
const day = 24 * hour
/**
 * No zone is farther from UTC, east or west. A JVM west of UTC writes times that look too old, and
 * so does a session zone east of it, in which WSO2 writes UTC into TIMESTAMP columns that Drydock
 * reads in another.
 */
const farthest = 14 * hour
/** Older rows than this are not judged by the hour. */
const years = 20

export const utc: WallTimes = { written: 'UTC', least: 0, most: 0, newest: null }

/**
 * What is stated of a database's wall times, in ms ahead of UTC. A zone's two times, summer's and
 * winter's, are not told apart: every time is taken for the later one it may mean, so the hour that
 * comes twice is judged by its second coming.
 * @param start of the run.
 */
export function wallTimes(written: string | null, start: Date): WallTimes {
  if (written === null) return { written, least: -farthest, most: farthest, newest: null }
  const zone = new Intl.DateTimeFormat('en-US', { timeZone: written, timeZoneName: 'longOffset' })
  let [least, most] = [Infinity, -Infinity]
  for (
    let at = start.getTime() + 365 * day;
    at > start.getTime() - years * 365 * day;
    at -= 7 * day
  ) {
    const offset = offsetOf(zone, new Date(at))
    least = Math.min(least, offset)
    most = Math.max(most, offset)
  }
  return { written, least, most, newest: null }
}

function offsetOf(zone: Intl.DateTimeFormat, at: Date): number {
  const text = zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)$/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * hour + Number(minutes) * 60_000)
}

/** For whoever reads the plan or the report. */
export const readAs = ({ written, least }: WallTimes): string =>
  written === null
    ? 'The zone of times without a zone is not stated, so the cutoffs for them are ' +
      `${-least / hour} h earlier than the others, which covers any zone: dead rows are ` +
      'deleted that much later.'
    : `Times without a zone are read as ${written}, as set in the environment.`
