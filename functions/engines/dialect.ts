import type { Address, Database } from './database.ts'
import type { Expression } from './expression.ts'
import type { NamedRowStatements } from './named-rows.ts'
import type { ServerQuestions } from './server-questions.ts'

/** SQL text with its bound values, in order. Values are texts: numbers beyond 2^53 stay exact; or bytes, as they are. */
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
  /** A text of a character set that does not come back from Unicode byte for byte: its key is its bytes. */
  readonly collation?: string | undefined
}

/** A column that goes into a row's hash; long ones are hashed by themselves, since a text as long may not be built. */
export interface HashedColumn {
  readonly name: string
  readonly long: boolean
}

/**
 * A column as the archive holds it: as text; by its bytes, in hexadecimal digits; a `float` with all digits that tell it from
 * every other; an `epoch` as the seconds of a TIMESTAMP, whatever the zone; or by the `hash` of its value alone.
 */
export interface EncodedColumn {
  readonly name: string
  readonly as: 'text' | 'bytes' | 'float' | 'epoch' | 'hash'
  /** What the bytes of a text stand for. */
  readonly charset?: string | undefined
  /** Its values may be longer than the server answers: their length is read beside them. */
  readonly long?: boolean | undefined
  /** The column is of another character set by now than the bytes are. */
  readonly converted?: boolean | undefined
}

/** One key, a text per key column; bytes, and texts that are known by their bytes, as hexadecimal digits. */
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
  /** Indexes that begin with one of the columns: read whole, however small, a table would have all of its rows locked. */
  readonly indexes?: readonly string[]
}

/** Everything Drydock says to one kind of database server. One file per engine; text in, text out. */
export interface Dialect {
  /** The engine as RDS calls it. */
  readonly engine: string
  /**
   * Opens one connection and keeps it: a lost one is opened anew by the next call outside a transaction.
   * @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound
   */
  open(address: Address): Promise<Database>
  /** Statements that open every session. */
  readonly session: readonly string[]
  /** The last row's key of the next `rows` rows after `low`, or no row where fewer are left. `index`: the one to go along. */
  boundary(
    table: string,
    key: readonly KeyColumn[],
    low: Key | null,
    rows: number,
    index?: string,
  ): Sql
  /** A row where there is one of the key `high`, as it was answered, and where that lies after `low`. */
  reached(table: string, key: readonly KeyColumn[], low: Key | null, high: Key): Sql
  /** How many rows (`total`) have a value below `end` in the column, counted up to `most`. */
  countBefore(table: string, column: KeyColumn, end: string, most: number): Sql
  /**
   * Counts (`total`) and hash sums (`hash`) of the rows in the range, by class: the first one whose condition holds; and
   * how many of them meet `other` (`other`).
   */
  classify(
    table: string,
    key: readonly KeyColumn[],
    range: KeyRange,
    classes: readonly RowClass[],
    rest: string,
    hashed: readonly HashedColumn[],
    other?: Expression,
  ): Sql
  /** A row where the table has any, none where it is empty. */
  anyRow(table: string): Sql
  /** Rows whose key columns are those of one of the given rows. */
  readByKey(
    table: string,
    key: readonly EncodedColumn[],
    keys: readonly (readonly (string | null)[])[],
    columns: readonly EncodedColumn[],
  ): Sql
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
  /** Statements that open a session that puts rows back: zero dates and zero ids as they were. */
  readonly restoreSession: readonly string[]
  /** Keys of rows in the range that meet the condition. */
  keys(
    table: string,
    key: readonly KeyColumn[],
    range: KeyRange,
    condition: Expression,
    limit: number,
  ): Sql
  /** Keys and hashes (`hash`) of the rows in the range that meet the condition. */
  hashes(
    table: string,
    key: readonly KeyColumn[],
    range: KeyRange,
    condition: Expression,
    hashed: readonly HashedColumn[],
  ): Sql
  /** Fails where the session may not read the table; says so before it says that there is none. */
  maySelect(table: string): Sql
  /** How the server would run a statement: `table`, `type` (of access) and `key` (the index) of each table in it. */
  plan(statement: Sql): Sql
  /** Fails where the session may not delete from the table; deletes nothing. */
  mayDelete(table: string): Sql
  /** Takes the one purge's place at a database; answers `got`. */
  takeLock(name: string): Sql
  /** Rows that are named one by one. */
  readonly rows: NamedRowStatements
  /** What the preflight asks. */
  readonly server: ServerQuestions
  /** Descriptions of one database: see functions/engines/schema.ts for the columns they answer. */
  readonly schema: {
    exists(database: string): Sql
    tables(database: string): Sql
    columns(database: string): Sql
    keys(database: string): Sql
    /** Indexes (`owner`, `name`) that the server does not use: the first text that it knows. */
    hiddenIndexes(database: string): readonly Sql[]
    foreignKeys(database: string): Sql
    /** Foreign keys of other databases' tables that refer to this one's. */
    foreignKeysElsewhere(database: string): Sql
    /** The text that makes a table. */
    createTable(table: string): Sql
    /** Names of the foreign keys in such a text that refer to tables of the same database. */
    foreignKeysIn(createTable: string): readonly string[]
    /** Tables of any of the name patterns (LIKE) and their size in bytes, as the server estimates it. */
    sizes(database: string, patterns: readonly string[]): Sql
  }
}

export interface RowClass {
  readonly name: string
  readonly when: Expression
}
