import { after } from 'node:test'
import {
  CreateDBSnapshotCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  RDSClient,
} from '@aws-sdk/client-rds'
import { S3Client } from '@aws-sdk/client-s3'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SNSClient } from '@aws-sdk/client-sns'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'

export const scratch = openScratch()
after(() => scratch.close())
export const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
// No process stands behind it: nothing here looks at data.
export const server = {
  engine: 'mariadb',
  version: '10.11.0',
  host: '127.0.0.1',
  port: 1,
  copyTo: async () => undefined,
  ended: new Promise(() => undefined),
} as unknown as DatabaseServer
cloud.rds.addInstance('production', server)
export const [rds, s3, secrets, sns] = [
  new RDSClient({}),
  new S3Client({}),
  new SecretsManagerClient({}),
  new SNSClient({}),
]

export const describeOne = async (id: string) =>
  (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))).DBInstances?.[0]
export const describeSnapshot = async (id: string) =>
  (await rds.send(new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: id }))).DBSnapshots?.[0]
export const takeSnapshot = (id: string, Tags = [{ Key: 'a', Value: '1' }]) =>
  rds.send(
    new CreateDBSnapshotCommand({
      DBSnapshotIdentifier: id,
      DBInstanceIdentifier: 'production',
      Tags,
    }),
  )
