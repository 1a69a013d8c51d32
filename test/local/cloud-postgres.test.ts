import assert from 'node:assert/strict'
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  CreateDBClusterSnapshotCommand,
  CreateDBInstanceCommand,
  CreateDBSnapshotCommand,
  DeleteDBInstanceCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  ModifyDBClusterCommand,
  ModifyDBInstanceCommand,
  RDSClient,
  RestoreDBClusterFromSnapshotCommand,
  RestoreDBInstanceFromDBSnapshotCommand,
  type DBInstance,
} from '@aws-sdk/client-rds'
import { Client } from 'pg'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { settings, startEngines } from '../seed/start-engines.ts'

const scratch = openScratch()
after(() => scratch.close())
// Of its own: the cloud copies it, and starts it again where it dies.
const [engine] = await startEngines({ postgres: settings.postgres })
const cloud = await startCloud(scratch.folder, await mkdtemp(join(scratch.folder, 'buckets-')))
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
const rds = new RDSClient()
const skip = engine?.skip ?? false

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await what()); tries++) {
    if (tries === 600) throw new Error('waited in vain')
    await new Promise((done) => setTimeout(done, 50))
  }
}
const described = async (DBInstanceIdentifier: string): Promise<DBInstance> =>
  (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }))).DBInstances?.[0] ?? {}
const available = (id: string) =>
  until(async () => (await described(id)).DBInstanceStatus === 'available')

/** The rows of a table at an address, by the user and password of a secret. */
async function rowsOf(
  to: { readonly host: string; readonly port: number },
  { username, password }: { readonly username: string; readonly password: string },
): Promise<unknown> {
  const client = new Client({ ...to, user: username, password, database: 'apim' })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query('SELECT n FROM t')).rows
  } finally {
    await client.end()
  }
}
function secretOf(SecretId = ''): { readonly username: string; readonly password: string } {
  const { SecretString } = cloud.secrets.call('GetSecretValue', { SecretId }) as {
    readonly SecretString: string
  }
  return JSON.parse(SecretString) as { readonly username: string; readonly password: string }
}

test('a clone of PostgreSQL has the rows of production, a password of its own, and no way back', {
  skip,
}, async () => {
  assert.ok(engine?.server)
  const { server, url = '' } = engine
  const maker = new Client({ connectionString: url })
  await maker.connect()
  await maker.query('CREATE DATABASE apim')
  await maker.end()
  const filler = new Client({ connectionString: url.replace(/postgres$/, 'apim') })
  await filler.connect()
  await filler.query('CREATE TABLE t (n int PRIMARY KEY); INSERT INTO t VALUES (7)')
  await filler.end()
  cloud.rds.addInstance('production', server)
  const production = await described('production')
  assert.deepEqual(
    [production.Engine, production.EngineVersion, production.MasterUsername],
    ['postgres', server.version, 'postgres'],
  )
  await rds.send(
    new CreateDBSnapshotCommand({ DBInstanceIdentifier: 'production', DBSnapshotIdentifier: 's' }),
  )
  await until(async () => cloud.rds.snapshots.get('s')?.status === 'available')
  await rds.send(
    new RestoreDBInstanceFromDBSnapshotCommand({
      DBInstanceIdentifier: 'clone',
      DBSnapshotIdentifier: 's',
    }),
  )
  await available('clone')
  await rds.send(
    new ModifyDBInstanceCommand({ DBInstanceIdentifier: 'clone', ManageMasterUserPassword: true }),
  )
  await until(async () => (await described('clone')).PendingModifiedValues === undefined)
  await available('clone')
  const { Engine, Endpoint, MasterUserSecret, MasterUsername } = await described('clone')
  const address = { host: Endpoint?.Address ?? '', port: Endpoint?.Port ?? 0 }
  assert.deepEqual([Engine, MasterUsername], ['postgres', 'postgres'])
  assert.deepEqual(await rowsOf(address, secretOf(MasterUserSecret?.SecretArn)), [{ n: 7 }])
  await assert.rejects(
    rowsOf(address, { username: 'postgres', password: server.rootPassword }),
    /password authentication failed/,
  )
  assert.deepEqual(await rowsOf(server, { username: 'postgres', password: server.rootPassword }), [
    { n: 7 },
  ])
  await rds.send(
    new DeleteDBInstanceCommand({ DBInstanceIdentifier: 'clone', SkipFinalSnapshot: true }),
  )
})

test('a clone of an Aurora PostgreSQL cluster too', { skip }, async () => {
  assert.ok(engine?.server)
  const { server } = engine
  cloud.rds.addCluster('aurora', server)
  await rds.send(
    new CreateDBClusterSnapshotCommand({
      DBClusterIdentifier: 'aurora',
      DBClusterSnapshotIdentifier: 'c',
    }),
  )
  await until(async () => cloud.rds.clusterSnapshots.get('c')?.status === 'available')
  const Engine = 'aurora-postgresql'
  await assert.rejects(
    rds.send(
      new RestoreDBClusterFromSnapshotCommand({
        DBClusterIdentifier: 'copy',
        SnapshotIdentifier: 'c',
        Engine: 'aurora-mysql',
      }),
    ),
    { name: 'InvalidParameterCombination' },
  )
  await rds.send(
    new RestoreDBClusterFromSnapshotCommand({
      DBClusterIdentifier: 'copy',
      SnapshotIdentifier: 'c',
      Engine,
    }),
  )
  const cluster = async () =>
    (await rds.send(new DescribeDBClustersCommand({ DBClusterIdentifier: 'copy' }))).DBClusters?.[0]
  const ready = () => until(async () => (await cluster())?.Status === 'available')
  await ready()
  await rds.send(
    new CreateDBInstanceCommand({
      DBInstanceIdentifier: 'copy-writer',
      DBClusterIdentifier: 'copy',
      DBInstanceClass: 'db.r6g.large',
      Engine,
    }),
  )
  await available('copy-writer')
  await rds.send(
    new ModifyDBClusterCommand({ DBClusterIdentifier: 'copy', ManageMasterUserPassword: true }),
  )
  await until(async () => {
    const { PendingModifiedValues, MasterUserSecret } = (await cluster()) ?? {}
    return PendingModifiedValues === undefined && MasterUserSecret?.SecretStatus === 'active'
  })
  await ready()
  const { Endpoint: host = '', Port: port = 0, MasterUserSecret } = (await cluster()) ?? {}
  assert.deepEqual(await rowsOf({ host, port }, secretOf(MasterUserSecret?.SecretArn)), [{ n: 7 }])
})
