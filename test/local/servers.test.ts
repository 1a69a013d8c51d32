import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { Client } from 'pg'
import { openScratch } from '../../local/scratch.ts'
import { loadDump } from '../../local/dump/load-dump.ts'
import { processIdentity } from '../../local/server/process-identity.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { makeAuthority, noAuthority } from '../engines/authority.ts'
import { one, settings, startEngines } from '../seed/start-engines.ts'

const scratch = openScratch()
after(() => scratch.close())
// Of its own: it kills and copies them.
const engines = await startEngines(settings)
let number = 0
const fresh = () => join(scratch.folder, `data-${++number}`)

/** Several statements in one, on each engine by its own driver. */
async function connect(server: DatabaseServer) {
  const { host, port, rootUser: user, rootPassword: password } = server
  const access = { host, port, user, password }
  if (server.engine !== 'postgres') {
    const connection = await createConnection({ ...access, multipleStatements: true })
    return {
      query: async (sql: string) => (await connection.query<RowDataPacket[]>(sql))[0],
      end: () => connection.end(),
    }
  }
  const client = new Client({ ...access, database: 'postgres' })
  await client.connect()
  return {
    query: async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows,
    end: () => client.end(),
  }
}

async function query(server: DatabaseServer, sql: string): Promise<Record<string, unknown>[]> {
  const connection = await connect(server)
  try {
    return await connection.query(sql)
  } finally {
    await connection.end()
  }
}

