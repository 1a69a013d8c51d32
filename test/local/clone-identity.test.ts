import assert from 'node:assert/strict'
import { test } from 'node:test'
import { managedBy, tagKeys } from '../../functions/contract/names.ts'
import type { SourcePlan } from '../../functions/contract/steps.ts'
import { startProxy } from '../purge/database-proxy.ts'
import { cloud, server } from './production.ts'

import { anyRun } from './any-run.ts'
import { utc } from '../../functions/rules/wall-times.ts'
const secret = cloud.secrets.add('production', { username: 'root', password: server.rootPassword })
// Imported late: the SDK reads where it speaks to from the environment.
const { openTarget } = await import('../../functions/aws/target-database.ts')

const run = anyRun
const source = (clone: string): SourcePlan => ({
  kind: 'instance',
  name: 'production',
  secret,
  snapshot: clone,
  clone,
  databases: [{ name: 'mysql', statementsHash: '', empty: [], times: utc }],
})
const open = (clone: string) =>
  openTarget({ run, source: source(clone), target: 'clone', database: 'mysql' })

test('refuses a clone that is production', async () => {
  cloud.rds.addInstance('drydock-test-same', server)
  const tags = Object.entries({
    [tagKeys.managedBy]: managedBy,
    [tagKeys.environment]: 'test',
    [tagKeys.runId]: 'run-1',
  }).map(([Key, Value]) => ({ Key, Value }))
  cloud.rds.instances.get('drydock-test-same')?.tags.push(...tags)
  await assert.rejects(open('drydock-test-same'), { name: 'CloneIsProduction' })
  await assert.rejects(open('production'), { name: 'CloneIsProduction' })
})

test('refuses a clone that is production by another address, and one that Drydock did not make', async () => {
  const tags = [{ Key: tagKeys.runId, Value: 'run-1' }]
  cloud.rds.addInstance('drydock-test-bare', { ...server, port: server.port + 2 })
  const bare = cloud.rds.instances.get('drydock-test-bare') ?? assert.fail()
  bare.tags.push(...tags)
  await assert.rejects(open('drydock-test-bare'), {
    name: 'NotDrydocks',
    message: /is not touched/,
  })
  const { resourceId } = cloud.rds.instances.get('production') ?? assert.fail()
  Object.assign(bare, { resourceId })
  await assert.rejects(open('drydock-test-bare'), { name: 'CloneIsProduction' })
})

test('reports a missing clone, and opens production itself', async () => {
  await assert.rejects(open('drydock-test-gone'), { name: 'DatabaseUnreachable' })
  const { database, dialect } = await openTarget({
    run,
    source: source('x'),
    target: 'production',
    database: 'mysql',
  })
  assert.equal(dialect.engine, 'mariadb')
  await database.close()
  await assert.rejects(
    openTarget({ run, source: source('x'), target: 'production', database: 'nowhere' }),
    { name: 'DatabaseNotFound' },
  )
  await assert.rejects(
    openTarget({
      run,
      source: { ...source('x'), name: 'missing' },
      target: 'production',
      database: 'mysql',
    }),
    { name: 'SourceNotFound' },
  )
})

test('refuses a clone that another run of the same environment made', async () => {
  cloud.rds.addInstance('drydock-test-other', { ...server, port: server.port + 1 })
  const tags = Object.entries({
    [tagKeys.managedBy]: managedBy,
    [tagKeys.environment]: 'test',
    [tagKeys.runId]: 'run-0',
  }).map(([Key, Value]) => ({ Key, Value }))
  cloud.rds.instances.get('drydock-test-other')?.tags.push(...tags)
  await assert.rejects(open('drydock-test-other'), {
    name: 'NotDrydocks',
    message: /belongs to another run \(run-0\)/,
  })
})

test('refuses a clone whose address leads to production by a way that RDS does not know', async () => {
  const proxy = await startProxy(server)
  try {
    cloud.rds.addInstance('drydock-test-detour', { ...server, port: proxy.port })
    const tags = Object.entries({
      [tagKeys.managedBy]: managedBy,
      [tagKeys.environment]: 'test',
      [tagKeys.runId]: 'run-1',
    }).map(([Key, Value]) => ({ Key, Value }))
    const clone = cloud.rds.instances.get('drydock-test-detour') ?? assert.fail()
    clone.tags.push(...tags)
    Object.assign(clone, { secret: { arn: secret, active: true } })
    await assert.rejects(open('drydock-test-detour'), {
      name: 'CloneIsProduction',
      message: /two addresses, but one server answers at both/,
    })
  } finally {
    await proxy.close()
  }
})
