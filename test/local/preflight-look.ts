import { beforeEach } from 'node:test'
import { runEnvironmentSchema, type Mode } from '../../functions/contract/environment.ts'
import { preflightSchema } from '../../functions/contract/preflight.ts'
import type { Plan } from '../../functions/contract/steps.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { cloud, connection, context, deployment } from './production.ts'

const secret = cloud.secrets.add('production', { username: 'drydock', password: 'pw' })
await connection.query('CREATE DATABASE apim')
await connection.changeUser({ database: 'apim' })
await loadSchema(storeOf(connection), 'apim-2.5.0')
await connection.query(`INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`)
await connection.query('CREATE USER drydock@localhost IDENTIFIED BY ?', ['pw'])
await connection.query('GRANT SELECT, INSERT, DELETE ON apim.* TO drydock@localhost')
await connection.query('GRANT PROCESS ON *.* TO drydock@localhost')
// Imported late: the SDK reads where it speaks to from the environment.
export const [{ handler: planRun }, { handler: preflight }, { evidence }] = await Promise.all([
  import('../../functions/plan-run.ts'),
  import('../../functions/preflight.ts'),
  import('../../functions/aws/evidence.ts'),
])

export const GiB = 2 ** 30
export const environment = runEnvironmentSchema.parse({
  name: 'test',
  allowProductionPurge: true,
  sources: [
    { instance: 'production', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
  ],
})
export const now = new Date()

beforeEach(async () => {
  Object.assign(cloud.rds.quotas, {
    DBInstances: 40,
    ManualSnapshots: 100,
    AllocatedStorage: 100_000,
  })
  cloud.metrics.set('production', 'FreeStorageSpace', 50 * GiB)
  await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN')
  const time = now.toISOString().slice(0, 19).replace('T', ' ')
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
      'TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES (?)',
    [['new', 1, 'ACTIVE', time, time]],
  )
})

export async function look(name: string, mode: Mode = 'purge') {
  const { run, sources } = (await planRun(
    { execution: { name, startTime: now.toISOString() }, input: { mode }, environment, deployment },
    context,
  )) as Plan
  const error = await Promise.resolve(
    preflight({ run, source: sources[0], sources }, context),
  ).then(
    () => null,
    (reason: Error) => reason,
  )
  const { findings } = preflightSchema.parse(
    await evidence(run).get('production', 'preflight-production'),
  )
  return {
    error,
    findings,
    level: (check: string) => findings.find((one) => one.check === check)?.level,
  }
}
