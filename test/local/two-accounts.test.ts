import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { after, beforeEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { deploymentSchema, runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { managedBy, tagKeys } from '../../functions/contract/names.ts'
import type { Run, SourcePlan } from '../../functions/contract/steps.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { runsArn } from './sweep-machine.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
const other = '444455556666'
let denied: string | null = null
const uses = ['look', 'connect', 'copy', 'restore', 'delete']
const there = cloud.addAccount({
  account: other,
  externalId: 'drydock-test-000000000000',
  roles: Object.fromEntries(
    uses.map((use) => [`drydock-test-clones-${use}`, (action: string) => action !== denied]),
  ),
})
const ownKey = `arn:aws:kms:eu-west-1:${other}:key/clones`
const key = (name: string) => `arn:aws:kms:eu-west-1:000000000000:key/${name}`
cloud.keys.set(key('customer'), { usableBy: [other] })
cloud.keys.set(key('aws'), { managedByAws: true })
// Imported late: the SDK reads where it speaks to from the environment.
const [{ takeSnapshot }, { copySnapshot }, { restoreClone }, { deleteClone }, { handler: sweep }] =
  await Promise.all([
    import('../../functions/aws/take-snapshot.ts'),
    import('../../functions/aws/copy-snapshot.ts'),
    import('../../functions/aws/restore-clone.ts'),
    import('../../functions/aws/delete-clone.ts'),
    import('../../functions/sweep.ts'),
  ])

/** Nobody connects to it. */
const server = {
  engine: 'mysql',
  version: '8.0.40',
  host: '127.0.0.1',
  port: 3306,
  rootUser: 'root',
  rootPassword: 'root',
  copyTo: (directory: string) => mkdir(directory, { recursive: true }),
  stop: async () => undefined,
  ended: new Promise(() => undefined),
  software: { start: async () => server },
} as unknown as DatabaseServer

const deployment = deploymentSchema.parse({
  cloneSecurityGroup: 'sg-clones',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
  cloneAccount: {
    account: other,
    roles: `arn:aws:iam::${other}:role/drydock-test-clones-`,
    externalId: 'drydock-test-000000000000',
    subnetGroup: 'clones',
    key: ownKey,
  },
})
const environment = runEnvironmentSchema.parse({
  name: 'test',
  sources: [
    {
      instance: 'production',
      databases: ['apim'],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
    },
  ],
})
const kinds = ['instance', 'cluster'] as const
type Kind = (typeof kinds)[number]
let runs = 0
function planned(kind: Kind, encryptedWith: string | null, group = 'apim') {
  const encryption =
    encryptedWith === null ? {} : { StorageEncrypted: true, KmsKeyId: key(encryptedWith) }
  const [name, made] = [`production-${++runs}`, `drydock-test-${runs}`]
  const groups = [{ DBParameterGroupName: group, ParameterApplyStatus: 'in-sync' }]
  if (kind === 'cluster') cloud.rds.addCluster(name, server)
  else cloud.rds.addInstance(name, server, { DBParameterGroups: groups })
  const all = kind === 'cluster' ? cloud.rds.clusters : cloud.rds.instances
  Object.assign(all.get(name)?.shown ?? {}, encryption)
  const run = {
    environment: 'test',
    runId: `run-${runs}`,
    startedAt: '2026-11-22T03:00:00.000Z',
    endsBy: '2026-11-25T03:00:00.000Z',
    clone: {},
    deployment,
  } as unknown as Run
  const source = { kind, name, snapshot: made, clone: made, databases: [] }
  return { run, source: source as unknown as SourcePlan, made }
}
type Planned = ReturnType<typeof planned>
const snapshots = (kind: Kind, rds = cloud.rds) =>
  kind === 'cluster' ? rds.clusterSnapshots : rds.snapshots
const sharedWith = ({ source: { kind }, made }: Planned) => [
  ...(snapshots(kind).get(made)?.sharedWith ?? []),
]
const clones = ({ source: { kind } }: Planned) =>
  kind === 'cluster' ? there.clusters : there.instances

/** As the state machine does it. */
async function until(
  { run, source }: Planned,
  ...work: ((run: Run, source: SourcePlan) => Promise<unknown>)[]
): Promise<void> {
  for (const one of work)
    for (let tries = 0; ; tries++) {
      const error = await one(run, source).then(
        () => null,
        (reason: Error) => reason,
      )
      if (error === null) break
      if (error.name !== 'NotReady' || tries === 200) throw error
      await setTimeout(25)
    }
}
beforeEach(() => void (denied = null))

for (const kind of kinds)
  for (const encryptedWith of ['customer', null])
    test(`a clone of ${encryptedWith === null ? 'an unencrypted' : 'an encrypted'} ${kind} stands in the other account, with its key, its network and its own secret, and all of it goes`, async () => {
      const group = encryptedWith === null ? 'default.mysql8.0' : 'apim'
      const plan = planned(kind, encryptedWith, group)
      await until(plan, takeSnapshot, copySnapshot)
      assert.deepEqual(sharedWith(plan), [], 'it is shared for as long as it is copied')
      assert.equal(
        snapshots(kind, there).get(plan.made)?.shown.KmsKeyId,
        encryptedWith === null ? undefined : ownKey,
      )
      await until(plan, restoreClone)
      const clone = clones(plan).get(plan.made) ?? assert.fail('no clone there')
      assert.match(clone.secret?.arn ?? '', new RegExp(`:${other}:secret:rds!`))
      assert.match(JSON.stringify(clone.shown.DBSubnetGroup), /^("|.*:")clones"/)
      assert.equal(clone.shown.KmsKeyId, encryptedWith === null ? undefined : ownKey)
      // Each account has default and option groups of its own.
      if (kind === 'instance') {
        const its = encryptedWith === null ? 'default' : group
        assert.match(JSON.stringify(clone.shown.OptionGroupMemberships), /Name":"default"/)
        assert.match(JSON.stringify(clone.shown.DBParameterGroups), new RegExp(`Name":"${its}"`))
      }
      assert.equal(cloud.rds.instances.has(plan.made) || cloud.rds.clusters.has(plan.made), false)
      await until(plan, deleteClone)
      assert.deepEqual(
        [clones(plan).has(plan.made), snapshots(kind, there).has(plan.made)],
        [false, false],
      )
      assert.ok(snapshots(kind).has(plan.made), "production's own snapshot stays")
    })

for (const kind of kinds) {
  test(`${kind}: what aws/rds encrypts is not shared, and says so`, async () => {
    const plan = planned(kind, 'aws')
    await assert.rejects(until(plan, takeSnapshot, copySnapshot), {
      name: 'RestoreFailed',
      message: /does not share.*default KMS key.*key of your own, or omit "cloneAccount"/s,
    })
    await until(plan, deleteClone)
    assert.deepEqual([...snapshots(kind, there).keys()], [])
  })

  test(`${kind}: a key that leaves the other account out is AccessDenied, and nothing stays shared`, async () => {
    const plan = planned(kind, 'nobody')
    await assert.rejects(until(plan, takeSnapshot, copySnapshot), {
      name: 'AccessDenied',
      message: /444455556666 cannot use the key.*docs\/configuration\.md/,
    })
    assert.deepEqual(sharedWith(plan), [other], 'the next try finds it so')
    await until(plan, deleteClone)
    assert.deepEqual(sharedWith(plan), [])
  })
}

test('a copy that fails is told, and goes; one that is still being made is waited for', async () => {
  const plan = planned('instance', 'customer')
  await until(plan, takeSnapshot)
  await assert.rejects(copySnapshot(plan.run, plan.source), { name: 'NotReady' })
  await assert.rejects(deleteClone(plan.run, plan.source), {
    name: 'NotReady',
    message: /is creating: it can be deleted once/,
  })
  assert.deepEqual(sharedWith(plan), [])
  const copy = there.snapshots.get(plan.made) ?? assert.fail()
  await setTimeout(200)
  copy.status = 'failed'
  await assert.rejects(copySnapshot(plan.run, plan.source), {
    name: 'RestoreFailed',
    message: /copy.*444455556666 is failed/,
  })
  await until(plan, deleteClone)
  assert.equal(there.snapshots.has(plan.made), false)
})

test('a role that cannot be assumed is AccessDenied with its name, and what production shared is not shared any more', async () => {
  const plan = planned('instance', 'customer')
  await until(plan, takeSnapshot)
  await assert.rejects(copySnapshot(plan.run, plan.source), { name: 'NotReady' })
  const wrong = deploymentSchema.parse({
    ...deployment,
    cloneAccount: { ...deployment.cloneAccount, roles: `arn:aws:iam::${other}:role/none-` },
  })
  const [{ run, source }] = [{ ...plan, run: { ...plan.run, deployment: wrong } }]
  for (const work of [copySnapshot, restoreClone, deleteClone])
    await assert.rejects(work(run, source), {
      name: 'AccessDenied',
      message: /role\/none-\w+ cannot be assumed \(AccessDenied\).*deployed in 444455556666/,
    })
  assert.deepEqual(sharedWith(plan), [])
  await until(plan, deleteClone)
})

test("what is not tagged as this environment's is not touched in the other account either", async () => {
  const plan = planned('instance', 'customer')
  await until(plan, takeSnapshot, copySnapshot)
  const copy = there.snapshots.get(plan.made) ?? assert.fail()
  copy.tags.splice(0)
  for (const work of [copySnapshot, deleteClone])
    await assert.rejects(work(plan.run, plan.source), { name: 'NotDrydocks' })
  there.snapshots.delete(plan.made)
})

test('the sweep deletes clones and copies of ended runs there, ends the sharing, and goes on if one fails', async () => {
  const left = planned('cluster', 'customer')
  await until(left, takeSnapshot, copySnapshot, restoreClone)
  snapshots('cluster').get(left.made)?.sharedWith.add(other)
  cloud.executions.set(left.run.runId, 'ABORTED')
  const working = planned('instance', 'customer')
  await until(working, takeSnapshot, copySnapshot)
  cloud.executions.set(working.run.runId, 'RUNNING')
  // From before the environment was given the account.
  cloud.rds.addInstance('drydock-test-old', server, { DeletionProtection: false })
  cloud.rds.instances.get('drydock-test-old')?.tags.push(
    ...Object.entries({
      [tagKeys.managedBy]: managedBy,
      [tagKeys.environment]: 'test',
      [tagKeys.runId]: left.run.runId,
    }).map(([Key, Value]) => ({ Key, Value })),
  )
  const ask = (input: object, its = deployment) =>
    sweep(
      {
        execution: { name: 'sweep', startTime: new Date().toISOString() },
        input,
        environment,
        deployment: its,
        stateMachine: runsArn,
      },
      { getRemainingTimeInMillis: () => 60_000 } as never,
    )
  const { clones: found, copies } = await ask({ dryRun: true })
  assert.deepEqual(
    [[...found].sort(), copies],
    [['drydock-test-old', left.made].sort(), [left.made]],
  )

  const lost = deploymentSchema.parse({
    ...deployment,
    cloneAccount: { ...deployment.cloneAccount, roles: `arn:aws:iam::${other}:role/gone-` },
  })
  await assert.rejects(
    until(left, () => ask({}, lost)),
    { name: 'AccessDenied' },
  )
  assert.equal(
    cloud.rds.instances.has('drydock-test-old'),
    false,
    'production is swept all the same',
  )
  assert.deepEqual(sharedWith(left), [])

  denied = 'rds:DeleteDBClusterSnapshot'
  await assert.rejects(
    until(left, () => ask({})),
    { name: 'AccessDenied' },
  )
  assert.deepEqual([there.clusters.has(left.made), there.instances.size], [false, 0])
  denied = null
  await until(left, () => ask({}))
  assert.deepEqual([there.clusterSnapshots.size, [...there.snapshots.keys()]], [0, [working.made]])
})
