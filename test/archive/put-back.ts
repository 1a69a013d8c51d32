import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../seed/root.ts'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { unpackArchive } from '../../functions/contract/unpack-archive.ts'
import type { ArchiveFile } from '../../functions/contract/archive-file.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { Database } from '../../functions/engines/database.ts'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { keepRows, longestRow, type Keep } from '../../functions/archive/keep-rows.ts'
import { purge } from '../../functions/purge/purge.ts'
import { undoFile } from '../../functions/archive/undo.ts'
import type { Undoing } from '../../functions/archive/undo-place.ts'
import { addTotals } from '../../functions/archive/undo-totals.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema, type Schema } from '../../functions/engines/schema.ts'
import { rangeSize } from '../../functions/walk/range-size.ts'
import { storeOf } from '../seed/in-database.ts'
import { clientOf } from '../seed/postgres-connection.ts'
import { loadSchema, type SchemaVersion } from '../../local/schema/schemas.ts'
import { cutoffOf } from '../../local/seed/row-time.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { inDatabase } from '../seed/in-database.ts'
import type { Engine } from '../seed/start-engines.ts'
import { root } from '../seed/root.ts'
import { planned } from '../purge/planned.ts'
import { clock } from '../seed/clock.ts'

const now = new Date('2026-11-24T09:30:00.250Z')
const cutoff = new Date(cutoffOf(now))
/** Every table of the database, byte for byte. */
export async function contents(connection: Connection): Promise<Record<string, string>> {
  if (clientOf(connection) !== undefined) return postgresContents(connection)
  const [tables] = await connection.query<RowDataPacket[]>(
    'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ' +
      "AND TABLE_TYPE = 'BASE TABLE'",
  )
  const [all] = await connection.query<RowDataPacket[]>(
    'SELECT TABLE_NAME AS owner, COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE ' +
      'TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION',
  )
  const columnsOf = Map.groupBy(all, ({ owner }) => String(owner))
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const columns = columnsOf.get(String(name)) ?? []
    assert.ok(columns.length > 0)
    const list = columns.map((column) => `HEX(CAST(\`${column.name}\` AS BINARY))`).join(', ')
    const [rows] = await connection.query<RowDataPacket[][]>({
      sql: `SELECT ${list} FROM \`${name}\``,
      rowsAsArray: true,
    })
    digests[String(name)] = digest(rows.map((row) => JSON.stringify(row)))
  }
  return digests
}

const digest = (rows: readonly string[]): string =>
  `${rows.length} ${createHash('sha256').update(rows.toSorted().join('\n')).digest('hex')}`

/** A row as text is every value as the server itself writes it, and no two values alike. */
async function postgresContents(connection: Connection): Promise<Record<string, string>> {
  const [tables] = await connection.query<RowDataPacket[]>(
    "SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = " +
      "'public'::regnamespace",
  )
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const [rows] = await connection.query<RowDataPacket[]>(`SELECT t::text AS row FROM "${name}" t`)
    digests[String(name)] = digest(rows.map(({ row }) => String(row)))
  }
  return digests
}

interface Purged {
  readonly connection: Connection
  readonly before: Record<string, string>
  readonly files: readonly ArchiveFile[]
  /** Purges once more. */
  again(): Promise<unknown>
  readonly undoing: Undoing
}

/** Keeps what a purge takes; the files as they come from the bucket, the last written first. */
export async function archiveOf(
  database: Database,
  dialect: Dialect,
  live: Schema,
  mode: 'full' | 'hashed',
): Promise<{ readonly keep: Keep | null; files(): ArchiveFile[] }> {
  const packed: { name: string; bytes: Buffer }[] = []
  const archive = {
    keep: async (batch: Omit<ArchiveFile, 'format' | 'runId' | 'source' | 'at'>) =>
      void packed.push(
        await packArchive({
          runId: 'r',
          source: 'i',
          at: new Date().toISOString(),
          ...batch,
        }),
      ),
  }
  return {
    keep: keepRows(archive as never, mode, {
      database: live.database,
      schema: live.fingerprint,
      cutoffOf: () => cutoff.toISOString(),
      longest: await longestRow(database, dialect),
    }),
    files: () =>
      packed
        .sort((a, b) => (a.name < b.name ? 1 : -1))
        .map((file) => unpackArchive(file.name, file.bytes)),
  }
}

/** An undo over a connection of its own. */
export const undoingBy = (database: Database, dialect: Dialect, schema: Schema): Undoing => ({
  database,
  dialect,
  schema,
  wanted: {},
  dryRun: false,
  onCollision: 'fail',
  out: new Set(),
})

/** A seeded database after a purge with its archive. */
export async function purged(
  engine: Engine,
  schema: SchemaVersion,
  mode: 'full' | 'hashed',
  work: (after: Purged) => Promise<void>,
  prepare: (connection: Connection) => Promise<void> = async () => undefined,
): Promise<void> {
  await inDatabase(engine, `undo_${schema.replace(/\W/g, '_')}`, async (connection) => {
    const name = connection.config.database ?? ''
    await loadSchema(storeOf(connection), schema)
    await seedDatabase(storeOf(connection), { schema, tokens: 1000, now, seed: 5 })
    await prepare(connection)
    const { dialect } = root(engine)
    const address = {
      ...root(engine),
      database: name,
    }
    const [database, back] = [
      await openDatabase(address),
      await openDatabase({ ...address, dialect: { ...dialect, session: dialect.undoSession } }),
    ]
    try {
      const live = await readSchema(database, dialect, name)
      const before = await contents(connection)
      const { keep, files } = await archiveOf(database, dialect, live, mode)
      const again = () =>
        purge(
          { database, dialect, clock, size: rangeSize(250, 100), share: 1, spent: () => false },
          bindRules(rules, planned(cutoff), live),
          null,
          () => undefined,
          { keep },
        )
      await again()
      assert.notDeepEqual(await contents(connection), before)
      await work({
        connection,
        before,
        files: files(),
        again,
        undoing: undoingBy(back, dialect, live),
      })
    } finally {
      await database.close()
      await back.close()
    }
  })
}

export async function undoAll(undoing: Undoing, files: readonly ArchiveFile[]) {
  let totals = {}
  for (const file of files) totals = addTotals(totals, await undoFile(undoing, file))
  return totals as Awaited<ReturnType<typeof undoFile>>
}
export const sum = (
  totals: Awaited<ReturnType<typeof undoFile>>,
  what: 'putBack' | 'present' | 'collided',
) => Object.values(totals).reduce((all, one) => all + one[what], 0)

/** Put back, every table is byte for byte as before the purge; twice is the same as once. */
export async function putBack({
  connection,
  before,
  files,
  undoing,
}: Omit<Purged, 'again'>): Promise<void> {
  const tried = await undoAll({ ...undoing, dryRun: true }, files)
  assert.notDeepEqual(await contents(connection), before, 'a dry run puts nothing back')
  const totals = await undoAll(undoing, files)
  assert.deepEqual(await contents(connection), before)
  assert.equal(sum(totals, 'putBack'), sum(tried, 'putBack'))
  const again = await undoAll(undoing, files)
  assert.deepEqual([sum(again, 'putBack'), sum(again, 'present')], [0, sum(totals, 'putBack')])
  assert.deepEqual(await contents(connection), before)
}
