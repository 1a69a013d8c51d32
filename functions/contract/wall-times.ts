import { z } from 'zod'

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const expectedZone = 'expected "UTC" or an IANA time zone such as "America/New_York"'
/** What the operator states about a database. */
export const timesSettingsSchema = z.strictObject({
  /** The zone of the wall times in columns without a zone. */
  written: z.string(expectedZone).refine(isZone, expectedZone),
})

/**
 * How a run reads a database's columns without a zone: the clock that filled them is at least
 * `least` and at most `most` ms ahead of UTC (west of it both are negative). Decided once, by
 * PlanRun, so that clone and production are judged alike.
 */
export const wallTimesSchema = z.object({
  /** As stated; null if not stated. */
  written: z.string().nullable(),
  least: z.number().int(),
  most: z.number().int(),
  /** TIME_CREATED of the newest token when the run was planned: later ones were written later. */
  newest: z.string().nullable(),
})
export type WallTimes = z.infer<typeof wallTimesSchema>
