import { z } from 'zod'
import { isLate } from '../contract/bounds.ts'
import { NamedError } from '../contract/errors.ts'
import type { RowsResult } from '../contract/steps.ts'
import { outOfTime } from '../runtime/out-of-time.ts'
import { persist } from '../walk/walk.ts'
import { openPlanned, type OpenDatabase, type Opening, type Planned } from './open-planned.ts'
import { mayBeOfSchema, refuseChanged } from './refuse-changed.ts'

/** Progress of the work on a source's databases; small enough for the state of an execution. */
export interface Progress<Inner, Outcome> {
  /** Index of the database to continue with. */
  readonly database: number
  /** Where to continue there; null for its beginning. */
  readonly inner: Inner | null
  readonly finished: readonly Outcome[]
}

/** A database is done, or the call's time is up. */
export type Worked<Inner, Outcome> = { readonly outcome: Outcome } | { readonly inner: Inner }

export interface Work<Inner, Outcome> extends Opening {
  readonly progress: unknown
  readonly inner: z.ZodType<Inner>
  readonly outcome: z.ZodType<Outcome>
  /**
   * Works on one database until it is done (its outcome) or time runs out (its progress).
   * @param reached reports intermediate progress, for the account of a call that fails.
   * @param checkpoint stores that account at once, for a call that is cut off.
   */
  work(
    open: OpenDatabase,
    from: Inner | null,
    reached: (inner: Inner) => void,
    checkpoint: (inner: Inner) => Promise<void>,
  ): Promise<Worked<Inner, Outcome>>
  /** Where a call ended, even a failed one: its work stays on record whatever happens next. */
  account?(progress: Progress<Inner, Outcome>): Promise<void>
  /** Called once, with the outcomes of all databases. */
  finish(outcomes: readonly Outcome[]): Promise<void>
}

/**
 * Processes a source's databases one after the other, over as many calls as needed.
 * @throws NamedError InvalidInput, OtherServer, SchemaChanged and what opening and binding throw
 */
export async function eachDatabase<Inner, Outcome>(job: Work<Inner, Outcome>): Promise<RowsResult> {
  if (isLate(job.run, Date.now())) throw outOfTime(job.run, 'no more rows are processed')
  let progress: Progress<Inner, Outcome> = readProgress(job)
  const reached = (inner: Inner) => {
    progress = { ...progress, inner }
    return progress
  }
  try {
    for (const planned of job.source.databases.slice(progress.database)) {
      const answer = await workOn(job, planned, progress.inner, reached)
      if ('inner' in answer) {
        reached(answer.inner)
        await job.account?.(progress)
        return { done: false, progress }
      }
      progress = {
        database: progress.database + 1,
        inner: null,
        finished: [...progress.finished, answer.outcome],
      }
    }
  } catch (error) {
    // Throws the call's own error, not that its account could not be stored either.
    await job.account?.(progress).catch(() => undefined)
    throw error
  }
  await job.finish(progress.finished)
  return { done: true, progress: null }
}

/** Opens a database, works on it and closes it. */
async function workOn<Inner, Outcome>(
  job: Work<Inner, Outcome>,
  planned: Planned,
  from: Inner | null,
  reached: (inner: Inner) => Progress<Inner, Outcome>,
): Promise<Worked<Inner, Outcome>> {
  const open = await openPlanned(job, planned)
  const checkpoint = async (inner: Inner) => job.account?.(reached(inner))
  try {
    const answer = await job.work(open, from, reached, checkpoint).catch(async (error: unknown) => {
      throw await causeOf(job, open, planned, error)
    })
    // A verdict is given only of a schema that stood still.
    if ('outcome' in answer && job.purged === true)
      await persist(open.along, () => lookAgain(job, open, planned))
    return answer
  } finally {
    await open.along.database.close()
  }
}

/** The schema's change, if that may have ended the work; otherwise the work's own error. */
async function causeOf(
  job: Opening,
  open: OpenDatabase,
  planned: Planned,
  error: unknown,
): Promise<unknown> {
  if (!mayBeOfSchema(error)) return error
  // If the schema cannot be read either, the work's own error is reported.
  const found = await lookAgain(job, open, planned, error).catch((why: unknown) => why)
  return found instanceof NamedError && found.name === 'SchemaChanged' ? found : error
}

/** @throws NamedError SchemaChanged if the schema is no longer the one that was opened. */
const lookAgain = (
  { run, target, clock, purged }: Opening,
  { along: { database, dialect }, schema }: OpenDatabase,
  planned: Planned,
  error?: unknown,
) =>
  refuseChanged(
    { run, target, clock, database, dialect, purged: purged === true },
    planned,
    schema,
    error,
  )

function readProgress<Inner, Outcome>({
  progress,
  inner,
  outcome,
}: Work<Inner, Outcome>): Progress<Inner, Outcome> {
  if (progress === null || progress === undefined) return { database: 0, inner: null, finished: [] }
  const parsed = z
    .object({ database: z.number().int(), inner: inner.nullable(), finished: z.array(outcome) })
    .safeParse(progress)
  if (!parsed.success)
    throw new NamedError(
      'InvalidInput',
      'The step was called with a progress that it did not return: ' +
        `${z.prettifyError(parsed.error)}. Start executions of the state machine, not its ` +
        'functions.',
    )
  return parsed.data
}
