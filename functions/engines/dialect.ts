import type { ClassFound } from './answers.ts'
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
 * SQL text with its bound values, in order. Values are texts, so that numbers beyond 2^53 stay
 * exact, or raw bytes.
 */
export interface Sql {
  readonly text: string
  readonly values: readonly (string | Buffer | null)[]
}

/** The kind of values in a key column, as far as a walk along it depends on them. */
export type ColumnKind = 'text' | 'binary' | 'integer' | 'unsigned' | 'time' | 'other'

export interface KeyColumn {
  readonly name: string
  readonly kind: ColumnKind
  readonly nullable: boolean
  /**
   * Text whose character set does not survive a round trip through Unicode: its key is its bytes.
   */
  readonly collation?: string | undefined
  /** Of texts: which of them are equal, and their order. */
  readonly collated?: string | undefined
  /** The type as the engine names it. */
  readonly type?: string
}

/**
 * A column that is part of a row's hash. Long columns are hashed one by one, since the concatenated
 * text may exceed the server's limit.
 */
export interface HashedColumn {
  readonly name: string
  readonly long: boolean
}

/**
 * How the archive stores a column: as `text`; as `bytes` in hexadecimal digits; as a `float` with
 * enough digits to identify it; as the `epoch` seconds of a TIMESTAMP, independent of time zones;
 * or as only the `hash` of its value.
 */
export interface EncodedColumn {
  readonly name: string
  readonly as: 'text' | 'bytes' | 'float' | 'epoch' | 'hash'
  /** The character set of the bytes, if they are text. */
  readonly charset?: string | undefined
  /** Values may exceed what the server can return, so their length is read too. */
  readonly long?: boolean | undefined
  /** The column's character set has changed since the bytes were archived. */
  readonly converted?: boolean | undefined
}

/**
 * One key, one text per key column; bytes, and texts identified by their bytes, as hexadecimal
 * digits.
 */
export type Key = readonly string[]

/**
 * The rows after `low` up to and including `high`; null stands for the table's beginning or end.
 */
export interface KeyRange {
  readonly low: Key | null
  readonly high: Key | null
}

/** A table joined to the one before it. */
export interface Join {
  readonly table: string
  /** Columns of this table, and the columns of the previous table that they equal. */
  readonly on: Readonly<Record<string, string>>
  /**
   * Indexes that begin with one of the columns. Without them the server may read the whole table,
   * however small, and lock all of its rows.
   */
  readonly indexes?: readonly string[]
}

/**
 * Everything Drydock says to one kind of database server. One folder per engine; text in, text out.
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
  /** The most rows that a statement names; absent where the server does not mind more of them. */
  readonly mostRows?: number
  /** A lookup without an index reads the other table once a statement (`isGathered`). */
  readonly gathers?: true
  /** Statements that open every session. */
  readonly session: readonly string[]
  /**
   * The key of the last of the next `rows` rows after `low`; null if fewer remain. `index`: the
   * index to walk along.
   */
  boundary(
    table: string,
    key: readonly KeyColumn[],
    low: Key | null,
    rows: number,
    index?: string,
  ): Question<RowKey | null>
  /** Whether a row with the key `high`, as the server returned it, exists after `low`. */
  reached(table: string, key: readonly KeyColumn[], low: Key | null, high: Key): Question<boolean>
  /** The number of rows whose column is below `end`, counted up to `most`. */
  countBefore(table: string, column: KeyColumn, end: string, most: number): Question<number>
  /**
   * Counts and hash sums of the rows in the range by class: the first class whose condition holds,
   * or `rest`; and how many of them meet `other`.
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
  /** The encoded columns of the rows that have one of the given keys. */
  readByKey(
    table: string,
    key: readonly EncodedColumn[],
    keys: readonly (readonly (string | null)[])[],
    columns: readonly EncodedColumn[],
  ): Question<readonly (readonly (string | null)[])[]>
  /** Inserts rows as the archive stores them. */
  insert(
    table: string,
    columns: readonly EncodedColumn[],
    rows: readonly (readonly (string | null)[])[],
  ): Sql
  /** Within a transaction: everything after it can be rolled back separately. */
  readonly savepoint: Sql
  readonly toSavepoint: Sql
  /** From here on, instants are inserted in UTC. */
  readonly inUtc: Sql
  /** Ends `inUtc`. */
  readonly inServersZone: Sql
  /** Statements that open an undo session: zero dates and zero ids are inserted unchanged. */
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
   * The last inspection of a DELETE before it runs; it knows nothing of how the statement was
   * built.
   * @param condition the values of the rule's own condition, at the statement's end; the
   * statement has no other values for a condition.
   * @throws NamedError StatementRefused
   */
  inspectDelete(statement: Sql, rows: NamedRows, condition: Sql['values']): void
  /**
   * Whether the session may read the table; of a table that does not exist, whether it may read
   * whatever tables there are.
   */
  maySelect(database: Pick<Database, 'query'>, table: string): Promise<boolean>
  /** Whether the session may lock the table's rows and delete them; deletes nothing. */
  mayDelete(database: Pick<Database, 'query'>, table: string): Promise<boolean>
  /** Takes the purge lock of a database; false if another purge holds it. */
  takeLock(name: string): Question<boolean>
  /** Statements about rows that are listed one by one. */
  readonly rows: NamedRowStatements
  /** A DELETE like the purge's that matches no row: shows whether the server accepts one. */
  deleteNothing(table: string): Sql
  /** The number of rows, counted without key or range: what a walk must have seen. */
  countAll(table: string): Question<number>
  readonly server: ServerQuestions
  readonly live: LiveQuestions
  readonly upkeep: Upkeep
  readonly words: Words
  readonly schema: SchemaQuestions
  /** Creates and drops a database for a proof; only for a connection to a clone. */
  scratch(clone: OnClone): Scratch
}

/** What is asked about one database. */
export interface SchemaQuestions {
  /** null if the database does not exist or the user cannot see it. */
  read(database: Pick<Database, 'query'>, name: string): Promise<Schema | null>
  foreignKeys(
    database: Pick<Database, 'query'>,
    name: string,
  ): Promise<Pick<Schema, 'foreignKeys' | 'foreignKeysElsewhere'>>
  /** Foreign keys of the database's own tables that refer to one of the tables. */
  keysTo(database: string, tables: readonly string[]): Question<readonly KeyTo[]>
  /**
   * Foreign keys that refer to this database from others, as the storage engine records them, so
   * that no table is opened; none if the user cannot ask it.
   */
  keysFromElsewhere(
    database: Pick<Database, 'query'>,
    name: string,
  ): Promise<Schema['foreignKeysElsewhere']>
  /** The character sets of a table's columns, in column order. */
  columnsOf(
    database: Pick<Database, 'query'>,
    name: string,
    table: string,
  ): Promise<readonly ColumnShape[]>
  /**
   * Names of a table's foreign keys to other tables of its database, from the table's definition,
   * whatever the user can see.
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

export interface RowClass {
  readonly name: string
  readonly when: Expression
}
