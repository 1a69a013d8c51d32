import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { DBInstance } from '@aws-sdk/client-rds'
import { cloneSettingsSchema } from '../../functions/contract/clone-settings.ts'
import { beliefs } from '../../local/cloud/beliefs.ts'
import { beliefsTable } from '../../local/beliefs-table.ts'
import { notTaken, required } from '../../local/cloud/rds-members.ts'
import { excludes, membersOf, sdkText, type EngineName } from '../aws/sdk-texts.ts'
import { ecsTries } from './beliefs/ecs.ts'
import { executionTries } from './beliefs/executions.ts'
import { keyTries } from './beliefs/keys.ts'
import { messageTries } from './beliefs/messages.ts'
import { metricTries } from './beliefs/metrics.ts'
import { operatorTries } from './beliefs/operator.ts'
import { rdsCloneTries } from './beliefs/rds-clones.ts'
import { rdsClusterTries } from './beliefs/rds-clusters.ts'
import { rdsMultiAzTries } from './beliefs/rds-multi-az.ts'
import { rdsOracleTries } from './beliefs/rds-oracle.ts'
import { rdsPasswordTries } from './beliefs/rds-passwords.ts'
import { rdsRequestTries } from './beliefs/rds-requests.ts'
import { rdsSharingTries } from './beliefs/rds-sharing.ts'
import { rdsSqlServerTries } from './beliefs/rds-sqlserver.ts'
import { rdsStateTries } from './beliefs/rds-states.ts'
import { rdsStorageTries } from './beliefs/rds-storage.ts'
import { s3Tries } from './beliefs/s3.ts'
import { cloud, restore, scratch, snapshotOf, type Tries, type Try } from './beliefs/try.ts'

after(() => scratch.close())
// The account is full of what is tried here.
Object.assign(cloud.rds.quotas, { DBInstances: 1000, DBClusters: 1000, ManualSnapshots: 1000 })
Object.assign(cloud.rds.quotas, { ManualClusterSnapshots: 1000, AllocatedStorage: 1_000_000 })
const tries: Tries = {
  ...rdsRequestTries,
  ...rdsStateTries,
  ...rdsClusterTries,
  ...rdsCloneTries,
  ...rdsMultiAzTries,
  ...rdsPasswordTries,
  ...rdsStorageTries,
  ...rdsSharingTries,
  ...rdsSqlServerTries,
  ...rdsOracleTries,
  ...ecsTries,
  ...s3Tries,
  ...messageTries,
  ...metricTries,
  ...executionTries,
  ...operatorTries,
  ...keyTries,
}

test('each belief has a unique name and a test', () => {
  const ids = beliefs.map(({ id }) => id)
  assert.deepEqual(ids, [...new Set(ids)])
  assert.deepEqual([...ids].sort(), Object.keys(tries).sort())
})

test("the SDK's texts still support the beliefs", () => {
  for (const { id, source } of beliefs)
    if ('sdk' in source)
      assert.ok(
        sdkText(source.sdk).includes(source.says),
        `${id}: ${source.sdk} says now: ${sdkText(source.sdk)}`,
      )
})

test('the members that a call must have and that an engine does not take are those of the SDK', () => {
  for (const [action, names] of Object.entries(required))
    assert.deepEqual(
      membersOf('client-rds', `${action}Message`)
        .filter((member) => member.required)
        .map((member) => member.name)
        .sort(),
      [...names].sort(),
      action,
    )
  for (const [action, engines] of Object.entries(notTaken))
    for (const [engine, names] of Object.entries(engines))
      assert.deepEqual(
        membersOf('client-rds', `${action}Message`)
          .filter(({ text }) => excludes(text, engine as EngineName))
          .map((member) => member.name),
        names,
        `${action} ${engine}`,
      )
})

test('docs/aws.md lists the beliefs: npm run beliefs', () => {
  const file = join(import.meta.dirname, '../../docs/aws.md')
  const written = readFileSync(file, 'utf8')
  assert.ok(written === beliefsTable(beliefs), 'docs/aws.md is stale: run npm run beliefs')
})

