import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createConnection } from 'mysql2/promise'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { runExecution } from '../../local/run-execution.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'

const scratch = openScratch()
after(() => scratch.close())
process.env.DRYDOCK_LOG = join(scratch.folder, 'drydock.log')
const software = await findSoftware('mariadb', (line) => console.log(line))
const dataDirectory = join(scratch.folder, 'data')
await software.initialize(dataDirectory)
const server = await software.start({ dataDirectory })
const connection = await createConnection({
  host: server.host,
  port: server.port,
  user: 'root',
  password: server.rootPassword,
})
await connection.query('CREATE DATABASE apim_db')
await connection.changeUser({ database: 'apim_db' })
await loadSchema(storeOf(connection), 'apim-2.5.0')
await connection.end()
const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)

cloud.parameters.set('/drydock/test/control', '{"stop": false}')
const secret = cloud.secrets.add('production', { username: 'root', password: server.rootPassword })
const sources = ['one', 'two', 'three']
for (const instance of sources) cloud.rds.addInstance(instance, server)
const workflow = synthesizeDefinition(
  runEnvironmentSchema.parse({
    name: 'test',
    mode: 'purge',
    allowProductionPurge: true,
    sources: sources.map((instance) => ({
      instance,
      databases: [{ name: 'apim_db', times: { written: 'UTC' } }],
      secret,
    })),
  }),
  {
    cloneSecurityGroup: 'sg-1',
    evidenceBucket: 'evidence',
    reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
  },
)
async function run(name: string, fail?: string) {
  const states: string[] = []
  const error = await runExecution(workflow, {
    name,
    startTime: new Date(),
    input: {},
    fail,
    answerTo: cloud.answerTo,
    onState: (state) => void states.push(state),
  })
  const snapshotsOf = [...cloud.rds.snapshots.values()].map(({ source }) => source)
  cloud.rds.snapshots.clear()
  return { error, states, snapshotsOf }
}
const cleanUp = ['DeleteCloneAfterFailure', 'ReportFailure']

test('the first source can not be snapshot: no snapshot of another is begun', async () => {
  cloud.refuse({ action: 'CreateDBSnapshot', code: 'SnapshotQuotaExceeded' })
  const { error, states, snapshotsOf } = await run('snapshot')
  assert.equal(error?.name, 'SnapshotQuotaExceededFault')
  assert.deepEqual(states, ['PlanRun', 'Preflight', 'TakeSnapshot', ...cleanUp])
  assert.deepEqual(snapshotsOf, [])
})

test('the first source can not be restored: only what cleans up and reports is called', async () => {
  cloud.refuse({ action: 'RestoreDBInstanceFromDBSnapshot', code: 'InstanceQuotaExceeded' })
  const { error, states, snapshotsOf } = await run('restore')
  assert.equal(error?.name, 'InstanceQuotaExceededFault')
  assert.deepEqual(states, ['PlanRun', 'Preflight', 'TakeSnapshot', 'RestoreClone', ...cleanUp])
  assert.deepEqual(snapshotsOf, ['one'])
})

test('the same if a state was made to fail', async () => {
  const { error, states, snapshotsOf } = await run('told', 'MeasureClone')
  assert.equal(error?.name, 'InjectedFailure')
  assert.deepEqual(states, [
    'PlanRun',
    'Preflight',
    'TakeSnapshot',
    'RestoreClone',
    'ProveEngine',
    'MeasureClone',
    ...cleanUp,
  ])
  assert.deepEqual(snapshotsOf, ['one'])
  assert.deepEqual([...cloud.rds.instances.keys()], sources, 'the clone is gone')
})

test('without failures every source gets its turn', async () => {
  const { error, states } = await run('whole')
  assert.equal(error, null)
  const rehearsal = [
    'TakeSnapshot',
    'RestoreClone',
    'ProveEngine',
    'MeasureClone',
    'PurgeClone',
    'VerifyClone',
    'ReclaimClone',
  ]
  const production = [
    'RecountProduction',
    'PurgeProduction',
    'VerifyProduction',
    'ReclaimProduction',
  ]
  assert.deepEqual(states, [
    'PlanRun',
    'Preflight',
    ...sources.flatMap(() => rehearsal),
    'MeasureProduction',
    'CheckGates',
    'DeleteClone',
    ...sources.flatMap(() => production),
    'GatherArchive',
    'ExpireSnapshots',
    'Report',
  ])
})
