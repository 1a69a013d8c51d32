import assert from 'node:assert/strict'
import { test } from 'node:test'
import { managedBy, tagKeys } from '../../functions/contract/names.ts'
import type { Run, SourcePlan } from '../../functions/contract/steps.ts'
import { startProxy } from '../purge/database-proxy.ts'
import { cloud, server } from './production.ts'

import { anyRun } from './any-run.ts'
import { utc } from '../../functions/rules/wall-times.ts'
const secret = cloud.secrets.add('production', { username: 'root', password: server.rootPassword })
// Imported late: the SDK reads where it speaks to from the environment.
const { openTarget } = await import('../../functions/aws/target-database.ts')

const run: Run = anyRun
const source = (clone: string): SourcePlan => ({
  kind: 'instance',
  name: 'production',
  secret,
  snapshot: clone,
  clone,
  databases: [{ name: 'mysql', statementsHash: '', empty: [], times: utc }],
})
const open = (clone: string, its = run) =>
  openTarget({ run: its, source: source(clone), target: 'clone', database: 'mysql' })

const other = '444455556666'
/** Where clones may be, and the run that has them there. */
const places = [
  { place: "in production's account", rds: cloud.rds, run },
  {
    place: 'in an account of its own',
    rds: cloud.addAccount({
      account: other,
      externalId: 'drydock-test',
      roles: { 'clones-connect': () => true },
    }),
    run: {
      ...run,
      deployment: {
        ...run.deployment,
        cloneAccount: {
          account: other,
          roles: `arn:aws:iam::${other}:role/clones-`,
          externalId: 'drydock-test',
          subnetGroup: 'clones',
          key: 'alias/clones',
        },
      },
    },
  },
]
const tags = Object.entries({
  [tagKeys.managedBy]: managedBy,
  [tagKeys.environment]: 'test',
  [tagKeys.runId]: 'run-1',
}).map(([Key, Value]) => ({ Key, Value }))

for (const { place, rds, run: its } of places) {
  test(`refuses a clone ${place} that has production's address`, async () => {
    rds.addInstance('drydock-test-same', server)
    rds.instances.get('drydock-test-same')?.tags.push(...tags)
    await assert.rejects(open('drydock-test-same', its), {
      name: 'CloneIsProduction',
      message: /has the address or the identity of production "production"/,
    })
  })

  test(`refuses a clone ${place} that is production by another address, and one that Drydock did not make`, async () => {
    rds.addInstance('drydock-test-bare', { ...server, port: server.port + 2 })
    const bare = rds.instances.get('drydock-test-bare') ?? assert.fail()
    bare.tags.push({ Key: tagKeys.runId, Value: 'run-1' })
    await assert.rejects(open('drydock-test-bare', its), {
      name: 'NotDrydocks',
      message: /is not touched/,
    })
    const { resourceId } = cloud.rds.instances.get('production') ?? assert.fail()
    Object.assign(bare, { resourceId })
    await assert.rejects(open('drydock-test-bare', its), { name: 'CloneIsProduction' })
  })

  test(`refuses a clone ${place} whose address leads to production by a way that RDS does not know`, async () => {
    const proxy = await startProxy(server)
    try {
      rds.addInstance('drydock-test-detour', { ...server, port: proxy.port })
      const clone = rds.instances.get('drydock-test-detour') ?? assert.fail()
      clone.tags.push(...tags)
      const account = its.deployment.cloneAccount?.account
      const password = { username: 'root', password: server.rootPassword }
      const arn = cloud.secrets.add('rds!db-detour', password, account)
      Object.assign(clone, { secret: { arn, active: true } })
      await assert.rejects(open('drydock-test-detour', its), {
        name: 'CloneIsProduction',
        message: /two addresses, but one server answers at both/,
      })
    } finally {
      await proxy.close()
    }
  })
}

test('refuses production itself as a clone', () =>
  assert.rejects(open('production'), { name: 'CloneIsProduction' }))

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
  const others = tags.map(({ Key, Value }) => ({
    Key,
    Value: Key === tagKeys.runId ? 'run-0' : Value,
  }))
  cloud.rds.instances.get('drydock-test-other')?.tags.push(...others)
  await assert.rejects(open('drydock-test-other'), {
    name: 'NotDrydocks',
    message: /belongs to another run \(run-0\)/,
  })
})
