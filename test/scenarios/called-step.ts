import { setTimeout as sleep } from 'node:timers/promises'
import { type Step, steps } from '../../infra/steps.ts'

export async function call<T>(step: Step, event: object): Promise<T> {
  const { handler } = (await import(`../../${steps[step].file}`)) as {
    handler: (event: unknown, context: unknown) => Promise<T>
  }
  for (;;) {
    try {
      return await handler(event, { getRemainingTimeInMillis: () => 600_000 })
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'NotReady') throw error
      await sleep(50)
    }
  }
}
