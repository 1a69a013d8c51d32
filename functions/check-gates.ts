import { evidence } from './aws/evidence.ts'
import { planSchema, type GatesResult, type Plan } from './contract/steps.ts'
import { NamedError } from './contract/errors.ts'
import { passGates } from './gates/gates.ts'
import { judgeSource } from './jobs/judge-source.ts'
import { step } from './runtime/step.ts'
import { timed } from './jobs/timed.ts'

/** How often the gates are judged because another run has written of the same backlog. */
const attempts = 5

/** Judges for all sources at once whether production may be purged as rehearsed. */
export const handler = step(
  planSchema,
  timed('check-gates', async ({ run, sources }: Plan): Promise<GatesResult> => {
    const kept = evidence(run)
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const judged = await Promise.all(
        sources.map(async (source) => {
          const { gates, waitSeconds, backlog, record } = await judgeSource(run, source)
          await kept.put(source.name, 'gates', { gates, waitSeconds, ...(backlog && { backlog }) })
          return { gates, waitSeconds, record }
        }),
      )
      passGates(judged.flatMap(({ gates }) => gates))
      const recorded: boolean[] = []
      for (const { record } of judged) recorded.push(await record())
      if (recorded.every((one) => one))
        return { waitSeconds: Math.max(...judged.map(({ waitSeconds }) => waitSeconds)) }
    }
    throw new NamedError(
      'PurgeRunning',
      `Another run has written the record of the confirmed backlog ${attempts} times while this ` +
        'one was at its gates. Nothing was deleted. Let one run end before the next one starts.',
    )
  }),
)
