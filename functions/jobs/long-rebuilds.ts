import { z } from 'zod'
import { evidence } from '../aws/evidence.ts'
import { runRebuild, whyEnded } from '../aws/run-rebuild.ts'
import { openTarget } from '../aws/target-database.ts'
import { isLate } from '../contract/bounds.ts'
import { NamedError, reasonOf } from '../contract/errors.ts'
import type { RowsResult } from '../contract/steps.ts'
import { endLeft } from '../reclaim/claim.ts'
import type { Reclaiming } from './reclaim-table.ts'

/**
 * s between two looks at the task. Each is nine events of the execution, which holds 25,000: over
 * the longest run 17,000.
 */
const waitSeconds = 300
/** ms after the run's time in which the task ends by itself. */
const endsWithin = 300_000

/** What a call leaves to the next: the task that it started. */
const progressSchema = z.object({ task: z.string() })

/** @returns the call's answer while the task of an earlier call runs; null if there is none. */
export async function waitForTask(call: Reclaiming): Promise<RowsResult | null> {
  const place = call.run.deployment.rebuilds
  const { success, data } = progressSchema.safeParse(call.progress)
  if (place === undefined || !success) return null
  const ended = await whyEnded(place, data.task)
  // One that hangs is stopped by the sweep after the run, which must have its report before.
  if (ended === null && !isLate(call.run, Date.now() - endsWithin))
    return { done: false, progress: data, waitSeconds }
  await endCutOff(call)
  await call.account.giveUpLonger(
    ended === null
      ? "its task did not end in the run's time"
      : `its task ended before it was done: ${ended}`,
  )
  return null
}

/** Starts the task if tables are left to it. @returns the call's answer; null if none are. */
export async function startTask(call: Reclaiming): Promise<RowsResult | null> {
  const { run, source, target, account, surroundings } = call
  const place = run.deployment.rebuilds
  if (place === undefined || !account.hasLonger()) return null
  const kept = evidence(run)
  await kept.put(source.name, `rebuild-${target}`, { run, source, target, progress: null })
  const { evidenceBucket } = run.deployment
  const started = await runRebuild(place, {
    evidenceBucket,
    runId: run.runId,
    source: source.name,
    target,
  }).catch((error: unknown) => {
    // What passes is retried with the step; anything else is a reason.
    if (error instanceof NamedError) throw error
    return { failed: reasonOf(error) }
  })
  if ('task' in started) {
    surroundings.logger.info({ target, source: source.name, ...started }, 'a task rebuilds')
    return { done: false, progress: started, waitSeconds }
  }
  await account.giveUpLonger(`no task was started to rebuild it: ${started.failed}`)
  return null
}

/** The server goes on with the statement of a task that was killed: it is ended here. */
async function endCutOff({ run, source, target, account, surroundings }: Reclaiming) {
  for (const { name } of source.databases) {
    const left = new Set(account.left(name))
    if (left.size === 0) continue
    try {
      const opened = await openTarget({ run, source, target, database: name, ...surroundings })
      try {
        const ended = await endLeft({ ...opened, left })
        surroundings.logger.warn({ target, database: name, ended }, 'a rebuild was cut off')
      } finally {
        await opened.database.close()
      }
    } catch (error) {
      const reason = reasonOf(error)
      surroundings.logger.warn({ target, database: name, reason }, 'a rebuild was cut off')
    }
  }
}
