import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deploymentSchema } from '../../functions/contract/environment.ts'
import type { Run } from '../../functions/contract/steps.ts'
import { cloneGroupsThere } from '../../functions/preflight/clone-groups.ts'
import { sourceReady } from '../../functions/preflight/source.ts'
import {
  cloud,
  other,
  there,
  denied,
  ownKey,
  key,
  deployment,
  kinds,
  planned,
  snapshots,
  sharedWith,
  clones,
  until,
  takeSnapshot,
  copySnapshot,
  restoreClone,
  deleteClone,
  cloneGroups,
  sourceFacts,
} from './two-accounts-scene.ts'

for (const kind of kinds)
  for (const encryptedWith of ['customer', null])
    test(`${kind}, key ${encryptedWith}: a clone there has its own key, network and secret, and all goes`, async () => {
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

test("the preflight reads the quotas of the clones' account, and refuses a key it does not know", async () => {
  const { run, source } = planned('instance', 'aws')
  there.quotas.DBInstances = 7
  const its = async (mode: Run['mode'], more: object = {}) => {
    const asked = { ...run, mode, deployment: deploymentSchema.parse({ ...deployment, ...more }) }
    return sourceFacts(source, [source], asked)
  }
  const instances = ({ quotas }: Awaited<ReturnType<typeof its>>) =>
    quotas.flatMap(({ name, most }) => (name === 'DBInstances' ? most : []))
  const facts = await its('rehearse')
  assert.deepEqual(instances(facts), [7])
  assert.deepEqual(instances(await its('plan')), [40], 'a plan makes no clone')
  const cloneAccount = { ...deployment.cloneAccount, roles: `arn:aws:iam::${other}:role/not-` }
  await assert.rejects(its('rehearse', { cloneAccount }), {
    name: 'AccessDenied',
    message: /role\/not-look cannot be assumed/,
  })
  const site = { vpc: 'vpc-1', databasePorts: [3306], kmsKeys: [key('customer')] }
  const judged = (mode: Run['mode']) =>
    sourceReady(
      { ...facts, state: { ...facts.state, vpc: null } },
      site,
      mode,
      run.deployment.cloneAccount,
    )
  assert.deepEqual(
    judged('rehearse').map(({ level }) => level),
    ['failed'],
  )
  assert.match(judged('rehearse')[0]?.remedy ?? '', /aws\/rds encrypts cannot be shared/)
  assert.equal(judged('plan')[0]?.level, 'warning')
})

for (const kind of kinds)
  test(`${kind}: the groups of its clone are looked for in the other account before anything is paid for`, async () => {
    const { run, source } = planned(kind, 'customer')
    const look = async (more: object = {}, mode: Run['mode'] = 'rehearse') => {
      const { groups } = await sourceFacts(source)
      const its = { ...run, mode, ...more }
      const facts = { source: source.name, cloneGroups: await cloneGroups(its, groups) }
      return cloneGroupsThere(its, facts).map(({ level, detail }) => `${level}: ${detail}`)
    }
    assert.deepEqual(await look(), [
      'passed: The groups for the clone are in the account 444455556666.',
    ])
    assert.deepEqual(await look({}, 'plan'), [], 'a plan makes no clone')
    const lacking = [...there.groups.names]
    there.groups.names.clear()
    const found = (await look()).join('\n')
    assert.match(found, /^failed: There is no DB subnet group "clones" in the account 444455556666/)
    assert.match(found, /^failed: There is no DB (cluster )?parameter group "\S+" in the acc/m)
    assert.match(
      (await look({ clone: { parameterGroup: 'mine' } })).join(),
      /parameter group "mine"/,
    )
    denied.add('rds:DescribeDBSubnetGroups')
    assert.match((await look()).join(), /^warning: Whether .* has the DB subnet group "clones"/)
    denied.delete('rds:DescribeDBSubnetGroups')
    for (const name of lacking) there.groups.names.add(name)
    const own = { ...run.deployment, cloneAccount: undefined }
    assert.deepEqual(await look({ deployment: own }), [], "production's own groups are there")
    const mine = { deployment: own, clone: { parameterGroup: 'mine' } }
    assert.match((await look(mine)).join(), /^failed: .* "mine" in production's account/)
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
  await until(plan, takeSnapshot, copySnapshot)
  const copy = there.snapshots.get(plan.made) ?? assert.fail()
  // By hand: what passes by itself may have passed before a busy computer asks.
  copy.status = 'creating'
  snapshots('instance').get(plan.made)?.sharedWith.add(other)
  await assert.rejects(deleteClone(plan.run, plan.source), {
    name: 'NotReady',
    message: /is creating: it can be deleted once/,
  })
  assert.deepEqual(sharedWith(plan), [])
  copy.status = 'failed'
  await assert.rejects(copySnapshot(plan.run, plan.source), {
    name: 'RestoreFailed',
    message: /copy.*444455556666 is failed/,
  })
  await until(plan, deleteClone)
  assert.equal(there.snapshots.has(plan.made), false)
})

test('a role that cannot be assumed is AccessDenied with its name, and nothing stays shared', async () => {
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
