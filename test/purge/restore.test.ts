import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../../functions/aws/mysql-database.ts'
import {
  packArchive,
  unpackArchive,
  type ArchiveFile,
} from '../../functions/contract/archive-file.ts'
import { bindRules } from '../../functions/purge/bind.ts'
import type { Clock } from '../../functions/purge/database.ts'
import { keepRows } from '../../functions/purge/keep-rows.ts'
import { purge } from '../../functions/purge/purge.ts'
import { restoreFile, type Restoring } from '../../functions/purge/restore.ts'
import { addTotals } from '../../functions/purge/restore-totals.ts'
import { rules } from '../../functions/purge/rules.ts'
import { readSchema } from '../../functions/purge/schema.ts'
import { stepSize } from '../../functions/purge/step-size.ts'
import { dialects } from '../../functions/sql/dialects.ts'
import { loadSchema, schemaVersions, type SchemaVersion } from '../../local/schema/schemas.ts'
import { cutoffOf } from '../../local/seed/row-time.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { engines, inDatabase, type Engine } from '../seed/engines.ts'
import { planned } from './planned.ts'

const now = new Date('2026-11-24T09:30:00.250Z')
const cutoff = new Date(cutoffOf(now))
const clock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((done) => setTimeout(done, ms)),
  random: Math.random,
}

/** Every table of the database, byte for byte. */
async function contents(connection: Connection): Promise<Record<string, string>> {
  const [tables] = await connection.query<RowDataPacket[]>(
    "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'",
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const [columns] = await connection.query<RowDataPacket[]>(
      'SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION',
      [name],
    )
    const list = columns.map((column) => `HEX(CAST(\`${column.name}\` AS BINARY))`).join(', ')
    const [rows] = await connection.query<RowDataPacket[][]>({
      sql: `SELECT ${list} FROM \`${name}\``,
      rowsAsArray: true,
    })
    digests[String(name)] = `${rows.length} ${createHash('sha256')
      .update(
        rows
          .map((row) => JSON.stringify(row))
          .sort()
          .join('\n'),
      )
      .digest('hex')}`
  }
  return digests
}

interface Purged {
  readonly connection: Connection
  readonly before: Record<string, string>
  readonly files: readonly ArchiveFile[]
  readonly restoring: Restoring
}

/** A seeded database after a purge with its archive; the files as they come from the bucket, the last written first. */
async function purged(
  engine: Engine,
  schema: SchemaVersion,
  mode: 'full' | 'hashed',
  work: (after: Purged) => Promise<void>,
): Promise<void> {
  await inDatabase(engine, `restore_${schema.replace(/\W/g, '_')}`, async (connection) => {
    const name = connection.config.database ?? ''
    await loadSchema(connection, schema)
    await seedDatabase(connection, { schema, tokens: 1000, now, seed: 5 })
    const url = new URL(engine.url ?? '')
    const dialect = dialects[engine.name.toLowerCase()]
    assert.ok(dialect)
    const address = {
      host: url.hostname,
      port: Number(url.port),
      user: url.username,
      password: decodeURIComponent(url.password),
      tls: false,
      database: name,
    }
    const [database, back] = [
      await openDatabase({ ...address, dialect }),
      await openDatabase({ ...address, dialect: { ...dialect, session: dialect.restoreSession } }),
    ]
    try {
      const live = await readSchema(database, dialect, name)
      const before = await contents(connection)
      const packed: { name: string; bytes: Buffer }[] = []
      const archive = {
        keep: async (batch: Omit<ArchiveFile, 'format' | 'runId' | 'source' | 'at'>) =>
          void packed.push(
            packArchive({
              format: 2,
              runId: 'r',
              source: 'i',
              at: new Date().toISOString(),
              ...batch,
            }),
          ),
      }
      const keep = keepRows(archive as never, mode, {
        database: name,
        schema: live.fingerprint,
        cutoffOf: () => cutoff.toISOString(),
      })
      await purge(
        { database, dialect, clock, size: stepSize(250, 100), share: 1, spent: () => false },
        bindRules(rules, planned(cutoff), live),
        null,
        () => undefined,
        { keep },
      )
      assert.notDeepEqual(await contents(connection), before)
      const files = packed
        .sort((a, b) => (a.name < b.name ? 1 : -1))
        .map((file) => unpackArchive(file.name, file.bytes))
      await work({
        connection,
        before,
        files,
        restoring: {
          database: back,
          dialect,
          schema: live,
          wanted: {},
          dryRun: false,
          onCollision: 'fail',
        },
      })
    } finally {
      await database.close()
      await back.close()
    }
  })
}

