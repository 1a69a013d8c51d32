import { z } from 'zod'
import { openTarget } from '../aws/target-database.ts'
import { isLate } from '../contract/bounds.ts'
import { NamedError } from '../contract/errors.ts'
import type { RowsResult, Run, SourcePlan, Target } from '../contract/steps.ts'
import type { BoundRules } from '../rules/bind.ts'
import type { Database } from '../engines/database.ts'
import { emptyOf } from '../walk/empty-tables.ts'
import type { Schema } from '../engines/schema.ts'
import { refuseOtherServer } from '../preflight/server-identity.ts'
import type { OnRange } from '../walk/range-done.ts'
import { rangeSize } from '../walk/range-size.ts'
import { persist, type Walk } from '../walk/walk.ts'
import { watchKeys } from '../purge/watch-keys.ts'
import type { Dialect } from '../engines/dialect.ts'
import { boundAsPlanned } from './bound-as-planned.ts'
import { mayBeOfSchema, refuseChanged } from './refuse-changed.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { outOfTime } from '../runtime/out-of-time.ts'
import { tellRanges } from './watch-ranges.ts'

/** One open database of a source, with the plan's rules bound to it. */
export interface OpenDatabase {
  readonly name: string
  readonly along: Walk
  readonly bound: BoundRules
  readonly schema: Schema
  readonly onRange: OnRange
  /** Opens the same database of production for reading; null if this is production. */
  readonly production: (() => Promise<Walk>) | null
}

/** Progress of the work on a source's databases; small enough for the state of an execution. */
export interface Progress<Inner, Outcome> {
  /** Index of the database to continue with. */
  readonly database: number
  /** Where to continue there; null for its beginning. */
  readonly inner: Inner | null
  readonly finished: readonly Outcome[]
}

export interface Work<Inner, Outcome> extends Surroundings {
  readonly run: Run
  readonly source: SourcePlan
  readonly target: Target
  readonly progress: unknown
  /** The permit for each range of a database, created once it is open; see Walk. */
  readonly permits?:
    | ((database: Database, dialect: Dialect) => Promise<NonNullable<Walk['permit']>>)
    | undefined
  readonly onTrouble?: Walk['onTrouble']
  /** Statement timeout in ms; absent to use the server's. */
  readonly statementTime?: number | undefined
  /** Production has been purged before: this step only reads it. */
  readonly purged?: boolean | undefined
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
  ): Promise<{ readonly outcome: Outcome } | { readonly inner: Inner }>
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
  try {
    while (progress.database < job.source.databases.length) {
      const planned = job.source.databases[progress.database]
      if (planned === undefined) break
      const open = await openPlanned(job, planned)
      try {
        const reached = (inner: Inner) => (progress = { ...progress, inner })
        const answer = await job
          .work(open, progress.inner, reached, async (inner) => job.account?.(reached(inner)))
          .catch(async (error: unknown) => {
            if (!mayBeOfSchema(error)) throw error
            // If that cannot be read either, the step's own error is reported.
            const found = await lookAgain(job, open, planned, error).catch((why: unknown) => why)
            throw found instanceof NamedError && found.name === 'SchemaChanged' ? found : error
          })
        if ('outcome' in answer && job.purged === true)
          await persist(open.along, () => lookAgain(job, open, planned))
        if ('inner' in answer) {
          progress = { ...progress, inner: answer.inner }
          await job.account?.(progress)
          return { done: false, progress }
        }
        progress = {
          database: progress.database + 1,
          inner: null,
          finished: [...progress.finished, answer.outcome],
        }
      } finally {
        await open.along.database.close()
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

/** A verdict is given of a schema that stood still alone. @throws NamedError SchemaChanged */
const lookAgain = (
  { run, target, clock, purged }: Pick<Work<never, never>, 'run' | 'target' | 'clock' | 'purged'>,
  { along: { database, dialect }, schema }: OpenDatabase,
  planned: SourcePlan['databases'][number],
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

/** @throws NamedError SchemaChanged and what opening and binding throw */
export async function openPlanned(
  job: Pick<
    Work<never, never>,
    | 'run'
    | 'source'
    | 'target'
    | 'permits'
    | 'onTrouble'
    | 'statementTime'
    | 'purged'
    | keyof Surroundings
  >,
  planned: SourcePlan['databases'][number],
): Promise<OpenDatabase> {
  const { run, source, target, clock, spent, ending, logger, permits, onTrouble, statementTime } =
    job
  const { name } = planned
  const { database, dialect, server } = await openTarget({
    run,
    source,
    target,
    database: name,
    ending,
    statementTime,
  })
  try {
    const { schema, bound } = await boundAsPlanned(
      { run, target, clock, database, dialect, purged: job.purged === true },
      planned,
    )
    if (target === 'production')
      await refuseOtherServer({ database, dialect, schema, resource: server.resourceId }, planned)
    const stillEmpty = await emptyOf(database, dialect, planned.empty)
    const filled = planned.empty.filter((table) => !stillEmpty.includes(table))
    // Only a purge is refused, not a count: a clone never gets new rows, and after a purge it is
    // too late.
    if (filled.length > 0 && permits !== undefined)
      throw new NamedError(
        'SchemaChanged',
        `${filled.join(', ')} of ${name} had no rows when the run was planned and has rows ` +
          `on the ${target} now: rows that refer to rows of two rules must be checked before ` +
          'either is deleted. This step deleted nothing. Start the execution again.',
      )
    const share = target === 'production' ? run.limits.productionShare : 1
    const permitted = await permits?.(database, dialect)
    const permit = permitted && watchKeys({ database, dialect, clock }, schema, permitted)
    const production =
      target === 'production'
        ? null
        : async () =>
            (
              await openPlanned(
                { ...job, permits: undefined, target: 'production', statementTime: 30_000 },
                planned,
              )
            ).along
    return {
      name,
      along: {
        database,
        dialect,
        clock,
        size: rangeSize(run.limits.batchMilliseconds),
        share,
        spent,
        permit,
        onTrouble,
      },
      bound,
      schema,
      onRange: tellRanges(logger, target, name),
      production,
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
