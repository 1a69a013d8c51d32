import assert from 'node:assert/strict'
import { after, test as always } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { DescribeDBClustersCommand, RDSClient } from '@aws-sdk/client-rds'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import type { SourceSettings } from '../../functions/contract/source.ts'
import type { Plan, Run, SourcePlan } from '../../functions/contract/steps.ts'
import { type Step, steps } from '../../infra/steps.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import { addApp, addTokens } from '../seed/plain-tokens.ts'

const scratch = openScratch()

after(() => scratch.close())

// Aurora is MySQL; where there is none here, MariaDB speaks enough of its dialect for everything
// but the preflight.
const onMySql = (process.env.DRYDOCK_ENGINES ?? '').includes('mysql')

/** To the purge Aurora is MySQL: MariaDB in its place is refused. */
const skip = onMySql ? false : 'Aurora is MySQL to the purge, and there is none here'

export const test = (name: string, work: () => Promise<void>) => always(name, { skip }, work)

const software = await findSoftware(onMySql ? 'mysql' : 'mariadb', (line) => console.log(line))

const dataDirectory = `${scratch.folder}/data`

await software.initialize(dataDirectory)

export const server = await software.start({ dataDirectory })

export const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())

Object.assign(process.env, cloud.environment, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
cloud.parameters.set('/drydock/test/control', '{"stop": false}')

export const secret = cloud.secrets.add('production', {
  username: 'root',
  password: server.rootPassword,
})
cloud.rds.addCluster('aurora', server, ['aurora-reader'])

export const connection = await createConnection({
  host: server.host,
  port: server.port,
  user: 'root',
  password: server.rootPassword,
})
scratch.onCleanup(() => connection.end())

await connection.query('CREATE DATABASE apim')

await connection.changeUser({ database: 'apim' })

await loadSchema(storeOf(connection), 'apim-2.5.0')

await addApp(connection)
for (const state of ['REVOKED', 'ACTIVE'])
  await addTokens(connection, { rows: 300, state, id: (at) => `${state}${at}` })

// Imported late: the SDK reads where it speaks to from the environment.
export const [{ evidence }, { openTarget }] = await Promise.all([
  import('../../functions/aws/evidence.ts'),
  import('../../functions/aws/target-database.ts'),
])

export const rds = new RDSClient({})

export const deployment = {
  cloneSecurityGroup: 'sg-clones',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}

export async function call<T>(step: Step, event: unknown): Promise<T> {
  const { handler } = (await import(`../../${steps[step].file}`)) as {
    handler: (event: unknown, context: unknown) => Promise<T>
  }
  return handler(event, { getRemainingTimeInMillis: () => 60_000 })
}

/** As the state machine does it. */
export async function until(step: Step, event: unknown): Promise<string[]> {
  const waits: string[] = []
  for (const end = Date.now() + 90_000; ; await setTimeout(50)) {
    const error = await call(step, event).then(
      () => null,
      (reason: Error) => reason,
    )
    if (error === null) return waits
    if (error.name !== 'NotReady' || Date.now() > end) throw error
    if (waits.at(-1) !== error.message) waits.push(error.message)
  }
}

interface SourceGiven {
  readonly instance: string
  readonly cluster: string
  readonly clone: SourceSettings['clone']
}
export async function plan(
  name: string,
  source: Partial<SourceGiven> = { cluster: 'aurora' },
  more: object = {},
): Promise<{ run: Run; source: SourcePlan }> {
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    mode: 'purge',
    allowProductionPurge: true,
    limits: { productionShare: 1 },
    keepSnapshots: 1,
    clone: { instanceClass: 'db.t4g.medium' },
    sources: [
      {
        ...source,
        databases: [{ name: 'apim', times: { written: 'UTC' } }],
        secret,
      } as SourceSettings,
    ],
    ...more,
  })
  const {
    run,
    sources: [planned],
  } = await call<Plan>('planRun', {
    execution: { name, startTime: new Date().toISOString() },
    input: {},
    environment,
    deployment,
  })
  return { run, source: planned ?? assert.fail() }
}

export const describeCluster = async (id: string) =>
  (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }))).DBClusters?.[0] ??
  assert.fail()

export const count = async () =>
  Object.fromEntries(
    (
      await connection.query<RowDataPacket[]>(
        'SELECT TOKEN_STATE AS state, COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN GROUP BY ' +
          'TOKEN_STATE',
      )
    )[0].map(({ state, n }) => [state, Number(n)]),
  )
