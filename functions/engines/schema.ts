import { createHash } from 'node:crypto'
import { NamedError } from '../contract/errors.ts'
import type { Dialect, HashedColumn, KeyColumn } from './dialect.ts'
import { text, type Database, type Row } from './database.ts'
import { hiddenForeignKeys, hiddenIndexes } from './hidden-keys.ts'
import { toTable } from './table.ts'

export interface Column extends HashedColumn, KeyColumn {
  readonly type: string
  /** Set anew by any update of the row (a bare TIMESTAMP of old versions). */
  readonly onUpdate: boolean
  /** A TIMESTAMP in a zone that puts its clocks back: two hours of a year have the same text. */
  readonly unsteady?: boolean
  /** Computed by the server from other columns. */
  readonly generated: boolean
  /** Of texts. */
  readonly charset?: string
}

export interface ForeignKey {
  readonly name: string
  readonly table: string
  readonly columns: readonly string[]
  readonly parent: string
  readonly parentColumns: readonly string[]
  readonly onDelete: string
}

export interface Table {
  readonly name: string
  /** `BASE TABLE`, or what stands in its place, e.g. `VIEW`. */
  readonly type: string
  /** What stores its rows; '' where nothing does, as of a view. */
  readonly engine: string
  readonly partitioned: boolean
  readonly columns: readonly Column[]
  /**
   * Columns to walk along: those of the primary key; else of a unique one without NULLs; else the first of an index,
   * where rows share a key; empty where there is none of these.
   */
  readonly key: readonly KeyColumn[]
  /** Whether the key tells each row from every other. */
  readonly unique: boolean
  /** The index of `key`; absent where there is none. */
  readonly keyIndex?: string
  /** The index that the walk along `key` uses, where that is not the key's own. */
  readonly walkedBy?: string
  /** Indexes of the table, by their first column; none of a part of a column. */
  readonly indexes: readonly { readonly index: string; readonly column: Column }[]
}

export interface Schema {
  readonly database: string
  readonly tables: readonly Table[]
  readonly foreignKeys: readonly ForeignKey[]
  /** Those of other databases' tables that refer to this one's, as far as the user sees them; the fingerprint leaves them out. */
  readonly foreignKeysElsewhere: readonly Pick<ForeignKey, 'name' | 'table' | 'parent'>[]
  /** SHA-256 over all of it, indexes too. */
  readonly fingerprint: string
}

/** Whether rows are kept under the name: a base table, a system-versioned one or a sequence, and no view. */
export const hasRows = ({ type }: Pick<Table, 'type'>): boolean => !type.endsWith('VIEW')

/** Whether two names are one table's or column's: their case differs between servers. */
export const same = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase()

/**
 * Reads one database's schema.
 * @throws NamedError DatabaseNotFound
 */
export async function readSchema(
  database: Database,
  dialect: Dialect,
  name: string,
): Promise<Schema> {
  if ((await database.query(dialect.schema.exists(name))).length === 0)
    throw new NamedError(
      'DatabaseNotFound',
      `The server has no database "${name}", or the credentials may not see it. Check "databases" of the environment and the user's grants.`,
    )
  const [tables, columns, keys, foreignKeys] = [
    await database.query(dialect.schema.tables(name)),
    await database.query(dialect.schema.columns(name)),
    await database.query(dialect.schema.keys(name)),
    await database.query(dialect.schema.foreignKeys(name)),
  ]
  const hidden = await hiddenIndexes(database, dialect, name)
  const seen = keys.filter(
    (part) => !hidden.some((one) => one.owner === part.owner && one.name === part.name),
  )
  const [clock] = await database.query(dialect.server.clock)
  const steady = isSteady(clock)
  return {
    database: name,
    tables: tables.map((row) => toTable(row, columns, seen, steady)),
    foreignKeys: toForeignKeys(foreignKeys),
    foreignKeysElsewhere: [
      ...(await database.query(dialect.schema.foreignKeysElsewhere(name))),
      ...(await hiddenForeignKeys(database, name)),
    ].map((row) => ({ name: text(row.name), table: text(row.owner), parent: text(row.parent) })),
    fingerprint: createHash('sha256')
      .update(JSON.stringify([tables, columns, keys, hidden, foreignKeys]))
      .digest('hex'),
  }
}

/** The foreign keys as they are now that lead to a table of the database, and were not there when the schema was read. */
export async function newForeignKeys(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  schema: Schema,
): Promise<readonly Pick<ForeignKey, 'name' | 'table' | 'parent'>[]> {
  const now = toForeignKeys(await database.query(dialect.schema.foreignKeys(schema.database)))
  const known = new Set(schema.foreignKeys.map((key) => JSON.stringify(key)))
  const elsewhere = await database.query(dialect.schema.foreignKeysElsewhere(schema.database))
  return [
    ...now.filter((key) => !known.has(JSON.stringify(key))),
    ...elsewhere
      .map((row) => ({ name: text(row.name), table: text(row.owner), parent: text(row.parent) }))
      .filter(
        ({ name, table }) =>
          !schema.foreignKeysElsewhere.some((key) => key.name === name && key.table === table),
      ),
  ]
}

/** Whether the session's zone never puts its clocks back. */
const isSteady = (clock: Row | undefined): boolean =>
  /^([+-]\d\d:\d\d|(Etc\/)?(UTC|GMT|UCT))$/i.test(
    (clock?.zone === 'SYSTEM' ? clock.system : clock?.zone) ?? '',
  )

function toForeignKeys(rows: readonly Row[]): readonly ForeignKey[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows)
    groups.set(`${row.owner}.${row.name}`, [...(groups.get(`${row.owner}.${row.name}`) ?? []), row])
  return [...groups.values()].map((group) => {
    const [first] = group
    return {
      name: text(first?.name),
      table: text(first?.owner),
      columns: group.map(({ part }) => text(part)),
      parent: text(first?.parent),
      parentColumns: group.map(({ parent_part }) => text(parent_part)),
      onDelete: text(first?.on_delete),
    }
  })
}
