import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mustBeUsable, mustHaveOwnPassword, storageProgress } from '../../functions/aws/restored.ts'
import { mustBeFitForSnapshot } from '../../functions/aws/take-snapshot.ts'
import {
  clusterStatuses,
  instanceStatuses,
  secretStatuses,
  snapshotStatuses,
  standingOf,
} from '../../functions/aws/statuses.ts'
import type { SourcePlan } from '../../functions/contract/steps.ts'
import { sdkText, statusesOfWaiter } from './sdk-texts.ts'

test("statuses at which the SDK's waiters give up are final, those they wait for are usable", () => {
  for (const [waiter, statuses] of [
    ['DBInstanceAvailable', instanceStatuses],
    ['DBClusterAvailable', clusterStatuses],
    ['DBSnapshotAvailable', snapshotStatuses],
    ['DBClusterSnapshotAvailable', snapshotStatuses],
  ] as const) {
    const [usable = '', ...final] = statusesOfWaiter(waiter)
    assert.equal(statuses[usable], 'usable', waiter)
    assert.ok(final.length > 3)
    for (const status of final)
      assert.equal(statuses[status] ?? 'missing', 'final', `${waiter}: ${status}`)
  }
})

test('each status that the SDK names of a snapshot and of a secret is in the table', () => {
  for (const [of, statuses, named] of [
    ['client-rds DBClusterSnapshot.Status', snapshotStatuses, /available copying creating/],
    [
      'client-rds MasterUserSecret.SecretStatus',
      secretStatuses,
      /creating - .*active - .*rotating - .*impaired - /,
    ],
  ] as const) {
    assert.match(sdkText(of), named)
    for (const status of named.source.match(/[a-z]{4,}/g) ?? [])
      assert.ok(status in statuses, status)
  }
})

test('a clone whose storage is still loaded from the snapshot is ready', () => {
  for (const status of [
    'available',
    'storage-initialization',
    'storage-optimization',
    'backing-up',
  ])
    assert.equal(mustBeUsable('clone', status, instanceStatuses), undefined)
  assert.match(
    sdkText('client-rds DBInstance.StorageOperationStatus'),
    /Initializing - The volume is initializing from a snapshot/,
  )
  assert.match(
    sdkText('client-rds DBInstance.StorageOperationPercentProgress'),
    /percentage of the in-progress storage operation/,
  )
  assert.equal(
    storageProgress({ StorageOperationStatus: 'Initializing', StorageOperationPercentProgress: 0 }),
    ' (storage Initializing, 0 % done)',
  )
  assert.equal(storageProgress({ PercentProgress: '40' }), ' (storage in work, 40 % done)')
  assert.equal(storageProgress({}), '')
})

test('transient and unknown statuses are awaited, and a final status ends the wait', () => {
  for (const status of ['modifying', 'resetting-master-credentials', 'rebooting', 'upgrading'])
    assert.throws(() => mustBeUsable('clone', status, instanceStatuses), { name: 'NotReady' })
  assert.throws(() => mustBeUsable('clone', 'brewing', instanceStatuses), {
    name: 'NotReady',
    message: /clone is brewing, a status unknown to Drydock/,
  })
  assert.equal(standingOf(snapshotStatuses, 'brewing'), 'passing')
  for (const status of ['insufficient-capacity', 'storage-full', 'incompatible-restore'])
    assert.throws(() => mustBeUsable('clone', status, instanceStatuses), { name: 'RestoreFailed' })
})

test('the password is its own once the secret can be used and no change of it is pending', async () => {
  assert.match(
    sdkText('client-rds ModifyDBInstanceMessage.MasterUserPassword'),
    /the MasterUserPassword element exists in the PendingModifiedValues element/,
  )
  let given = 0
  const give = async () => void given++
  const own = (SecretStatus: string, PendingModifiedValues?: { MasterUserPassword?: string }) =>
    mustHaveOwnPassword(
      'clone',
      { MasterUserSecret: { SecretStatus }, PendingModifiedValues },
      give,
    )
  await assert.rejects(own('creating'), { name: 'NotReady' })
  await assert.rejects(own('active', { MasterUserPassword: '****' }), { name: 'NotReady' })
  await own('active', {})
  await own('impaired')
  assert.equal(given, 0)
  await assert.rejects(mustHaveOwnPassword('clone', {}, give), { name: 'NotReady' })
  assert.equal(given, 1)
})

test('a source that no snapshot can be taken of is not waited for', () => {
  const source = { kind: 'instance', name: 'production' } as SourcePlan
  for (const status of ['available', 'backing-up', 'modifying', 'brewing'])
    assert.equal(mustBeFitForSnapshot(source, status), undefined)
  for (const status of ['stopped', 'storage-full', 'inaccessible-encryption-credentials'])
    assert.throws(() => mustBeFitForSnapshot(source, status), { name: 'RestoreFailed' })
  assert.throws(() => mustBeFitForSnapshot({ ...source, kind: 'cluster' }, 'stopped'), /is stopped/)
})
