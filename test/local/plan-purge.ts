import { runEnvironmentSchema, type RunEnvironment } from '../../functions/contract/environment.ts'
import type { Plan, Run, SourcePlan } from '../../functions/contract/steps.ts'
import { cloud, context, deployment, server } from './production.ts'

/** Of production's user. */
export const secret = cloud.secrets.add('production', {
  username: 'root',
  password: server.rootPassword,
})

/** An environment whose database apim may be purged without a rest. */
export const purgeEnvironment = (
  settings: object = {},
  databases: readonly string[] = ['apim'],
): RunEnvironment =>
  runEnvironmentSchema.parse({
    name: 'test',
    allowProductionPurge: true,
    limits: { productionShare: 1 },
    sources: [
      {
        instance: 'production',
        databases: databases.map((name) => ({ name, times: { written: 'UTC' } })),
        secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
      },
    ],
    ...settings,
  })

/** A planned run that purges production. */
export async function planPurge(
  environment: RunEnvironment,
  name: string,
  startTime = '2026-11-24T09:00:00.000Z',
): Promise<{ readonly run: Run; readonly source: SourcePlan }> {
  // Imported late: the SDK reads where it speaks to from the environment.
  const { handler } = await import('../../functions/plan-run.ts')
  const event = {
    execution: { name, startTime },
    input: { mode: 'purge' },
    environment,
    deployment,
  }
  const { run, sources } = (await handler(event, context)) as Plan
  const [source] = sources
  if (source === undefined) throw new Error('a plan has a source')
  return { run, source: { ...source, secret } }
}
