import { NamedError } from '../contract/errors.ts'
import type { Dialect, EncodedColumn, HashedColumn, KeyColumn } from './dialect.ts'
import type { Database } from './database.ts'

export interface Column extends HashedColumn, KeyColumn {
  readonly type: string
  /** Changed by any update of the row (a bare TIMESTAMP of old versions). */
  readonly onUpdate: boolean
  /** A TIMESTAMP in a zone that puts its clocks back: two hours of a year have the same text. */
  readonly unsteady?: boolean
  /**
   * How the archive keeps its values so that each comes back byte for byte; null where none does.
   */
  readonly archived: EncodedColumn['as'] | null
  /** Values may be longer than a statement. */
  readonly unbounded?: true
  /** Two values cannot be compared in a statement. */
  readonly incomparable?: true
  /** Computed by the server from other columns. */
  readonly generated: boolean
  /** Of texts. */
  readonly charset?: string
  /** Of texts: with the character set, what the bytes stand for and which of them are equal. */
  readonly collated?: string
  /** What a generated column is computed by. */
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
   * Set where what is deleted might not be undone: what stores the rows, '' where nothing does, and
   * what should.
   */
  readonly unsafe: { readonly storedBy: string; readonly expected: string } | null
  readonly partitioned: boolean
  readonly columns: readonly Column[]
  /**
   * Columns to walk along: the primary key; otherwise a unique key without NULLs; otherwise the
   * first column of an index, where rows share a key; empty if there is none of these.
   */
  readonly key: readonly KeyColumn[]
  /** Whether the key tells each row from every other. */
  readonly unique: boolean
  /** The index of `key`; absent if there is none. */
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
  /**
   * Those of other databases' tables that refer to this one's, as far as the user sees them; the
   * fingerprint leaves them out.
   */
  readonly foreignKeysElsewhere: readonly Pick<ForeignKey, 'name' | 'table' | 'parent'>[]
  /**
   * What the vendor's cleanup scripts for the engine take a period of zero for; the upstream
   * reading follows them.
   */
  readonly zeroPeriods: 'never lapse' | 'lapse at once'
  /** SHA-256 over all of it, indexes too. */
  readonly fingerprint: string
}

/**
 * Whether rows are kept under the name: a base table, a system-versioned one or a sequence, and no
 * view.
 */
export const hasRows = ({ type }: Pick<Table, 'type'>): boolean =>
  !/(view|foreign table)$/.test(type)

/** Whether two names are one table's or column's: their case differs between servers. */
export const same = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase()

/** Whether a foreign key is the one that was there before, with the same effect. */
export const sameKey = (one: KeyTo, other: KeyTo): boolean =>
  one.name === other.name &&
  same(one.table, other.table) &&
  same(one.parent, other.parent) &&
  one.onDelete === other.onDelete

export type KeyTo = Pick<ForeignKey, 'name' | 'table' | 'parent' | 'onDelete'>

/** Whether the columns' values come back as they were told, in the order of the index. */
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

/**
 * The foreign keys as they are now that lead to a table of the database, and were not there when
 * the schema was read.
 */
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
