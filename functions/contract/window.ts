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
    /** On the next day where it is not after `from`. */
    to: timeOfDay,
    /** What a run does that comes at another time. */
    outside: z.enum(['wait', 'end']).default('wait'),
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    error: 'expected another time than "from"; leave "window" out where any time will do',
  })
export type Window = z.infer<typeof windowSchema>
