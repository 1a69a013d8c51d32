import { openTarget } from '../aws/target-database.ts'
import { NamedError } from '../contract/errors.ts'
import type { RowsResult, Run, SourcePlan, Target } from '../contract/steps.ts'
import { bindRules, type BoundRules } from '../purge/bind.ts'
import type { Clock } from '../purge/database.ts'
import { rules } from '../purge/rules.ts'
import { readSchema, type Schema } from '../purge/schema.ts'
import { statementsHash } from '../purge/statements.ts'
import { stepSize } from '../purge/step-size.ts'
import type { Walk } from '../purge/walk.ts'

/** One database of a source, open and with the plan's rules bound to it. */
export interface OpenDatabase {
  readonly name: string
  readonly along: Walk
  readonly bound: BoundRules
  readonly schema: Schema
}

interface Progress<Inner, Outcome> {
  readonly database: number
  readonly inner: Inner | null
  readonly finished: readonly Outcome[]
}

export interface Work<Inner, Outcome> {
  readonly run: Run
  readonly source: SourcePlan
  readonly target: Target
  readonly progress: unknown
  readonly clock: Clock
  readonly spent: () => boolean
  /** Works on one database until it is done (its outcome) or the time is spent (where it stands). */
  work(open: OpenDatabase, from: Inner | null): Promise<{ readonly outcome: Outcome } | { readonly inner: Inner }>
  /** Once, with the outcomes of all databases. */
  finish(outcomes: readonly Outcome[]): Promise<void>
}

/**
 * Goes through a source's databases, one after the other, over as many calls as it takes.
 * @throws NamedError SchemaChanged and what opening and binding throw
 */
export async function eachDatabase<Inner, Outcome>(job: Work<Inner, Outcome>): Promise<RowsResult> {
  let progress = (job.progress ?? { database: 0, inner: null, finished: [] }) as Progress<Inner, Outcome>
  while (progress.database < job.source.databases.length) {
    const planned = job.source.databases[progress.database]
    if (planned === undefined) break
    const { database, dialect } = await openTarget({ run: job.run, source: job.source, target: job.target, database: planned.name })
    try {
      const schema = await readSchema(database, dialect, planned.name)
      const bound = bindRules(rules, schema, new Date(job.run.cutoff))
      const hash = statementsHash(dialect, bound, schema)
      if (hash !== planned.statementsHash)
        throw new NamedError('SchemaChanged', `The schema or the statements of ${planned.name} on the ${job.target} are not those of the plan (${planned.statementsHash.slice(0, 12)}, now ${hash.slice(0, 12)}). Nothing was deleted by this step. Run again once the schema is settled.`)
      const share = job.target === 'production' ? job.run.limits.productionShare : 1
      const along: Walk = { database, dialect, clock: job.clock, size: stepSize(job.run.limits.stepMilliseconds), share, spent: job.spent }
      const answer = await job.work({ name: planned.name, along, bound, schema }, progress.inner)
      if ('inner' in answer) return { done: false, progress: { ...progress, inner: answer.inner } }
      progress = { database: progress.database + 1, inner: null, finished: [...progress.finished, answer.outcome] }
    } finally {
      await database.close()
    }
  }
  await job.finish(progress.finished)
  return { done: true, progress: null }
}
