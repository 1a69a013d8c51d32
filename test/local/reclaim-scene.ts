import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import type { Plan, Run, SourcePlan } from '../../functions/contract/steps.ts'
import { type Step, steps } from '../../infra/steps.ts'
import { seedTokens } from '../purge/interrupted-purge.ts'
import { cloud, connection, deployment, scratch, server } from './production.ts'

Object.assign(process.env, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
const secret = cloud.secrets.add('production', { username: 'root', password: server.rootPassword })
cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
await connection.query('CREATE DATABASE apim')
await connection.changeUser({ database: 'apim' })
await seedTokens(connection, 300)
// Imported late: the SDK reads where it speaks to from the environment.
export const [{ evidence }, { logger }, { reclaimRun }] = await Promise.all([
  import('../../functions/aws/evidence.ts'),
  import('../../functions/runtime/logger.ts'),
  import('../../functions/jobs/reclaim-run.ts'),
])

export async function call<T>(step: Step, event: object): Promise<T> {
  const { handler } = (await import(`../../${steps[step].file}`)) as {
    handler: (event: unknown, context: unknown) => Promise<T>
  }
  return handler(event, { getRemainingTimeInMillis: () => 60_000 })
}
/** As the state machine asks, until it is ready. */
export async function until(step: Step, event: object): Promise<void> {
  for (;;) {
    const error = await call(step, event).then(
      () => null,
      (reason: Error) => reason,
    )
    if (error === null) return
    if (error.name !== 'NotReady') throw error
    await sleep(50)
  }
}

const window = { days: ['TUE'], from: '22:00', to: '23:00' }
export const inWindow = Date.parse('2026-11-24T22:10:00Z')
export async function plan(
  name: string,
  rules: object = { tokens: { reclaim: true } },
): Promise<{ run: Run; source: SourcePlan }> {
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    allowProductionPurge: true,
    limits: { productionShare: 1 },
    window,
    rules,
    clone: { instanceClass: 'db.t4g.medium' },
    sources: [
      { instance: 'production', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
    ],
  })
  const {
    run,
    sources: [source],
  } = await call<Plan>('planRun', {
    execution: { name, startTime: '2026-11-24T09:00:00.000Z' },
    input: { mode: 'purge' },
    environment,
    deployment,
  })
  return { run, source: source ?? assert.fail() }
}
