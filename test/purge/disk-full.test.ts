import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync, writeFileSync, existsSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createConnection } from 'mysql2/promise'
import { openDatabase } from '../../functions/aws/mysql-database.ts'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import type { Database } from '../../functions/purge/database.ts'
import { mariadb } from '../../functions/sql/mariadb.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import type { DatabaseServer, Program, ServerSoftware } from '../../local/server/server-software.ts'
import { assertCounted, living, purgeThrough, seedTokens, tokenRows } from './interrupted-purge.ts'

const scratch = openScratch()
const rows = 3000
after(() => scratch.close())

/** A server whose disk can be made full, and given room again. */
interface Full {
  readonly server: DatabaseServer
  fill(): void
  empty(): void
  close(): Promise<void>
}

/** By a limit to the size of its files (EFBIG): the file of its undo can not grow. */
async function limited(software: ServerSoftware): Promise<Full> {
  const program = software.program
  // MariaDB would end by the signal that comes with the error.
  Object.assign(software, { program: (name: Program) => {
    const launch = program(name)
    return name === 'server' ? { ...launch, file: 'bash', arguments: ['-c', `trap '' XFSZ; exec "$0" "$@"`, launch.file, ...launch.arguments] } : launch
  } })
  const dataDirectory = join(scratch.folder, 'limited')
  await software.initialize(dataDirectory)
  const server = await software.start({ dataDirectory })
  const limit = (bytes: string | number) => void execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:unlimited`])
  return { server, fill: () => limit(statSync(join(dataDirectory, 'ibdata1')).size), empty: () => limit('unlimited'), close: () => server.stop() }
}

/** By a file beside it on a disk of its own (ENOSPC). */
async function crowded(software: ServerSoftware): Promise<Full> {
  const disk = join(scratch.folder, `disk-${software.engine}`)
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk])
  const unmount = scratch.onCleanup(async () => void execFileSync('umount', [disk]))
  const dataDirectory = join(disk, 'data')
  await software.initialize(dataDirectory)
  const server = await software.start({ dataDirectory })
  const ballast = join(disk, 'ballast')
  return {
    server,
    fill() {
      const { bavail, bsize } = statfsSync(disk)
      writeFileSync(ballast, Buffer.alloc(bavail * bsize))
    },
    empty: () => rmSync(ballast),
    async close() {
      await server.stop()
      unmount()
      execFileSync('umount', [disk])
    },
  }
}

/** Others' writes, which an open view keeps from being forgotten, until the server has no room for one more; in Drydock's own words. */
async function write(database: Database): Promise<void> {
  let writes = 0
  for (const rows of [500, 20, 1]) {
    const until = async (): Promise<void> => {
      for (;;) await database.execute({ text: `UPDATE filler SET t = REPEAT(?, 700) WHERE id < ${rows}`, values: [String(++writes % 10)] })
    }
    await assert.rejects(until, { name: 'DiskFull' })
  }
}

for (const [how, engine, full, skip] of [
  ['a file that may not grow', 'mariadb', limited, !existsSync('/usr/bin/prlimit') && 'there is no prlimit'],
  ['a full disk', 'mariadb', crowded, process.getuid?.() !== 0 && 'only root may mount a disk'],
] as const)
  test(`${engine}: ${how} ends in DiskFull; with room again the next call deletes the rest`, { skip }, async (t) => {
    const { server, fill, empty, close } = await full(await findSoftware(engine, console.log))
    try {
      const [connection, view] = await Promise.all([1, 2].map(() => createConnection({ host: server.host, port: server.port, user: 'root', password: server.rootPassword, multipleStatements: true })))
      assert.ok(connection && view)
      await connection.query('CREATE DATABASE other; CREATE TABLE other.filler (id INT PRIMARY KEY, t VARCHAR(700)); CREATE DATABASE apim; USE apim')
      await connection.query('INSERT INTO other.filler VALUES ?', [Array.from({ length: 500 }, (_, id) => [id, ''])])
      await seedTokens(connection, rows)
      const before = await tokenRows(connection)
      await view.query('START TRANSACTION WITH CONSISTENT SNAPSHOT; SELECT * FROM other.filler')
      const purge = { at: server, engine, password: server.rootPassword, database: 'apim' }
      const others = await openDatabase({ host: server.host, port: server.port, user: 'root', password: server.rootPassword, database: 'other', dialect: mariadb, tls: false })
      let known: PurgeProgress | null = null
      await assert.rejects(purgeThrough({ ...purge, checkpoint: async (progress) => void (known = progress), onStep: async (steps) => {
        if (steps !== 3) return
        fill()
        await write(others)
      } }), (error: Error) => {
        t.diagnostic(error.message)
        assert.equal(error.name, 'DiskFull')
        assert.match(error.message, /^The server has no room to write: .*Give it storage, then start the run again/)
        return true
      })
      const midway = await tokenRows(connection)
      assert.ok(midway.length < before.length && midway.length > living(before).length, 'it stopped midway')
      empty()
      assertCounted(await purgeThrough({ ...purge, from: known }), rows)
      assert.deepEqual(await tokenRows(connection), living(before))
      await others.close()
      for (const one of [connection, view]) one.destroy()
    } finally {
      await close()
    }
  })
