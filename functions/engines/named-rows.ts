import type { EncodedColumn, HashedColumn, Join, KeyColumn, KeyRange, Sql } from './dialect.ts'
import type { Sum } from './answers.ts'
import type { Question } from './database.ts'
import type { Expression } from './expression.ts'
import type { Live } from './live.ts'

/** A row's key, one text per key column; NULL only if the key's index allows NULLs. */
export type RowKey = readonly (string | null)[]

/** Rows of one table, listed one by one: by key, and by hash too if rows share a key. */
export interface NamedRows {
  readonly table: string
  readonly key: readonly KeyColumn[]
  /** The key's index. Statements must use it: any other access path would lock other rows. */
  readonly index: string | undefined
  readonly keys: readonly RowKey[]
  /** null if the key alone identifies a row. */
  readonly hashes: readonly string[] | null
  /** The columns of a row's hash: all of them. */
  readonly hashed: readonly HashedColumn[]
}

/** What is read of a row before it is deleted. */
export interface Whole {
  readonly columns: readonly EncodedColumn[]
  readonly hashed: readonly HashedColumn[]
  readonly old: Expression
  readonly identity: readonly HashedColumn[]
}

/**
 * Columns of a table that foreign keys refer to, and the index that starts with them; undefined if
 * none is known.
 */
export interface Referred {
  readonly table: string
  readonly columns: readonly string[]
  readonly index: string | undefined
}

/** A row that was found, by key; its hash is '' if none was requested. */
export interface FoundRow {
  readonly key: RowKey
  readonly hash: string
}

/** A row as the archive stores it, and the hash of all its columns. */
export interface ReadRow extends FoundRow {
  /** Values by column, each in its encoding. */
  readonly values: readonly (string | null)[]
  /**
   * By column, the expected number of bytes of a long value, or -1 if the server cannot tell; other
   * columns are absent.
   */
  readonly lengths: readonly (number | null | undefined)[]
}

export interface WholeRow extends ReadRow {
  readonly old: boolean
  /** The hash of its identity. */
  readonly identity: string
}

/** Statements about rows that are listed one by one. */
export interface NamedRowStatements {
  /**
   * The rows in the range that meet the condition, in key order, with the bytes that `columns` take
   * in the archive, and their hashes if `hashed` is given. Locks nothing.
   */
  candidates(
    table: string,
    key: readonly KeyColumn[],
    index: string | undefined,
    range: KeyRange,
    condition: Expression,
    columns: readonly EncodedColumn[],
    hashed: readonly HashedColumn[] | null,
    limit: number | null,
  ): Question<readonly (FoundRow & { readonly bytes: number })[]>
  /** Like `candidates`, but returns complete rows, as `read` does. */
  readRange(
    table: string,
    key: readonly KeyColumn[],
    index: string | undefined,
    range: KeyRange,
    condition: Expression,
    whole: Whole,
    limit: number,
  ): Question<readonly WholeRow[]>
  read(rows: NamedRows, whole: Whole): Question<readonly WholeRow[]>
  /** The archive bytes of each row's descendants at the end of the joins. */
  childSizes(
    rows: NamedRows,
    joins: readonly Join[],
    columns: readonly EncodedColumn[],
  ): Question<readonly { readonly key: RowKey; readonly bytes: number }[]>
  /**
   * The complete rows at the end of the joins, each with its own hash and the key of its ancestor;
   * `limit` at most.
   */
  readChildren(
    rows: NamedRows,
    joins: readonly Join[],
    columns: readonly EncodedColumn[],
    hashed: readonly HashedColumn[],
    limit: number | null,
  ): Question<readonly ReadRow[]>
  /**
   * The keys of all rows whose columns equal those of a listed row by their collations; each key
   * once, `limit` at most. Locks nothing.
   */
  together(rows: NamedRows, columns: readonly string[], limit: number): Question<readonly RowKey[]>
  /** The listed rows; only those that meet the condition, if there is one. Locks nothing. */
  find(rows: NamedRows, condition: Expression | null): Question<readonly FoundRow[]>
  /**
   * Like `find`, but locks the rows. Skips rows that others have locked, or waits for them if the
   * server cannot skip.
   */
  lock(rows: NamedRows, condition: Expression | null): Question<readonly FoundRow[]>
  /** Like `lock`, but returns the number of rows and the sum of their hashes. */
  lockSum(rows: NamedRows, condition: Expression | null): Question<Sum>
  /**
   * Locks each row's descendants at the end of the joins, skipping those that others have locked;
   * returns their number and the sum of their hashes.
   */
  lockChildren(
    rows: NamedRows,
    joins: readonly Join[],
    hashed: readonly HashedColumn[],
  ): Question<readonly { readonly key: RowKey; readonly sum: Sum }[]>
  /** Like `lockChildren`, but returns one sum for all rows. */
  lockChildrenSum(
    rows: NamedRows,
    joins: readonly Join[],
    hashed: readonly HashedColumn[],
  ): Question<Sum>
  /**
   * Locks the rows, or those at the end of the joins, through the index that foreign keys use for
   * these columns: an uncommitted insert of a child locks its parent there and nowhere else.
   * Returns the keys of the rows that it could not lock; waits for them only if the server cannot
   * skip locked rows.
   */
  lockReferred(
    rows: NamedRows,
    joins: readonly Join[],
    referred: Referred,
  ): Question<readonly RowKey[]>
  /** The number of rows that meet the condition. Locks nothing. */
  count(rows: NamedRows, condition: Expression): Question<number>
  /** The number of rows that the application considers live. Locks nothing. */
  countLiving(rows: NamedRows, live: Live): Question<number>
  /** Deletes the rows; only those that still meet the condition, if there is one. */
  deleteRows(rows: NamedRows, condition: Expression | null): Sql
  deleteChildren(rows: NamedRows, joins: readonly Join[]): Sql
}
