import { draw } from './draw.ts'
import { day, hour, type Moment, type Period } from './row-class.ts'
import { wallTime } from './wall-time.ts'

export const safePeriodMilliseconds = 2 * 3_600_000

/** The instant a run started at `now` judges against. */
export const cutoffOf = (now: Date): number => now.getTime() - safePeriodMilliseconds

const zeroDate = '0000-00-00 00:00:00'

/** The value of a TIMESTAMP column. `salt` keeps two columns of one row apart. */
export function timeOf(
  moment: Moment,
  cutoff: number,
  seed: number,
  row: number,
  salt: number,
): string | null {
  if (moment === null) return null
  if (moment === 'zero') return zeroDate
  const seconds =
    typeof moment === 'number'
      ? moment
      : moment[0] + (draw(seed, row, salt) % (moment[1] - moment[0]))
  // Rounded up: second 0 is then never before the cutoff, whatever its milliseconds.
  return wallTime(Math.ceil(cutoff / 1000) * 1000 + seconds * 1000)
}

/**
 * Replaces NULL in a column that cannot be NULL: far in the future, so that the row is live in any
 * case, as every row of a NULL time does.
 */
export const momentFor = (moment: Moment, nullTimes: boolean): Moment =>
  moment === null && !nullTimes ? [3 * hour, 30 * day] : moment

/** The value of a period column, as text since it may lie beyond 2^53. */
export function periodOf(period: Period, created: string | null, cutoff: number): string | null {
  if (period === null) return null
  if (typeof period === 'bigint') return period.toString()
  if (created === null || created === zeroDate)
    throw new TypeError('a period that lapses at an instant needs a time of creation')
  return String(cutoff + period.lapses - Date.parse(`${created.replace(' ', 'T')}Z`))
}
