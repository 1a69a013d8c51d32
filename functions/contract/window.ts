import { z } from 'zod'

export const weekdays = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
const expectedTime = 'expected a time of day in UTC, such as "02:00"'
export const timeOfDay = z.string(expectedTime).regex(/^([01]\d|2[0-3]):[0-5]\d$/, expectedTime)

const expectedDays = `expected a list of days, of ${weekdays.join(', ')}`
/** When rows of production may be deleted, in UTC. */
export const windowSchema = z
  .strictObject({
    /** Days on which it opens. */
    days: z.array(z.enum(weekdays), expectedDays).min(1, expectedDays),
    from: timeOfDay,
    /** On the next day if it is not after `from`. */
    to: timeOfDay,
    /** What a run does outside the window. */
    outside: z.enum(['wait', 'end']).default('wait'),
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    error: 'expected a time other than "from"; omit "window" if any time is allowed',
  })
export type Window = z.infer<typeof windowSchema>
