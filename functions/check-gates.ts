import { evidence } from './aws/evidence.ts'
import { planSchema, type GatesResult, type Plan } from './contract/steps.ts'
import { judgeGates, passGates } from './gates/gates.ts'
import { judgeWindow } from './gates/window.ts'
import { step } from './runtime/step.ts'
import { timed } from './jobs/timed.ts'

/** Judges for all sources at once whether production may be purged as rehearsed. */
export const handler = step(
  planSchema,
  timed('check-gates', async ({ run, sources }: Plan): Promise<GatesResult> => {
    const kept = evidence(run)
    const judged = await Promise.all(
      sources.map(async ({ name }) => {
        const { gate: window, waitSeconds } = judgeWindow(run, name, Date.now(), false)
        const gates = [...(await judgeGates(run, name, (step) => kept.get(name, step))), window]
        await kept.put(name, 'gates', { gates, waitSeconds })
        return { gates, waitSeconds }
      }),
    )
    passGates(judged.flatMap(({ gates }) => gates))
    return { waitSeconds: Math.max(...judged.map(({ waitSeconds }) => waitSeconds)) }
  }),
)
