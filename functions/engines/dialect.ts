import type { Address, Database, Question } from './database.ts'
import type { Expression } from './expression.ts'
import type { NamedRows, NamedRowStatements, RowKey } from './named-rows.ts'
import type { ColumnShape } from './schema-changes.ts'
import type { KeyTo, Schema } from './schema.ts'
import type { OnClone, Scratch } from './scratch.ts'
import type { LiveQuestions } from './live.ts'
import type { Upkeep } from './upkeep.ts'
import type { Words } from './words.ts'
import type { ServerQuestions } from './server-questions.ts'

/**
 * SQL text with its bound values, in order. Values are texts: numbers beyond 2^53 stay exact; or
 * bytes, as they are.
 */
export interface Sql {
  readonly text: string
  readonly values: readonly (string | Buffer | null)[]
}

/** What a key column holds, as far as walking along it needs to know. */
export type ColumnKind = 'text' | 'binary' | 'integer' | 'unsigned' | 'time' | 'other'

export interface KeyColumn {
  readonly name: string
  readonly kind: ColumnKind
  readonly nullable: boolean
  /**
   * A text of a character set that does not come back from Unicode byte for byte: its key is its
   * bytes.
   */
  readonly collation?: string | undefined
  /** In the engine's words. */
  readonly type?: string
}

/**
 * A column that goes into a row's hash; long ones are hashed by themselves, since a text as long
 * may not be built.
 */
export interface HashedColumn {
  readonly name: string
  readonly long: boolean
}

/**
 * A column as the archive holds it: as text; by its bytes, in hexadecimal digits; a `float` with
 * all digits that tell it from every other; an `epoch` as the seconds of a TIMESTAMP, whatever the
 * zone; or by the `hash` of its value alone.
 */
export interface EncodedColumn {
  readonly name: string
  readonly as: 'text' | 'bytes' | 'float' | 'epoch' | 'hash'
  /** What the bytes of a text stand for. */
  readonly charset?: string | undefined
  /** Its values may be longer than the server answers: their length is read beside them. */
  readonly long?: boolean | undefined
  /** The column's character set is no longer that of the bytes. */
  readonly converted?: boolean | undefined
}

/**
 * One key, a text per key column; bytes, and texts that are known by their bytes, as hexadecimal
 * digits.
 */
export type Key = readonly string[]

/** The rows after `low` up to and including `high`; null is the table's beginning or end. */
export interface KeyRange {
  readonly low: Key | null
  readonly high: Key | null
}

/** A table joined to the one before it. */
export interface Join {
  readonly table: string
  /** Columns of this table, and those of the table before it they equal. */
  readonly on: Readonly<Record<string, string>>
  /**
   * Indexes that begin with one of the columns: read whole, however small, a table would have all
   * of its rows locked.
   */
  readonly indexes?: readonly string[]
}

/**
 * Everything Drydock says to one kind of database server. One file per engine; text in, text out.
 */
