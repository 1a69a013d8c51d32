import { beforeEach } from 'node:test'
import { purgedSchema } from '../../functions/contract/evidence.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import type { RowsResult, Run } from '../../functions/contract/steps.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { addDeadTokens } from '../seed/plain-tokens.ts'
import { planPurge, purgeEnvironment } from './plan-purge.ts'
import { cloud, connection, context } from './production.ts'

cloud.parameters.set('/drydock/test/control', '{"stop": false}')

// Imported late: the SDK reads where it speaks to from the environment.
export const [
  { handler: purgeRows },
  { handler: measureRows },
  { handler: verifyRows },
  { evidence },
] = await Promise.all([
  import('../../functions/purge-rows.ts'),
  import('../../functions/measure-rows.ts'),
  import('../../functions/verify-rows.ts'),
  import('../../functions/aws/evidence.ts'),
])

export const rows = 1200

const environment = purgeEnvironment()

beforeEach(async () => {
  await connection.query('DROP DATABASE IF EXISTS apim')
  await connection.query('CREATE DATABASE apim')
  await connection.changeUser({ database: 'apim' })
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  await addDeadTokens(connection, rows)
})

export async function planned(name: string, startTime = '2026-11-24T09:00:00.000Z') {
  const { run, source } = await planPurge(environment, name, startTime)
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
