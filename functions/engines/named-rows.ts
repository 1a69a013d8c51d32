import type { EncodedColumn, HashedColumn, Join, KeyColumn, KeyRange, Sql } from './dialect.ts'
import type { Sum } from './answers.ts'
import type { Question } from './database.ts'
import type { Expression } from './expression.ts'
import type { Live } from './live.ts'

/** A row's key, a text per key column; NULL where the key is of an index that takes NULLs. */
export type RowKey = readonly (string | null)[]

/**
 * Rows of one table that are named one by one: by their key, and by their hash too where rows share
 * a key.
 */
export interface NamedRows {
  readonly table: string
  readonly key: readonly KeyColumn[]
  /**
   * The key's index: no other way to the rows may be taken, since it would lock others on its way.
   */
  readonly index: string | undefined
  readonly keys: readonly RowKey[]
  /** null where the key alone tells a row from every other. */
  readonly hashes: readonly string[] | null
  /** What goes into a row's hash: all its columns. */
  readonly hashed: readonly HashedColumn[]
}

/** What is read of a row that is to go. */
export interface Whole {
  readonly columns: readonly EncodedColumn[]
  readonly hashed: readonly HashedColumn[]
  readonly old: Expression
  readonly identity: readonly HashedColumn[]
}

/**
 * Columns of a table that foreign keys refer to, and the index that has them first; undefined where
 * none is known.
 */
export interface Referred {
  readonly table: string
  readonly columns: readonly string[]
  readonly index: string | undefined
}

/** A row that was found, by its key; its hash is '' where none was asked for. */
export interface FoundRow {
  readonly key: RowKey
  readonly hash: string
}

/** A row as the archive holds it, and the hash of all its columns. */
export interface ReadRow extends FoundRow {
  /** By column, each as it is encoded. */
  readonly values: readonly (string | null)[]
  /**
   * By column: how many bytes a long value must have, -1 where the server cannot say; absent for
   * all others.
   */
  readonly lengths: readonly (number | null | undefined)[]
}

export interface WholeRow extends ReadRow {
  readonly old: boolean
  /** The hash of its identity. */
  readonly identity: string
}

/** What is said about rows that are named one by one. */
export interface NamedRowStatements {
  /**
   * The rows in the range that meet the condition, in the order of the key, with the bytes that
   * `columns` take in the archive; their hashes where `hashed` is given. Locks nothing.
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
  /** As `candidates`, but the rows whole, as `read` answers them. */
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
  /** The bytes that what hangs on each at the end of the joins takes in the archive. */
  childSizes(
    rows: NamedRows,
    joins: readonly Join[],
    columns: readonly EncodedColumn[],
  ): Question<readonly { readonly key: RowKey; readonly bytes: number }[]>
  /**
   * The rows at the end of the joins, whole, each with its own hash and the key of the row it hangs
   * on; `limit` at most.
   */
  readChildren(
    rows: NamedRows,
    joins: readonly Join[],
    columns: readonly EncodedColumn[],
    hashed: readonly HashedColumn[],
    limit: number | null,
  ): Question<readonly ReadRow[]>
  /**
   * The keys of all rows that equal one of these in the columns, by their collations; each once,
   * `limit` at most. Locks nothing.
   */
  together(rows: NamedRows, columns: readonly string[], limit: number): Question<readonly RowKey[]>
  /** The rows, of those that meet the condition where there is one. Locks nothing. */
  find(rows: NamedRows, condition: Expression | null): Question<readonly FoundRow[]>
  /**
   * The same of the rows that nobody else has locked, and locks them; it waits for none where the
   * server can pass by.
   */
  lock(rows: NamedRows, condition: Expression | null): Question<readonly FoundRow[]>
  /** As `lock`, but answers how many rows that are and the sum of their hashes. */
  lockSum(rows: NamedRows, condition: Expression | null): Question<Sum>
  /**
   * Locks what hangs on each at the end of the joins and nobody else has locked: how many, and the
   * sum of their hashes.
   */
  lockChildren(
    rows: NamedRows,
    joins: readonly Join[],
    hashed: readonly HashedColumn[],
  ): Question<readonly { readonly key: RowKey; readonly sum: Sum }[]>
  /** As `lockChildren`, but answers one sum for all of the rows. */
  lockChildrenSum(
    rows: NamedRows,
    joins: readonly Join[],
    hashed: readonly HashedColumn[],
  ): Question<Sum>
  /**
   * Locks the rows, or those at the end of the joins, by the index through which foreign keys refer
   * to these columns of theirs: whoever has put in a child, and not committed it, holds the row
   * there and nowhere else. Answers the keys of the rows that are not to be had; it waits for none
   * where the server can pass by.
   */
  lockReferred(
    rows: NamedRows,
    joins: readonly Join[],
    referred: Referred,
  ): Question<readonly RowKey[]>
  /** How many of the rows meet the condition. Locks nothing. */
  count(rows: NamedRows, condition: Expression): Question<number>
  /** How many of the rows live by the application's own word. Locks nothing. */
  countLiving(rows: NamedRows, live: Live): Question<number>
  /** Deletes the rows, of those that still meet the condition where there is one. */
  deleteRows(rows: NamedRows, condition: Expression | null): Sql
  deleteChildren(rows: NamedRows, joins: readonly Join[]): Sql
}