/** A state of a moment may pass unseen on a busy computer: what is not shown is looked at again. */
async function tried(one: Try): Promise<void> {
  if ('shown' in one) return void (await one.shown().catch(() => one.shown()))
  await assert.rejects(one.refused(), { name: one.as })
  await one.taken()
}
test('whatever storage a source has, the local RDS takes what a clone asks for', async () => {
  const { storageInput } = await import('../../functions/aws/instance/storage-input.ts')
  const sources: readonly DBInstance[] = [
    { StorageType: 'gp2', AllocatedStorage: 20 },
    { StorageType: 'gp3', AllocatedStorage: 100, Iops: 3000, StorageThroughput: 125 },
    { StorageType: 'gp3', AllocatedStorage: 400, Iops: 40_000, StorageThroughput: 625 },
    { StorageType: 'gp2', AllocatedStorage: 1000 },
    { StorageType: 'io1', AllocatedStorage: 100, Iops: 3000 },
    { StorageType: 'io2', AllocatedStorage: 600, Iops: 30_000 },
    { StorageType: 'standard', AllocatedStorage: 50 },
    { Engine: 'sqlserver-se', StorageType: 'gp3', AllocatedStorage: 100, Iops: 3000 },
    { Engine: 'sqlserver-ex', StorageType: 'gp2', AllocatedStorage: 20 },
    { Engine: 'sqlserver-ee', StorageType: 'gp3', AllocatedStorage: 600, Iops: 16_000 },
    { Engine: 'sqlserver-web', StorageType: 'io1', AllocatedStorage: 100, Iops: 3000 },
    { Engine: 'oracle-se2', StorageType: 'gp3', AllocatedStorage: 100, Iops: 3000 },
    { Engine: 'oracle-ee', StorageType: 'gp3', AllocatedStorage: 200, Iops: 12_000 },
    { Engine: 'oracle-ee-cdb', StorageType: 'io1', AllocatedStorage: 600, Iops: 3000 },
  ]
  for (const source of sources) {
    const DBSnapshotIdentifier = await snapshotOf(source)
    for (const clone of [
      {},
      { storageType: 'gp2' },
      { storageType: 'gp3' },
      { storageType: 'io1', iops: 4000 },
    ]) {
      const settings = cloneSettingsSchema.parse(clone)
      // The preflight refuses it.
      if (settings.iops !== undefined && Number(source.AllocatedStorage) < 100) continue
      const asked = storageInput(settings, source)
      const { StorageType, Iops } = await restore({ DBSnapshotIdentifier, ...asked })
      if (settings.storageType === undefined && source.StorageType === 'standard') continue
      assert.equal(StorageType, settings.storageType ?? source.StorageType)
      if (settings.storageType === undefined) assert.equal(Iops, source.Iops)
    }
  }
})

/**
 * Forty at once, since most of it is waiting, and with more a busy computer lets calls time out;
 * but a full account would refuse the others.
 */
async function tryAll(): Promise<Record<string, Promise<void>>> {
  const outcomes: Record<string, Promise<void>> = {}
  const lanes = Array.from({ length: 40 }, () => Promise.resolve())
  for (const alone of [true, false])
    for (const [id, one] of Object.entries(tries)) {
      // What passes in less time than a busy computer may take to look, or has a limit of time.
      if (/^(quota-|metrics-come-late$|parameter-)/.test(id) !== alone) continue
      const free = lanes.shift()
      const outcome = (outcomes[id] = Promise.resolve(free).then(() => tried(one)))
      // Told by its own test.
      const quiet = outcome.catch(() => undefined)
      lanes.push(quiet)
      if (alone) await quiet
    }
  return outcomes
}
let all: ReturnType<typeof tryAll> | undefined
for (const id of Object.keys(tries))
  test(`believed of AWS, and so here: ${id}`, async () => (await (all ??= tryAll()))[id])
