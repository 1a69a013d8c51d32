import assert from 'node:assert/strict'
import type { Cluster } from '../../../local/cloud/cluster.ts'
import {
  DeleteDBInstanceCommand,
  ModifyDBClusterCommand,
  ModifyDBInstanceCommand,
  type DBInstance,
} from '@aws-sdk/client-rds'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import {
  addMember,
  cloud,
  describe,
  put,
  rds,
  restored,
  restoredCluster,
  shows,
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

export const rdsPasswordTries: Tries = {
  'password-is-pending-first': {
    shown: async () => {
      const id = await restored()
      let answered: DBInstance | undefined
      const seen = await shows(id, 'available, secret active', async () => {
        answered = (await own(id)).DBInstance
      })
      assert.equal(answered?.DBInstanceStatus, 'available')
      assert.equal(answered.MasterUserSecret?.SecretStatus, 'creating')
      assert.equal(answered.PendingModifiedValues?.MasterUserPassword, '****')
      assert.deepEqual(seen, [
        'available',
        'available, secret creating, pending',
        'available, secret active, pending',
        'resetting-master-credentials, secret active, pending',
        'available, secret active',
      ])
    },
  },
  'password-of-a-cluster-is-pending-first': {
    shown: async () => {
      const id = await restoredCluster()
      const member = (await addMember(id)).DBInstance?.DBInstanceIdentifier
      await until(async () => (await describe(member)).DBInstanceStatus === 'available')
      const statuses = statusesOf(cloud.rds.clusters.get(id))
      const { DBCluster } = await rds.send(
        new ModifyDBClusterCommand({
          DBClusterIdentifier: id,
          ManageMasterUserPassword: true,
          ApplyImmediately: true,
        }),
      )
      assert.equal(DBCluster?.Status, 'available')
      assert.equal(DBCluster.PendingModifiedValues?.MasterUserPassword, '****')
      await until(() => statuses.length === 2)
      assert.deepEqual(statuses, ['resetting-master-credentials', 'available'])
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
}

/** What a cluster's status is set to from now on: a poll may miss one that passes quickly. */
function statusesOf(cluster: Cluster | undefined): string[] {
  if (cluster === undefined) throw new TypeError('there is no such cluster')
  const statuses: string[] = []
  let { status } = cluster
  Object.defineProperty(cluster, 'status', {
    get: () => status,
    set: (next: Cluster['status']) => {
      statuses.push(next)
      status = next
    },
  })
  return statuses
}
