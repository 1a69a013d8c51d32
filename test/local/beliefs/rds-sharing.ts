import {
  CopyDBClusterSnapshotCommand,
  CopyDBSnapshotCommand,
  ModifyDBClusterSnapshotAttributeCommand,
  ModifyDBSnapshotAttributeCommand,
  RDSClient,
  RestoreDBInstanceFromDBSnapshotCommand,
} from '@aws-sdk/client-rds'
import { home, region } from '../../../local/cloud/arn.ts'
import { cloud, name, rds, restore, sharedCluster, small, snapshotOf, type Tries } from './try.ts'

const account = '444455556666'
cloud.addAccount({
  account,
  externalId: 'tries',
  roles: { tries: () => true },
})
/** What a role there calls, as its access key tells the local cloud. */
const there = new RDSClient({
  credentials: { accessKeyId: `local.${account}.tries`, secretAccessKey: 'local' },
})
const key = (name: string, of = home) => `arn:aws:kms:${region}:${of}:key/${name}`
cloud.keys.set(key('customer'), { usableBy: [account] })
cloud.keys.set(key('aws'), { managedByAws: true })
const encrypted = (by: string) =>
  snapshotOf({ ...small, StorageEncrypted: true, KmsKeyId: key(by) })
const arnOf = (id: string, kind = 'snapshot') => `arn:aws:rds:${region}:${home}:${kind}:${id}`
const share = async (id: string) => {
  await rds.send(
    new ModifyDBSnapshotAttributeCommand({
      DBSnapshotIdentifier: id,
      AttributeName: 'restore',
      ValuesToAdd: [account],
    }),
  )
  return id
}
const copy = (SourceDBSnapshotIdentifier: string, KmsKeyId?: string) =>
  there.send(
    new CopyDBSnapshotCommand({
      SourceDBSnapshotIdentifier,
      TargetDBSnapshotIdentifier: name(),
      KmsKeyId,
    }),
  )
const sharedEncrypted = async () => arnOf(await share(await encrypted('customer')))
async function copyCluster(KmsKeyId?: string) {
  const { snapshot } = sharedCluster
  await rds.send(
    new ModifyDBClusterSnapshotAttributeCommand({
      DBClusterSnapshotIdentifier: snapshot,
      AttributeName: 'restore',
      ValuesToAdd: [account],
    }),
  )
  return there.send(
    new CopyDBClusterSnapshotCommand({
      SourceDBClusterSnapshotIdentifier: arnOf(snapshot, 'cluster-snapshot'),
      TargetDBClusterSnapshotIdentifier: name(),
      KmsKeyId,
    }),
  )
}

export const rdsSharingTries: Tries = {
  'default-key-is-not-shared': {
    refused: async () => share(await encrypted('aws')),
    as: 'InvalidParameterValue',
    taken: async () => share(await encrypted('customer')),
  },
  'shared-and-encrypted-is-copied-first': {
    refused: async () =>
      there.send(
        new RestoreDBInstanceFromDBSnapshotCommand({
          DBInstanceIdentifier: name(),
          DBSnapshotIdentifier: await sharedEncrypted(),
        }),
      ),
    as: 'InvalidParameterValue',
    taken: async () => restore(),
  },
  'copy-of-the-shared-needs-a-key': {
    refused: async () => copy(await sharedEncrypted()),
    as: 'InvalidParameterCombination',
    taken: async () => copy(await sharedEncrypted(), key('clones', account)),
  },
  'copy-of-an-unencrypted-cluster-takes-no-key': {
    refused: () => copyCluster(key('clones', account)),
    as: 'InvalidParameterCombination',
    taken: () => copyCluster(),
  },
  'shared-is-named-by-its-arn': {
    refused: async () => copy(await share(await snapshotOf(small))),
    as: 'DBSnapshotNotFoundFault',
    taken: async () => copy(arnOf(await share(await snapshotOf(small)))),
  },
}