async function restoreAll(restoring: Restoring, files: readonly ArchiveFile[]) {
  let totals = {}
  for (const file of files) totals = addTotals(totals, await restoreFile(restoring, file))
  return totals as Awaited<ReturnType<typeof restoreFile>>
}
const sum = (
  totals: Awaited<ReturnType<typeof restoreFile>>,
  what: 'restored' | 'present' | 'collided',
) => Object.values(totals).reduce((all, one) => all + one[what], 0)

for (const engine of engines) {
  // Identity Server 7.3 has every table of 7.0.
  for (const schema of schemaVersions.filter((version) => version !== 'is-7.0'))
    test(
      `${engine.name}, ${schema}: purged and put back, every table is byte for byte as before; twice is the same as once`,
      { skip: engine.skip },
      () =>
        purged(engine, schema, 'full', async ({ connection, before, files, restoring }) => {
          const tried = await restoreAll({ ...restoring, dryRun: true }, files)
          assert.notDeepEqual(await contents(connection), before, 'a dry run puts nothing back')
          const totals = await restoreAll(restoring, files)
          assert.deepEqual(await contents(connection), before)
          assert.equal(sum(totals, 'restored'), sum(tried, 'restored'))
          const again = await restoreAll(restoring, files)
          assert.deepEqual(
            [sum(again, 'restored'), sum(again, 'present')],
            [0, sum(totals, 'restored')],
          )
          assert.deepEqual(await contents(connection), before)
        }),
    )

  test(
    `${engine.name}: a row whose place was taken is skipped and named, or fails the file; one row can be asked for`,
    { skip: engine.skip },
    () =>
      purged(engine, 'apim-2.5.0', 'full', async ({ connection, files, restoring }) => {
        const file = files.find(({ rule }) => rule === 'tokens')
        const tokens = file?.tables.at(-1)
        assert.ok(file && tokens)
        const column = (name: string) => tokens.columns.findIndex((one) => one.name === name)
        const text = (row: readonly (string | null)[], name: string) =>
          Buffer.from(row[column(name)] ?? '', 'hex').toString()
        const [taken, wanted] = tokens.rows.filter(
          (row) => text(row, 'TOKEN_STATE') === 'ACTIVE' || text(row, 'TOKEN_STATE') === 'INACTIVE',
        )
        assert.ok(taken && wanted)
        await connection.query(`SET SESSION sql_mode = ''`)
        // A newer token of the same application, user and scope.
        const unique = [
          'CONSUMER_KEY_ID',
          'AUTHZ_USER',
          'TENANT_ID',
          'USER_DOMAIN',
          'USER_TYPE',
          'TOKEN_SCOPE_HASH',
          'TOKEN_STATE',
          'TOKEN_STATE_ID',
        ]
        await connection.query(
          `INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, ${unique.join(', ')}) VALUES ('newer', ${unique.map((name) => (tokens.columns[column(name)]?.as === 'bytes' ? 'UNHEX(?)' : '?')).join(', ')})`,
          unique.map((name) => taken[column(name)]),
        )
        const id = text(taken, 'TOKEN_ID')
        await assert.rejects(restoreFile(restoring, file), {
          name: 'RestoreCollision',
          message: new RegExp(`${id} \\(another row has its unique key\\)`),
        })
        const skipped = await restoreFile(
          { ...restoring, onCollision: 'skip', wanted: { table: 'IDN_OAUTH2_ACCESS_TOKEN' } },
          file,
        )
        assert.deepEqual(skipped.IDN_OAUTH2_ACCESS_TOKEN?.collisions, [
          `${id} (another row has its unique key)`,
        ])
        assert.equal(skipped.IDN_OAUTH2_ACCESS_TOKEN.restored, tokens.rows.length - 1)
        await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN')
        const one = await restoreFile(
          {
            ...restoring,
            wanted: { table: 'IDN_OAUTH2_ACCESS_TOKEN', key: text(wanted, 'TOKEN_ID') },
          },
          file,
        )
        assert.deepEqual(one, {
          IDN_OAUTH2_ACCESS_TOKEN: { restored: 1, present: 0, collided: 0, collisions: [] },
        })
        // Its scopes without their token have no place.
        const orphans = await restoreFile(
          { ...restoring, onCollision: 'skip', wanted: { table: 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE' } },
          file,
        )
        assert.match(
          orphans.IDN_OAUTH2_ACCESS_TOKEN_SCOPE?.collisions[0] ?? '',
          /its parent is not there/,
        )
      }),
  )

  test(
    `${engine.name}: a hashed archive holds no token value, and its rows come back without`,
    { skip: engine.skip },
    () =>
      purged(engine, 'apim-2.5.0', 'hashed', async ({ connection, files, restoring }) => {
        const file = files.find(({ rule }) => rule === 'tokens')
        const tokens = file?.tables.at(-1)
        assert.ok(file && tokens)
        assert.deepEqual(
          tokens.columns.filter(({ as }) => as === 'hash').map(({ name }) => name),
          ['ACCESS_TOKEN', 'REFRESH_TOKEN'],
        )
        await restoreAll(restoring, files)
        const [rows] = await connection.query<RowDataPacket[]>(
          'SELECT ACCESS_TOKEN AS value FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = ?',
          [
            Buffer.from(
              tokens.rows[0]?.[tokens.columns.findIndex(({ name }) => name === 'TOKEN_ID')] ?? '',
              'hex',
            ).toString(),
          ],
        )
        assert.match(String(rows[0]?.value), /^[0-9a-f]{64}$/)
      }),
  )
}

test('a file that was altered is refused', () => {
  const { name, bytes } = packArchive({
    format: 2,
    runId: 'r',
    source: 'i',
    database: 'd',
    rule: 'tokens',
    cutoff: 'c',
    at: now.toISOString(),
    schema: 's',
    number: 0,
    tables: [],
  })
  const other = packArchive({
    format: 2,
    runId: 'r',
    source: 'i',
    database: 'd',
    rule: 'codes',
    cutoff: 'c',
    at: now.toISOString(),
    schema: 's',
    number: 0,
    tables: [],
  })
  assert.equal(unpackArchive(name, bytes).rule, 'tokens')
  assert.throws(() => unpackArchive(name, other.bytes), {
    name: 'ArchiveDamaged',
    message: /its SHA-256 is/,
  })
  assert.throws(() => unpackArchive(name, bytes.subarray(0, 20)), { name: 'ArchiveDamaged' })
})

test('rows that were put back are read back: one that came back otherwise undoes the whole file', async () => {
  const file = {
    rule: 'tokens',
    tables: [
      {
        table: 'T',
        columns: [
          { name: 'ID', as: 'text' },
          { name: 'S', as: 'text' },
        ],
        rows: [['1', 'a']],
      },
    ],
  } as unknown as ArchiveFile
  const restore = async (back: string, wanted: Partial<Restoring> = {}) => {
    let inserted = 0
    const within = {
      query: async () => (inserted === 0 ? [] : [{ column0: '1', column1: back }]),
      execute: async () => ++inserted,
    }
    const key = [{ name: 'ID', kind: 'text', nullable: false }]
    const schema = {
      database: 'apim',
      tables: [{ name: 'T', key, unique: true, columns: [{ name: 'ID' }, { name: 'S' }] }],
    }
    const totals = await restoreFile(
      {
        database: { transaction: (work: (inside: typeof within) => unknown) => work(within) },
        dialect: dialects.mariadb,
        schema,
        wanted: {},
        dryRun: false,
        onCollision: 'skip',
        ...wanted,
      } as unknown as Restoring,
      file,
    )
    return [totals.T?.restored, inserted]
  }
  assert.deepEqual(await restore('a'), [1, 1])
  assert.deepEqual(await restore('b', { dryRun: true }), [1, 0])
  await assert.rejects(restore('b'), {
    name: 'DatabaseTrouble',
    message: /did not come back as it/,
  })
})
