import { z } from 'zod'
import type { Target } from './steps.ts'

/** Whole-run steps whose time is recorded, with the evidence of the first source. */
export const wholeRunSteps = ['smoke-test', 'check-gates', 'ask-approval'] as const
/** The steps whose time is recorded, in order; the evidence `time-<name>` of a source. */
export const timedSteps = [
  'preflight',
  'take-snapshot',
  'copy-snapshot',
  'restore-clone',
  'prove-engine',
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

/** Rows deleted over time: `rows[i]` in the i-th `seconds` since `from`, waits included. */
export const paceSchema = z.object({
  from: z.iso.datetime(),
  seconds: z.number().int(),
  rows: z.array(z.number().int()).max(60).readonly(),
})
export type Pace = z.infer<typeof paceSchema>

/**
 * A purge's pace, and why. `pause` and `retry` last for `seconds`; `go` and `slow` hold until the
 * next change, whatever their `seconds`. A `retry` is a batch retried after a deadlock, a lock
 * timeout or a lost connection: from the start of the failed attempt to the start of the next.
 */
export const paceNoteSchema = z.object({
  at: z.iso.datetime(),
  what: z.enum(['go', 'slow', 'pause', 'retry']),
  seconds: z.number().nonnegative(),
  reasons: z.array(z.string()).readonly(),
})
export type PaceNote = z.infer<typeof paceNoteSchema>
/** The maximum number of notes per purge: the account is written at the end of each call. */
export const mostPaceNotes = 200
export const paceNotesSchema = z.array(paceNoteSchema).max(mostPaceNotes).readonly()

/** A step's time, measured by its own calls: from the first call's start to the last call's end. */
export const stepTimeSchema = z.object({
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  calls: z.number().int(),
  /** Whether the last call had nothing left to do. */
  done: z.boolean(),
  /** The last call's error; waiting is not an error. */
  error: z.string().nullable(),
  /** What it waited for and retried; a purge keeps its own notes. */
  notes: paceNotesSchema.optional(),
})
export type StepTime = z.infer<typeof stepTimeSchema>
