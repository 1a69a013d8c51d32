import { evidence } from './aws/evidence.ts'
import { planSchema, type GatesResult } from './contract/steps.ts'
import { judgeGates, passGates } from './purge/gates.ts'
import { judgeWindow } from './purge/window.ts'
import { step } from './runtime/step.ts'

/** Judges, for all sources at once, whether production may be purged as it was rehearsed. */
export const handler = step(planSchema, async ({ run, sources }): Promise<GatesResult> => {
  const kept = evidence(run)
  const judged = await Promise.all(sources.map(async ({ instance }) => {
    const { gate: window, waitSeconds } = judgeWindow(run, instance, Date.now(), false)
    const gates = [...await judgeGates(run, instance, (name) => kept.get(instance, name)), window]
    await kept.put(instance, 'gates', { gates })
    return { gates, waitSeconds }
  }))
  passGates(judged.flatMap(({ gates }) => gates))
  return { waitSeconds: Math.max(...judged.map(({ waitSeconds }) => waitSeconds)) }
})