for (const { name, server, skip } of engines.filter(one))
  describe(name, { skip }, () => {
    if (server === undefined) return
    const { software } = server
    const zone =
      software.engine === 'postgres'
        ? 'EXTRACT(TIMEZONE FROM now())::int / 60 AS minutes'
        : 'TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(), NOW()) AS minutes'
    const start = async (settings: Record<string, string> = {}) => {
      const dataDirectory = fresh()
      await software.initialize(dataDirectory)
      return software.start({ dataDirectory, settings })
    }

    test('a copy of a server under writes is one moment of it, and starts', async () => {
      await query(
        server,
        `CREATE SCHEMA d;
        CREATE TABLE d.a (n INT PRIMARY KEY);
        CREATE TABLE d.b (n INT PRIMARY KEY)`,
      )
      const writer = await connect(server)
      let on = true
      const writing = (async () => {
        for (let n = 1; on; n++)
          await writer.query(
            `START TRANSACTION; INSERT INTO d.a VALUES (${n}); INSERT INTO d.b VALUES (${n}); ` +
              'COMMIT',
          )
      })()
      const copy = fresh()
      await server.copyTo(copy).finally(() => (on = false))
      await writing
      await writer.end()
      await assert.rejects(server.copyTo(copy), { name: 'CopyFailed', message: /exists already/ })
      const other = await software.start({ dataDirectory: copy, timeZone: '+05:30' })
      const [row] = await query(
        other,
        `SELECT (SELECT COUNT(*) FROM d.a) AS a, (SELECT COUNT(*) FROM d.b) AS b, ${zone}`,
      )
      assert.ok(Number(row?.a) > 0 && row?.a === row?.b, JSON.stringify(row))
      assert.equal(row?.minutes, 330)
      assert.notEqual(other.rootPassword, server.rootPassword)
      await other.stop()
      await assert.rejects(other.copyTo(fresh()), { name: 'CopyFailed' })
    })

    test('a killed server starts again on its port with its data', async () => {
      const first = await start()
      await query(
        first,
        'CREATE SCHEMA d; CREATE TABLE d.a (n INT PRIMARY KEY); INSERT INTO d.a VALUES (7)',
      )
      await first.kill()
      assert.equal(processIdentity(first.pid), undefined)
      const again = await software.start({ dataDirectory: first.dataDirectory, port: first.port })
      assert.deepEqual(
        (await query(again, 'SELECT n FROM d.a')).map((row) => row.n),
        [7],
      )
      await again.stop()
    })

    test('a start that fails quotes the error log', async () => {
      await assert.rejects(start({ no_such_setting: '1' }), {
        name: 'StartFailed',
        message: /no[-_]such[-_]setting/,
      })
      const dataDirectory = fresh()
      await software.initialize(dataDirectory)
      // By these words a start knows that another port is worth a try.
      await assert.rejects(software.start({ dataDirectory, port: server.port }), {
        name: 'StartFailed',
        message: /address already in use/i,
      })
    })

    test('a dump loads, plain and gzipped; a broken one fails with its line', {
      skip: software.engine === 'postgres' && 'postgres-dumps.test.ts',
    }, async () => {
      await query(server, 'CREATE DATABASE dump')
      const file = join(scratch.folder, `${software.engine}.sql`)
      await writeFile(file, 'CREATE TABLE t (n INT);\nINSERT INTO t VALUES (1),(2);\n')
      await writeFile(`${file}.gz`, gzipSync('INSERT INTO t VALUES (3);\n'))
      await loadDump(server, 'dump', file)
      await loadDump(server, 'dump', `${file}.gz`)
      assert.equal((await query(server, 'SELECT n FROM dump.t')).length, 3)
      await writeFile(file, 'SELECT 1;\nINSERT INTO nowhere VALUES (1);\n')
      await assert.rejects(loadDump(server, 'dump', file), {
        name: 'DumpNotLoaded',
        message: /line 2/,
      })
    })

    test('a server that is asked to refuses who does not encrypt, and is copied all the same', {
      skip: software.engine !== 'postgres' ? 'PostgreSQL alone' : noAuthority,
    }, async () => {
      makeAuthority(scratch.folder, 'own')
      const [cert, key] = ['own.pem', 'own.key'].map((file) => join(scratch.folder, file))
      const other = await start({
        ...{ ssl: 'on', ssl_cert_file: cert ?? '', ssl_key_file: key ?? '' },
        'rds.force_ssl': '1',
      })
      await assert.rejects(query(other, 'SELECT 1'), /no pg_hba\.conf entry.*no encryption/)
      const { host, port, rootUser: user, rootPassword: password } = other
      const access = { host, port, user, password, database: 'postgres' }
      const client = new Client({ ...access, ssl: { rejectUnauthorized: false } })
      await client.connect()
      const { rows } = await client.query(
        'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
      )
      assert.deepEqual(rows, [{ ssl: true }])
      await client.end()
      await other.copyTo(fresh())
      await other.stop()
    })

    for (const signal of ['SIGINT', 'SIGKILL'] as const)
      test(`a process ended by ${signal} leaves no server and no folder${signal === 'SIGKILL' ? ' once the next one starts' : ''}`, async () => {
        const TMPDIR = await mkdtemp(join(tmpdir(), 'test-'))
        // PostgreSQL does not run as root, but as a user who has to get there.
        await chmod(TMPDIR, 0o711)
        const run = (body: string) =>
          spawn(
            process.execPath,
            [
              '--input-type=module',
              '-e',
              'import { openScratch } from ' +
                `'${import.meta.resolve('../../local/scratch.ts')}'\nimport { findSoftware } ` +
                `from '${import.meta.resolve('../../local/server/find-software.ts')}'\nconst s ` +
                `= openScratch()\n${body}`,
            ],
            { env: { ...process.env, TMPDIR }, stdio: ['ignore', 'pipe', 'inherit'] },
          )
        const child = run(
          `const f = await findSoftware('${software.engine}', () => {}); await ` +
            "f.initialize(s.folder + '/d'); const { pid } = await f.start({ dataDirectory: " +
            "s.folder + '/d' }); console.log(pid + ' ' + s.folder); setInterval(() => {}, 1000)",
        )
        const [text] = (await once(child.stdout, 'data')) as [Buffer]
        const [pid, folder = ''] = text.toString().trim().split(' ')
        child.kill(signal)
        const [code] = await once(child, 'exit')
        if (signal === 'SIGINT') assert.equal(code, 130)
        else {
          assert.ok(processIdentity(Number(pid)), 'nothing could end it yet')
          await once(run('await s.close()'), 'exit')
        }
        assert.equal(processIdentity(Number(pid)), undefined)
        assert.equal(existsSync(folder), false)
        await rm(TMPDIR, { recursive: true })
      })
  })
