import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import {
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  RDSClient,
  RestoreDBClusterFromSnapshotCommand,
  RestoreDBInstanceFromDBSnapshotCommand,
  type CreateDBInstanceCommandInput,
  type DBInstance,
  type RestoreDBClusterFromSnapshotCommandInput,
  type RestoreDBInstanceFromDBSnapshotCommandInput,
} from '@aws-sdk/client-rds'
import { describeInstance, type Instance } from '../../../local/cloud/instance.ts'
import { startCloud } from '../../../local/cloud/start-cloud.ts'
import { openScratch } from '../../../local/scratch.ts'
import type { DatabaseServer } from '../../../local/server/server-software.ts'

/**
 * A belief from both sides: the wrong call is refused, the right one taken; or what AWS shows is
 * shown.
 */
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
export const server: DatabaseServer = {
  engine: 'mysql',
  version: '8.0.40',
  host: '127.0.0.1',
  port: 3306,
  rootUser: 'root',
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
  for (const end = Date.now() + 120_000; !(await what()); await setTimeout(20))
    if (Date.now() > end) throw new Error('waited in vain')
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
export async function clusterSnapshot(
  add = (id: string): void => cloud.rds.addCluster(id, server),
): Promise<{ cluster: string; snapshot: string }> {
  const [cluster, snapshot] = [name(), name()]
  add(cluster)
  await rds.send(
    new CreateDBClusterSnapshotCommand({
      DBClusterSnapshotIdentifier: snapshot,
      DBClusterIdentifier: cluster,
    }),
  )
  await until(() => cloud.rds.clusterSnapshots.get(snapshot)?.status === 'available')
  return { cluster, snapshot }
}

/** A Multi-AZ DB cluster and an available snapshot of it. */
export const multiAz = () => clusterSnapshot((id) => cloud.rds.addMultiAzCluster(id, server))

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

export const describeCluster = async (DBClusterIdentifier: string) =>
  (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier }))).DBClusters?.[0] ?? {}

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

/** By hand: what passes by itself may have passed before a busy computer asks. */
export function put<Status>(
  all: ReadonlyMap<string, { status: Status }>,
  id: string,
  status: Status,
): void {
  const one = all.get(id) ?? assert.fail(id)
  one.status = status
}
/**
 * What an instance shows, each once, from before a call until it shows the last. Looks at the
 * answer of DescribeDBInstances where it is made, on the cloud's own event loop: a state lasts a
 * moment of that loop (80 ms), so a look each millisecond meets every state however busy the
 * computer is.
 */
export async function shows(
  id: string,
  last: string,
  call: () => Promise<unknown> = async () => undefined,
): Promise<string[]> {
  const seen: string[] = []
  const looked = look(() => {
    const instance = cloud.rds.instances.get(id)
    if (instance === undefined) return false
    const now = shownBy(instance)
    if (seen.at(-1) !== now) seen.push(now)
    return now === last
  })
  await Promise.all([looked, call()])
  return seen
}
function shownBy(instance: Instance): string {
  const { DBInstanceStatus, MasterUserSecret, PendingModifiedValues } = describeInstance(
    instance,
  ) as DBInstance
  const secret = MasterUserSecret === undefined ? '' : `, secret ${MasterUserSecret.SecretStatus}`
  const pending = PendingModifiedValues?.MasterUserPassword === undefined ? '' : ', pending'
  return `${DBInstanceStatus}${secret}${pending}`
}
/** Looks each millisecond, without a call in between, for two minutes at most. */
export async function look(what: () => boolean): Promise<void> {
  for (const end = Date.now() + 120_000; !what(); await setTimeout(1))
    if (Date.now() > end) throw new Error('waited in vain')
}
