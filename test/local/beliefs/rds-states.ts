import assert from 'node:assert/strict'
import {
  CreateDBSnapshotCommand,
  DeleteDBClusterCommand,
  DeleteDBInstanceCommand,
  DeleteDBSnapshotCommand,
  DescribeDBClustersCommand,
  ModifyDBInstanceCommand,
} from '@aws-sdk/client-rds'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import {
  addMember,
  cloud,
  describe,
  name,
  rds,
  restore,
  restoreCluster,
  restored,
  restoredCluster,
  shared,
  snapshotOf,
  small,
  until,
  type Tries,
} from './try.ts'

const secrets = new SecretsManagerClient({})
const own = (id: string | undefined) =>
  rds.send(
    new ModifyDBInstanceCommand({
      DBInstanceIdentifier: id,
      ManageMasterUserPassword: true,
      ApplyImmediately: true,
    }),
  )
const remove = (DBInstanceIdentifier: string) =>
  rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true }))
const source = async (): Promise<string> =>
  cloud.rds.snapshots.get(await snapshotOf(small))?.source ?? ''
const snapshot = (DBInstanceIdentifier: string, DBSnapshotIdentifier = name()) =>
  rds.send(new CreateDBSnapshotCommand({ DBSnapshotIdentifier, DBInstanceIdentifier }))
const removeSnapshot = (DBSnapshotIdentifier: string) =>
  rds.send(new DeleteDBSnapshotCommand({ DBSnapshotIdentifier }))
const removeCluster = (DBClusterIdentifier: string) =>
  rds.send(new DeleteDBClusterCommand({ DBClusterIdentifier, SkipFinalSnapshot: true }))
/** By hand: what passes by itself may have passed before a busy computer asks. */
function put<Status>(
  all: ReadonlyMap<string, { status: Status }>,
  id: string,
  status: Status,
): void {
  const one = all.get(id) ?? assert.fail(id)
  one.status = status
}
/** A busy computer may look too late for one of them. */
const inOrder = (seen: readonly string[], order: readonly string[]) =>
  assert.deepEqual(
    seen,
    order.filter((one) => seen.includes(one)),
  )
/** What an instance shows from now on, each once, until it shows the last. */
async function shows(id: string, last: string): Promise<string[]> {
  const seen: string[] = []
  await until(async () => {
    const { DBInstanceStatus = '', MasterUserSecret, PendingModifiedValues } = await describe(id)
    const pending = PendingModifiedValues?.MasterUserPassword === undefined ? '' : ', pending'
    const secret = MasterUserSecret === undefined ? '' : `, secret ${MasterUserSecret.SecretStatus}`
    const now = `${DBInstanceStatus}${secret}${pending}`
    if (seen.at(-1) !== now) seen.push(now)
    return now === last
  })
  return seen
}

