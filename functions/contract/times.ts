import { z } from 'zod'

/** The steps whose time is kept, in the order in which they come; the evidence `time-<name>` of a source. */
export const timedSteps = [
  'preflight', 'take-snapshot', 'restore-clone', 'measure-clone', 'purge-clone', 'verify-clone', 'reclaim-clone',
  'measure-production', 'delete-clone', 'purge-production', 'verify-production', 'reclaim-production',
] as const
export type TimedStep = (typeof timedSteps)[number]

/** A step's time as its own calls saw it: from the first call's start to the last call's end. */
export const stepTimeSchema = z.object({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  calls: z.number().int(),
  /** Whether the last call had nothing left to do. */
  done: z.boolean(),
  /** The last call's error; waiting is none. */
  error: z.string().nullable(),
})
export type StepTime = z.infer<typeof stepTimeSchema>

/** Rows deleted over time: `rows[i]` in the i-th `seconds` since `from`, waiting included. */
export const paceSchema = z.object({ from: z.iso.datetime(), seconds: z.number().int(), rows: z.array(z.number().int()).max(60).readonly() })
export type Pace = z.infer<typeof paceSchema>
