import { NamedError } from '../contract/errors.ts'
import type { Dialect, EncodedColumn, HashedColumn, KeyColumn } from './dialect.ts'
import type { Database } from './database.ts'

export interface Column extends HashedColumn, KeyColumn {
  readonly type: string
  /** Changed by every update of the row (a bare TIMESTAMP in old versions). */
  readonly onUpdate: boolean
  /** A TIMESTAMP in a zone with daylight saving: two hours of the year have the same text. */
  readonly unsteady?: boolean
  /** The encoding that restores its values byte for byte; null if there is none. */
  readonly archived: EncodedColumn['as'] | null
  /** Values may be longer than a statement. */
  readonly unbounded?: true
  /** Statements cannot compare two of its values. */
  readonly incomparable?: true
  /** Computed by the server from other columns. */
  readonly generated: boolean
  /** Collation, for text. */
  readonly charset?: string
  /**
   * For text: the collation, which includes the character set and decides which texts are equal.
   */
  readonly collated?: string
  /** The expression of a generated column. */
  readonly expression?: string
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
  /** `table`, or another type, e.g. `view`. */
  readonly type: string
  /**
   * Set if deletes from the table might not be undone: the storage engine ('' if there is none),
   * and the one it should have.
   */
  readonly unsafe: { readonly storedBy: string; readonly expected: string } | null
  readonly partitioned: boolean
  readonly columns: readonly Column[]
  /**
   * Columns to walk along: the primary key; else a unique key without NULLs; else the first column
   * of an index, in which rows share keys; empty if the table has none of these.
   */
  readonly key: readonly KeyColumn[]
  /** Whether the key identifies a single row. */
  readonly unique: boolean
  /** The index of `key`; absent if there is none. */
  readonly keyIndex?: string
  /** The index for the walk along `key`, if it is not the key's own. */
  readonly walkedBy?: string
  /** The table's indexes by first column; none on part of a column. */
  readonly indexes: readonly { readonly index: string; readonly column: Column }[]
}

export interface Schema {
  readonly database: string
  readonly tables: readonly Table[]
  readonly foreignKeys: readonly ForeignKey[]
  /**
   * Foreign keys of other databases' tables that refer to this one's, as far as the user can see
   * them. Not part of the fingerprint.
   */
  readonly foreignKeysElsewhere: readonly Pick<ForeignKey, 'name' | 'table' | 'parent'>[]
  /**
   * What the vendor's cleanup scripts for the engine take a period of zero for; the upstream
   * reading follows them.
   */
  readonly zeroPeriods: 'never lapse' | 'lapse at once' | 'lapse at once, and of no row below zero'
  /** SHA-256 over all of it, including indexes. */
  readonly fingerprint: string
}

/**
 * Whether the name stores rows: a base table, a system-versioned table or a sequence, but no view.
 */
export const hasRows = ({ type }: Pick<Table, 'type'>): boolean =>
  !/(view|foreign table)$/.test(type)

/** Whether two names mean the same table or column: servers differ in case. */
export const same = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase()

/** Whether a foreign key existed before, with the same effect. */
export const sameKey = (one: KeyTo, other: KeyTo): boolean =>
  one.name === other.name &&
  same(one.table, other.table) &&
  same(one.parent, other.parent) &&
  one.onDelete === other.onDelete

export type KeyTo = Pick<ForeignKey, 'name' | 'table' | 'parent' | 'onDelete'>

/** Whether the columns' values survive a round trip, in index order. */
export const isWalkable = (
  key: readonly (KeyColumn & { readonly unsteady?: boolean })[],
): boolean => key.every(({ kind, unsteady }) => kind !== 'other' && unsteady !== true)

/**
 * Reads one database's schema.
 * @throws NamedError DatabaseNotFound
 */
export async function readSchema(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  name: string,
): Promise<Schema> {
  const schema = await dialect.schema.read(database, name)
  if (schema !== null) return schema
  throw new NamedError(
    'DatabaseNotFound',
    `The server has no database "${name}", or its user cannot see it. Check "databases" of ` +
      "the environment and the user's grants.",
  )
}

/** Foreign keys to tables of the database that have appeared since the schema was read. */
export async function newForeignKeys(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  schema: Schema,
): Promise<readonly Pick<ForeignKey, 'name' | 'table' | 'parent'>[]> {
  const now = await dialect.schema.foreignKeys(database, schema.database)
  const known = new Set(schema.foreignKeys.map((key) => JSON.stringify(key)))
  return [
    ...now.foreignKeys.filter((key) => !known.has(JSON.stringify(key))),
    ...now.foreignKeysElsewhere.filter(
      ({ name, table }) =>
        !schema.foreignKeysElsewhere.some((key) => key.name === name && key.table === table),
    ),
  ]
}
