import { z } from 'zod'
import { NamedError } from '../functions/contract/errors.ts'
import { planSchema, runInputSchema } from '../functions/contract/steps.ts'
import { changedSettings } from '../functions/gates/terms.ts'
import { namePlan } from '../functions/preflight/plan.ts'
import type { PastRun } from '../functions/report/schema.ts'
import { readExecution } from './aws/executions.ts'
import { deploymentOf, settingsOf, type Deployed } from './deployed.ts'
import { workedOff, type WorkedOff } from './worked-off.ts'

const planned = z.object({ plan: planSchema })

/**
 * As `workedOff`, by the settings that are deployed too: where these are others than those of the
 * run with the confirmation, the next run's gate will not go by it.
 */
export async function workedOffNow(
  environment: Deployed,
  runs: readonly PastRun[],
): Promise<WorkedOff | null> {
  const found = workedOff(runs, Date.now())
  if (found === null || found.void !== null || found.by === null) return found
  const { runId } = found.by
  const changed = await changedSince(environment, runId)
  return changed.length === 0
    ? found
    : {
        ...found,
        void:
          `the settings are no longer those of ${runId} (${changed.join('; ')}). If that was not ` +
          'meant, put them back and deploy: it holds again',
      }
}

/**
 * By what the run was handed and its own plan, which Step Functions keeps for as long as a
 * confirmation is good. Rules and schema of another version show at the gate alone.
 * @returns nothing where the plan cannot be read either.
 */
async function changedSince(environment: Deployed, runId: string): Promise<readonly string[]> {
  const run = await readExecution(environment.runs, runId)
  const before = planned.safeParse(json(run?.output))
  const input = runInputSchema.safeParse(json(run?.input) ?? {})
  if (!before.success || !input.success) return []
  const { plan } = before.data
  const { rules } = input.data
  try {
    const now = await namePlan({
      execution: { name: runId, startTime: plan.run.startedAt },
      input: { mode: 'plan', ...(rules !== undefined && { rules }) },
      environment: await settingsOf(environment),
      deployment: await deploymentOf(environment),
    }).plan(async (_, database) => database)
    return changedSettings(plan, now)
  } catch (error) {
    // Rules that this version does not know: what comes of them the deployed one says.
    if (error instanceof NamedError && error.name === 'InvalidInput') return []
    throw error
  }
}

function json(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
