import { z } from 'zod'
import type { Target } from './steps.ts'

/** The steps of the run as a whole whose time is kept, with the evidence of its first source. */
export const wholeRunSteps = ['smoke-test', 'check-gates', 'ask-approval'] as const
/** The steps whose time is kept, in the order in which they come; the evidence `time-<name>` of a source. */
export const timedSteps = [
  'preflight',
  'take-snapshot',
  'restore-clone',
  'measure-clone',
  'purge-clone',
  'verify-clone',
  'reclaim-clone',
  'smoke-test',
  'measure-production',
  'check-gates',
  'ask-approval',
  'delete-clone',
  'recount-production',
  'purge-production',
  'verify-production',
  'reclaim-production',
] as const
export type TimedStep = (typeof timedSteps)[number]
type WithoutTarget<Name> = Name extends `${infer Work}-${Target}` ? Work : never
/** How a handler calls its work: without the target, where its event names one. */
export type TimedWork = TimedStep | WithoutTarget<TimedStep>

/** Rows deleted over time: `rows[i]` in the i-th `seconds` since `from`, waiting included. */
export const paceSchema = z.object({
  from: z.iso.datetime(),
  seconds: z.number().int(),
  rows: z.array(z.number().int()).max(60).readonly(),
})
export type Pace = z.infer<typeof paceSchema>

/**
 * What a purge made of its pace, and why. `pause` and `retry` last for `seconds`; `go` and `slow` hold until the next
 * change of mind, whatever theirs. A `retry` is a step tried again after a deadlock, a lock timeout or a lost connection:
 * from the beginning of the try that failed to the next.
 */
export const paceNoteSchema = z.object({
  at: z.iso.datetime(),
  what: z.enum(['go', 'slow', 'pause', 'retry']),
  seconds: z.number().nonnegative(),
  reasons: z.array(z.string()).readonly(),
})
export type PaceNote = z.infer<typeof paceNoteSchema>
/** A purge keeps no more: the account is written at the end of each call. */
export const mostPaceNotes = 200
export const paceNotesSchema = z.array(paceNoteSchema).max(mostPaceNotes).readonly()

/** A step's time as its own calls saw it: from the first call's start to the last call's end. */
export const stepTimeSchema = z.object({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  calls: z.number().int(),
  /** Whether the last call had nothing left to do. */
  done: z.boolean(),
  /** The last call's error; waiting is none. */
  error: z.string().nullable(),
  /** What it waited for, and what was tried again; a purge keeps its own. */
  notes: paceNotesSchema.optional(),
})
export type StepTime = z.infer<typeof stepTimeSchema>