export const rdsStateTries: Tries = {
  'snapshot-of-a-source-at-rest': {
    refused: async () => {
      const id = await source()
      put(cloud.rds.instances, id, 'modifying')
      return snapshot(id)
    },
    as: 'InvalidDBInstanceStateFault',
    taken: async () => {
      const id = await source()
      put(cloud.rds.instances, id, 'storage-optimization')
      return snapshot(id)
    },
  },
  'restore-of-a-whole-snapshot': {
    refused: async () => {
      const DBSnapshotIdentifier = await snapshotOf(small)
      put(cloud.rds.snapshots, DBSnapshotIdentifier, 'creating')
      return restore({ DBSnapshotIdentifier })
    },
    as: 'InvalidDBSnapshotStateFault',
    taken: () => restore({ DBSnapshotIdentifier: shared }),
  },
  'snapshot-is-deleted-once-available': {
    refused: async () => {
      const id = await snapshotOf(small)
      put(cloud.rds.snapshots, id, 'creating')
      return removeSnapshot(id)
    },
    as: 'InvalidDBSnapshotStateFault',
    taken: async () => removeSnapshot(await snapshotOf(small)),
  },
  'restored-instance-is-usable-while-it-loads': {
    shown: async () => {
      const { DBInstanceIdentifier: id = '' } = await restore()
      const order = ['creating', 'modifying', 'storage-initialization', 'available']
      const seen = await shows(id, 'available')
      inOrder(seen, order)
      assert.ok(seen.includes('storage-initialization'))
    },
  },
  'loading-tells-its-percentage': {
    shown: async () => {
      const { DBInstanceIdentifier: id } = await restore()
      const seen = new Set<unknown>()
      await until(async () => {
        const shown = await describe(id)
        if (shown.DBInstanceStatus === 'storage-initialization') {
          assert.equal(shown.StorageOperationStatus, 'Initializing')
          seen.add(shown.StorageOperationPercentProgress)
        } else assert.equal(shown.StorageOperationStatus, undefined)
        return shown.DBInstanceStatus === 'available'
      })
      assert.ok(seen.size > 1 && [...seen].every((percent) => Number(percent) < 100))
    },
  },
  'no-endpoint-while-creating': {
    shown: async () => {
      const { DBInstanceIdentifier: id, Endpoint } = await restore()
      assert.equal(Endpoint, undefined)
      await until(async () => (await describe(id)).DBInstanceStatus === 'available')
      assert.equal((await describe(id)).Endpoint?.Port, 3306)
    },
  },
  'password-is-pending-first': {
    shown: async () => {
      const id = await restored()
      const { DBInstance: answered } = await own(id)
      assert.equal(answered?.DBInstanceStatus, 'available')
      assert.equal(answered.MasterUserSecret?.SecretStatus, 'creating')
      assert.equal(answered.PendingModifiedValues?.MasterUserPassword, '****')
      inOrder(await shows(id, 'available, secret active'), [
        'available, secret creating, pending',
        'available, secret active, pending',
        'resetting-master-credentials, secret active, pending',
        'available, secret active',
      ])
    },
  },
  'password-is-changed-at-rest': {
    refused: async () => {
      const id = await restored()
      put(cloud.rds.instances, id, 'modifying')
      return own(id)
    },
    as: 'InvalidDBInstanceStateFault',
    taken: async () => own(await restored()),
  },
  'secret-goes-with-its-instance': {
    shown: async () => {
      const id = await restored()
      await own(id)
      await shows(id, 'available, secret active')
      const SecretId = (await describe(id)).MasterUserSecret?.SecretArn
      const read = () => secrets.send(new GetSecretValueCommand({ SecretId }))
      assert.match((await read()).SecretString ?? '', /"username":"root"/)
      await remove(id)
      await until(() => !cloud.rds.instances.has(id))
      await assert.rejects(read(), { name: 'ResourceNotFoundException' })
    },
  },
  'protected-instance-stays': {
    refused: async () => remove(await source()),
    as: 'InvalidParameterCombination',
    taken: async () => remove(await restored()),
  },
  'restored-cluster-has-no-instance': {
    refused: async () => {
      const { DBCluster } = await restoreCluster()
      assert.deepEqual(DBCluster?.DBClusterMembers ?? [], [])
      const id = await restoredCluster()
      put(cloud.rds.clusters, id, 'creating')
      return addMember(id)
    },
    as: 'InvalidDBClusterStateFault',
    taken: async () => addMember(await restoredCluster()),
  },
  'instances-go-before-their-cluster': {
    refused: async () => {
      const id = await restoredCluster()
      const { DBInstance } = await addMember(id)
      const member = DBInstance?.DBInstanceIdentifier
      await until(async () => (await describe(member)).DBInstanceStatus === 'available')
      return removeCluster(id)
    },
    as: 'InvalidDBClusterStateFault',
    taken: async () => {
      const id = await restoredCluster()
      await removeCluster(id)
      await until(() => !cloud.rds.clusters.has(id))
      await assert.rejects(rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id })), {
        name: 'DBClusterNotFoundFault',
      })
    },
  },
  'default-groups': {
    shown: async () => {
      const group = async (more: object) =>
        (await restore(more)).DBParameterGroups?.[0]?.DBParameterGroupName
      assert.equal(await group({}), 'default')
      assert.equal(await group({ DBParameterGroupName: 'own' }), 'own')
    },
  },
}
