import assert from 'node:assert/strict'
import {
  copyFileSync,
  globSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { after, test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { rebuild } from '../../functions/reclaim/rebuild.ts'
import { readSizes } from '../../functions/reclaim/space.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import type { Program } from '../../local/server/server-software.ts'
import { purged, undoAll, sum } from '../archive/put-back.ts'
import { root } from '../seed/root.ts'
import { startEngine } from '../seed/start-engines.ts'

// Tables that the server keeps encrypted on its disk are purged, archived, undone and rebuilt as
// any other, and stay encrypted. MySQL alone: its unpacked server has component_keyring_file.so.
// MariaDB's file_key_management.so is in a package that is not unpacked here (mariadb-server), and
// without a plugin for keys its ENCRYPTED=YES is refused.

const scratch = openScratch()
after(() => scratch.close())
const software = await findSoftware('mysql', console.log)

/**
 * A server beside whose program stands what keyring it loads: that program lies in a folder of
 * ours.
 */
function withKeyring(): string {
  const { program } = software
  const { file, arguments: words } = program('server')
  const own = [...words].reverse().find((word) => basename(word) === 'mysqld') ?? file
  const plugins = globSync(join(dirname(own), '../lib/mysql/plugin'))[0] ?? assert.fail(own)
  const [folder, ours] = [join(scratch.folder, 'keyring'), join(scratch.folder, 'keyring/mysqld')]
  mkdirSync(join(folder, 'plugin'), { recursive: true })
  copyFileSync(own, ours)
  writeFileSync(`${ours}.my`, '{"components": "file://component_keyring_file"}')
  for (const plugin of globSync(join(plugins, '*')))
    symlinkSync(plugin, join(folder, 'plugin', basename(plugin)))
  writeFileSync(
    join(folder, 'plugin', 'component_keyring_file.cnf'),
    JSON.stringify({ path: join(folder, 'keys'), read_only: false }),
  )
  const moved = (word: string) => (word === own ? ours : word)
  Object.assign(software, {
    program(name: Program) {
      const launch = program(name)
      return name === 'server'
        ? { ...launch, file: moved(launch.file), arguments: launch.arguments.map(moved) }
        : launch
    },
  })
  return join(folder, 'plugin')
}

const engine = await startEngine('MySQL', software, { plugin_dir: withKeyring() })

const encrypted = async (connection: Connection) =>
  (
    await connection.query<RowDataPacket[]>(
      'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ' +
        "DATABASE() AND CREATE_OPTIONS LIKE '%ENCRYPTION=%Y%' ORDER BY 1",
    )
  )[0].map(({ name }) => String(name))

/** What the disk holds of a table, once all is written. */
async function fileOf(connection: Connection, table: string): Promise<Buffer> {
  await connection.query(`FLUSH TABLES ${table} FOR EXPORT`)
  await connection.query('UNLOCK TABLES')
  const [[row]] = await connection.query<RowDataPacket[]>(
    'SELECT @@datadir AS folder, DATABASE() AS name',
  )
  return readFileSync(join(String(row?.folder), String(row?.name), `${table}.ibd`))
}

test('encrypted tables are purged, archived, undone and rebuilt, and stay encrypted', async () => {
  const tokens = 'IDN_OAUTH2_ACCESS_TOKEN'
  let tables: string[] = []
  const encrypt = async (connection: Connection) => {
    const [[token]] = await connection.query<RowDataPacket[]>(
      `SELECT TOKEN_ID AS id FROM ${tokens}`,
    )
    assert.ok((await fileOf(connection, tokens)).includes(String(token?.id)))
    const [all] = await connection.query<RowDataPacket[]>(
      'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ' +
        "DATABASE() AND TABLE_TYPE = 'BASE TABLE'",
    )
    // Zero dates of the vendor's schema.
    await connection.query("SET SESSION sql_mode = ''")
    for (const { name } of all) await connection.query(`ALTER TABLE \`${name}\` ENCRYPTION = 'Y'`)
    tables = await encrypted(connection)
    assert.equal(tables.length, all.length)
    assert.ok(!(await fileOf(connection, tokens)).includes(String(token?.id)))
  }
  const work: Parameters<typeof purged>[3] = async ({ connection, files, undoing }) => {
    const [[left]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${tokens}`)
    const name = connection.config.database ?? ''
    const [size] = await readSizes(undoing, name, [tokens])
    const database = await openDatabase({ ...root(engine), database: name })
    const clock = {
      now: () => performance.now(),
      sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
      random: Math.random,
    }
    const { reason } = await rebuild({
      along: { database, dialect: undoing.dialect, clock },
      name,
      asked: true,
      size: size ?? assert.fail(),
      beside: () => openDatabase({ ...root(engine), database: name }),
      limit: 60_000,
      tooLong: 'it takes too long',
      left: new Set(),
      refused: async () => null,
    })
    await database.close()
    assert.equal(reason, '')
    assert.deepEqual(await encrypted(connection), tables)
    const totals = await undoAll(undoing, files)
    assert.ok(sum(totals, 'putBack') > 100)
    assert.equal(sum(totals, 'collided'), 0)
    const [[back]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${tokens}`)
    assert.equal(Number(back?.n), Number(left?.n) + (totals[tokens]?.putBack ?? 0))
    assert.equal(Number(back?.n), 1000)
    assert.deepEqual(await encrypted(connection), tables)
  }
  await purged(engine, 'apim-2.5.0', 'full', work, encrypt)
})
