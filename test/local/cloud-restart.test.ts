import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { after, describe, test } from 'node:test'
import {
  CreateDBSnapshotCommand,
  DeleteDBInstanceCommand,
  DescribeDBInstancesCommand,
  RDSClient,
  RestoreDBInstanceFromDBSnapshotCommand,
} from '@aws-sdk/client-rds'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { whole } from '../seed/start-engines.ts'

const scratch = openScratch()
after(() => scratch.close())
const software = await findSoftware('mariadb', (line) => console.log(line))
async function startServer(name: string): Promise<DatabaseServer> {
  const dataDirectory = join(scratch.folder, name)
  await software.initialize(dataDirectory)
  return software.start({
    dataDirectory,
    settings: { innodb_flush_log_at_trx_commit: '2' },
    timeZone: '+05:30',
  })
}
const production = await startServer('production')
const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
cloud.rds.addInstance('production', production)
const rds = new RDSClient({})

const statusOf = async (id: string) =>
  (await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id }))).DBInstances?.[0]
    ?.DBInstanceStatus
async function until(what: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 120_000; !(await what()); await setTimeout(20))
    assert.ok(Date.now() < end, 'waited in vain')
}
const isAvailable = (id: string) => until(async () => (await statusOf(id)) === 'available')
const connect = ({ host, port, rootPassword }: DatabaseServer) =>
  createConnection({ host, port, user: 'root', password: rootPassword })
const serverOf = (id: string): DatabaseServer =>
  cloud.rds.instances.get(id)?.server ?? assert.fail()

test('a server that is killed comes back on the same port and password, with what was committed', async () => {
  const before = await connect(production)
  await before.query('CREATE DATABASE kept')
  await before.query('CREATE TABLE kept.rows_of (id INT PRIMARY KEY) ENGINE = InnoDB')
  await before.query('INSERT INTO kept.rows_of VALUES (1), (2)')
  await before.beginTransaction()
  await before.query('INSERT INTO kept.rows_of VALUES (3)')
  before.on('error', () => undefined)
  for (const round of [1, 2]) {
    const { pid } = serverOf('production')
    process.kill(pid, 'SIGKILL')
    await until(async () => (await statusOf('production')) === 'rebooting')
    await isAvailable('production')
    assert.notEqual(serverOf('production').pid, pid, `round ${round}`)
    assert.equal(serverOf('production').port, production.port)
    const again = await connect(production)
    const [rows] = await again.query<RowDataPacket[]>(
      'SELECT id, @@session.time_zone AS zone, @@innodb_flush_log_at_trx_commit AS flush FROM ' +
        'kept.rows_of ORDER BY id',
    )
    assert.deepEqual(
      rows.map((row) => ({ ...row })),
      [1, 2].map((id) => ({ id, zone: '+05:30', flush: 2 })),
      'only what was committed, with its settings',
    )
    await again.end()
  }
})

test('a clone that dies comes back and can be deleted; then it stays away', async () => {
  await rds.send(
    new CreateDBSnapshotCommand({
      DBSnapshotIdentifier: 'snapshot',
      DBInstanceIdentifier: 'production',
    }),
  )
  await until(async () => cloud.rds.snapshots.get('snapshot')?.status === 'available')
  await rds.send(
    new RestoreDBInstanceFromDBSnapshotCommand({
      DBInstanceIdentifier: 'clone',
      DBSnapshotIdentifier: 'snapshot',
    }),
  )
  await isAvailable('clone')
  await serverOf('clone').kill()
  const remove = () =>
    rds.send(
      new DeleteDBInstanceCommand({ DBInstanceIdentifier: 'clone', SkipFinalSnapshot: true }),
    )
  await assert.rejects(remove(), { name: 'InvalidDBInstanceStateFault' })
  await isAvailable('clone')
  const again = serverOf('clone')
  await (await connect(again)).end()
  await remove()
  await until(async () => !cloud.rds.instances.has('clone'))
  await assert.rejects(connect(again), { code: 'ECONNREFUSED' })
  assert.equal(existsSync(again.dataDirectory), false)
})

test('a server that is stopped on purpose stays stopped', async () => {
  const server = await startServer('stopped')
  cloud.rds.addInstance('stopped', server)
  await server.stop()
  await setTimeout(1000)
  assert.equal(await statusOf('stopped'), 'available')
  assert.equal(serverOf('stopped'), server)
  await assert.rejects(connect(server), { code: 'ECONNREFUSED' })
})

const local = JSON.stringify(`file://${join(import.meta.dirname, '../../local/')}`)
/** A process that kills its own production and is interrupted that many ms later. */
const interrupted = (wait: number) => `
  const load = (file) => import(${local} + file)
  const { openScratch } = await load('scratch.ts')
  const { findSoftware } = await load('server/find-software.ts')
  const { startCloud } = await load('cloud/start-cloud.ts')
  const scratch = openScratch()
  const software = await findSoftware('mariadb', () => {})
  await software.initialize(scratch.folder + '/data')
  const server = await software.start({ dataDirectory: scratch.folder + '/data' })
  const cloud = await startCloud(scratch.folder, scratch.folder + '/buckets')
  scratch.onCleanup(() => cloud.close())
  cloud.rds.addInstance('production', server)
  process.kill(server.pid, 'SIGKILL')
  setTimeout(() => process.kill(process.pid, 'SIGINT'), ${wait})
`

describe('a Ctrl-C while a server is started again', { concurrency: 2 }, () => {
  for (const wait of whole ? [0, 20, 150, 3000] : [20])
    test(`${wait} ms after its death leaves no process and no folder`, async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', interrupted(wait)], {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let errors = ''
      child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
      assert.equal(code, 130, errors)
      assert.deepEqual(
        readdirSync(tmpdir()).filter((name) => name.startsWith(`drydock-${child.pid}-`)),
        [],
      )
      assert.equal(
        execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).includes(`drydock-${child.pid}-`),
        false,
        'a process is left',
      )
    })
})
