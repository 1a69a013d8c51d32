import { beforeEach } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { purgedSchema } from '../../functions/contract/evidence.ts'
import type { Plan, RowsResult, Run } from '../../functions/contract/steps.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { cloud, connection, context, deployment, server } from './production.ts'

cloud.parameters.set('/drydock/test/control', '{"stop": false}')

const secret = cloud.secrets.add('production', { username: 'root', password: server.rootPassword })

// Imported late: the SDK reads where it speaks to from the environment.
export const [
  { handler: planRun },
  { handler: purgeRows },
  { handler: measureRows },
  { handler: verifyRows },
  { evidence },
] = await Promise.all([
  import('../../functions/plan-run.ts'),
  import('../../functions/purge-rows.ts'),
  import('../../functions/measure-rows.ts'),
  import('../../functions/verify-rows.ts'),
  import('../../functions/aws/evidence.ts'),
])

export const rows = 1200

const environment = runEnvironmentSchema.parse({
  name: 'test',
  allowProductionPurge: true,
  limits: { productionShare: 1 },
  sources: [
    {
      instance: 'production',
      databases: [{ name: 'apim', times: { written: 'UTC' } }],
      secret: `arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef`,
    },
  ],
})

beforeEach(async () => {
  await connection.query('DROP DATABASE IF EXISTS apim')
  await connection.query('CREATE DATABASE apim')
  await connection.changeUser({ database: 'apim' })
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  await connection.query(`INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`)
  const dead = Array.from({ length: rows }, (_, at) => [
    `t${String(at).padStart(4, '0')}`,
    1,
    'REVOKED',
    `${at}`,
    '2020-01-01',
    '2020-01-01',
  ])
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
      'TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ?',
    [dead],
  )
})

export async function planned(name: string, startTime = '2026-11-24T09:00:00.000Z') {
  const { run, sources } = (await planRun(
    {
      execution: { name, startTime },
      input: { mode: 'purge' },
      environment,
      deployment,
    },
    context,
  )) as Plan
  const source = { ...sources[0], secret }
  const event = { source, target: 'production', progress: null }
  const purge = async (progress: unknown = null, bounds: Partial<Run> = {}) =>
    (await purgeRows({ ...event, run: { ...run, ...bounds }, progress }, context)) as RowsResult
  const measure = () => measureRows({ ...event, run, again: true }, context)
  const verify = (bounds: Partial<Run> = {}) =>
    verifyRows({ ...event, run: { ...run, ...bounds } }, context)
  const account = async () =>
    purgedSchema.parse(await evidence(run).get('production', 'purge-production'))
  const deleted = async () =>
    (await account()).databases
      .flatMap(({ tables }) => tables)
      .reduce((sum, table) => sum + table.rows, 0)
  return { run, source, purge, measure, verify, account, deleted }
}