export interface Dialect {
  /** The engine as RDS calls it. */
  readonly engine: string
  /**
   * Opens one connection and keeps it; after a loss, the next call outside a transaction opens a
   * new one.
   * @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound
   */
  open(address: Address): Promise<Database>
  /** Statements that open every session. */
  readonly session: readonly string[]
  /**
   * The last row's key of the next `rows` rows after `low`; null where fewer are left. `index`: the
   * one to go along.
   */
  boundary(
    table: string,
    key: readonly KeyColumn[],
    low: Key | null,
    rows: number,
    index?: string,
  ): Question<RowKey | null>
  /** Whether there is a row of the key `high`, as it was answered, and it lies after `low`. */
  reached(table: string, key: readonly KeyColumn[], low: Key | null, high: Key): Question<boolean>
  /** How many rows have a value below `end` in the column, counted up to `most`. */
  countBefore(table: string, column: KeyColumn, end: string, most: number): Question<number>
  /**
   * Counts and hash sums of the rows in the range, by class: the first one whose condition holds,
   * else `rest`; and how many of them meet `other`.
   */
  classify(
    table: string,
    key: readonly KeyColumn[],
    range: KeyRange,
    classes: readonly RowClass[],
    rest: string,
    hashed: readonly HashedColumn[],
    other?: Expression,
  ): Question<readonly ClassFound[]>
  anyRow(table: string): Question<boolean>
  /** The columns, encoded, of the rows whose key columns are those of one of the given rows. */
  readByKey(
    table: string,
    key: readonly EncodedColumn[],
    keys: readonly (readonly (string | null)[])[],
    columns: readonly EncodedColumn[],
  ): Question<readonly (readonly (string | null)[])[]>
  /** Puts rows back as the archive holds them. */
  insert(
    table: string,
    columns: readonly EncodedColumn[],
    rows: readonly (readonly (string | null)[])[],
  ): Sql
  /** Within a transaction: what comes after can be undone by itself. */
  readonly savepoint: Sql
  readonly toSavepoint: Sql
  /** Instants are put back in UTC from here on. */
  readonly inUtc: Sql
  /** Takes that back. */
  readonly inServersZone: Sql
  /** Statements that open a session that puts rows back: zero dates and zero ids as they were. */
  readonly undoSession: readonly string[]
  /** Keys of rows in the range that meet the condition. */
  keys(
    table: string,
    key: readonly KeyColumn[],
    range: KeyRange,
    condition: Expression,
    limit: number,
  ): Question<readonly Key[]>
  /** Keys and hashes of the rows in the range that meet the condition. */
  hashes(
    table: string,
    key: readonly KeyColumn[],
    range: KeyRange,
    condition: Expression,
    hashed: readonly HashedColumn[],
  ): Question<readonly { readonly key: Key; readonly hash: string }[]>
  /**
   * A last look at a DELETE before it may run, by eyes that know nothing of how it was built.
   * @param condition the values of what it asks of the rows beside, at its end; of nothing else has
   * it any.
   * @throws NamedError StatementRefused
   */
  inspectDelete(statement: Sql, rows: NamedRows, condition: Sql['values']): void
  /** Fails where the session may not read the table; says so before it says that there is none. */
  maySelect(table: string): Sql
  /** Fails where the session may not delete from the table; deletes nothing. */
  mayDelete(table: string): Sql
  /** Takes the one purge's place at a database; false where another has it. */
  takeLock(name: string): Question<boolean>
  /** Rows that are named one by one. */
  readonly rows: NamedRowStatements
  /** A delete as the purge's, of no row: the server says whether it would take one. */
  deleteNothing(table: string): Sql
  /** How many rows there are, by no key and no range: what a walk must have seen. */
  countAll(table: string): Question<number>
  readonly server: ServerQuestions
  readonly live: LiveQuestions
  readonly upkeep: Upkeep
  readonly words: Words
  readonly schema: SchemaQuestions
  /** What makes and drops a database for a proof: for who is connected to a clone alone. */
  scratch(clone: OnClone): Scratch
}

/** What is asked about one database. */
export interface SchemaQuestions {
  /** null if there is none of that name, or the user cannot see it. */
  read(database: Pick<Database, 'query'>, name: string): Promise<Schema | null>
  foreignKeys(
    database: Pick<Database, 'query'>,
    name: string,
  ): Promise<Pick<Schema, 'foreignKeys' | 'foreignKeysElsewhere'>>
  /** Those of the database's own tables that refer to one of these. */
  keysTo(database: string, tables: readonly string[]): Question<readonly KeyTo[]>
  /**
   * Those that refer here from other databases, as the storage engine keeps them, so that no table
   * need be opened; none where the user may not ask it.
   */
  keysFromElsewhere(
    database: Pick<Database, 'query'>,
    name: string,
  ): Promise<Schema['foreignKeysElsewhere']>
  /** What the bytes of a table's columns stand for, in their order. */
  columnsOf(
    database: Pick<Database, 'query'>,
    name: string,
    table: string,
  ): Promise<readonly ColumnShape[]>
  /**
   * Names of a table's foreign keys to others of its database, as the table's own text has them,
   * whatever the user may see.
   */
  foreignKeysOf(table: string): Question<readonly string[]>
  /**
   * Tables of any of the name patterns (% is any text) and their size in bytes, as the server
   * estimates it.
   */
  sizes(
    database: string,
    patterns: readonly string[],
  ): Question<readonly { readonly table: string; readonly bytes: number }[]>
}

export interface ClassFound {
  readonly name: string
  readonly rows: number
  readonly hash: string
  readonly other: number
}

export interface RowClass {
  readonly name: string
  readonly when: Expression
}
