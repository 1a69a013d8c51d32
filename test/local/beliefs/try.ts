import { mkdir } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import {
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DescribeDBInstancesCommand,
  RDSClient,
  RestoreDBClusterFromSnapshotCommand,
  RestoreDBInstanceFromDBSnapshotCommand,
  type CreateDBInstanceCommandInput,
  type DBInstance,
  type RestoreDBClusterFromSnapshotCommandInput,
  type RestoreDBInstanceFromDBSnapshotCommandInput,
} from '@aws-sdk/client-rds'
import { startCloud } from '../../../local/cloud/start-cloud.ts'
import { openScratch } from '../../../local/scratch.ts'
import type { DatabaseServer } from '../../../local/server/server-software.ts'

/** A belief from both sides: the wrong call is refused, the right one taken; or what AWS shows is shown. */
export type Try =
  | {
      readonly refused: () => Promise<unknown>
      /** The name of the SDK's error. */
      readonly as: string
      readonly taken: () => Promise<unknown>
    }
  | { readonly shown: () => Promise<unknown> }
export type Tries = Readonly<Record<string, Try>>

export const scratch = openScratch()
export const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
export const rds = new RDSClient({})

/** No process stands behind it: nothing here looks at data. */
const server: DatabaseServer = {
  engine: 'mysql',
  version: '8.0.40',
  host: '127.0.0.1',
  port: 3306,
  rootPassword: 'root',
  // Long enough for each state to be seen.
  copyTo: async (directory: string) => {
    await mkdir(directory, { recursive: true })
    await setTimeout(100)
  },
  stop: async () => undefined,
  ended: new Promise(() => undefined),
  software: { start: () => setTimeout(100, server) },
} as unknown as DatabaseServer

let made = 0
/** A name of this test's own. */
export const name = (): string => `drydock-test-${++made}`

export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await what()); tries++) {
    if (tries === 400) throw new Error('waited in vain')
    await setTimeout(20)
  }
}

/** A source of these looks and an available snapshot of it. */
export async function snapshotOf(shown: object): Promise<string> {
  const [source, snapshot] = [name(), name()]
  cloud.rds.addInstance(source, server, { ...shown })
  await rds.send(
    new CreateDBSnapshotCommand({
      DBSnapshotIdentifier: snapshot,
      DBInstanceIdentifier: source,
    }),
  )
  await until(() => cloud.rds.snapshots.get(snapshot)?.status === 'available')
  return snapshot
}
/** A cluster and an available snapshot of it. */
export async function clusterSnapshot(): Promise<{ cluster: string; snapshot: string }> {
  const { CreateDBClusterSnapshotCommand } = await import('@aws-sdk/client-rds')
  const [cluster, snapshot] = [name(), name()]
  cloud.rds.addCluster(cluster, server)
  await rds.send(
    new CreateDBClusterSnapshotCommand({
      DBClusterSnapshotIdentifier: snapshot,
      DBClusterIdentifier: cluster,
    }),
  )
  await until(() => cloud.rds.clusterSnapshots.get(snapshot)?.status === 'available')
  return { cluster, snapshot }
}

export const small = { StorageType: 'gp3', AllocatedStorage: 100 }
export const shared = await snapshotOf(small)
export const sharedCluster = await clusterSnapshot()

/** Restores an instance, of a small gp3 where nothing else is said. */
export const restore = async (
  more: Partial<RestoreDBInstanceFromDBSnapshotCommandInput> = {},
): Promise<DBInstance> =>
  (
    await rds.send(
      new RestoreDBInstanceFromDBSnapshotCommand({
        DBInstanceIdentifier: name(),
        DBSnapshotIdentifier: shared,
        ...more,
      }),
    )
  ).DBInstance ?? {}

export const restoreCluster = (more: Partial<RestoreDBClusterFromSnapshotCommandInput> = {}) =>
  rds.send(
    new RestoreDBClusterFromSnapshotCommand({
      DBClusterIdentifier: name(),
      SnapshotIdentifier: sharedCluster.snapshot,
      Engine: 'aurora-mysql',
      ...more,
    }),
  )

export const addMember = (
  DBClusterIdentifier: string,
  more: Partial<CreateDBInstanceCommandInput> = {},
) =>
  rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: name(),
      DBClusterIdentifier,
      DBInstanceClass: 'db.r6g.large',
      Engine: 'aurora-mysql',
      ...more,
    }),
  )

export const describe = async (id: string | undefined): Promise<DBInstance> =>
  (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))).DBInstances?.[0] ??
  {}

/** An instance that is restored and loaded. */
export async function restored(): Promise<string> {
  const { DBInstanceIdentifier: id = '' } = await restore()
  await until(async () => (await describe(id)).DBInstanceStatus === 'available')
  return id
}
/** A cluster that is restored, without an instance. */
export async function restoredCluster(): Promise<string> {
  const id = (await restoreCluster()).DBCluster?.DBClusterIdentifier ?? ''
  await until(() => cloud.rds.clusters.get(id)?.status === 'available')
  return id
}
