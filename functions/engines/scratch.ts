import type { Database, Question } from './database.ts'
import type { EncodedColumn, Sql } from './dialect.ts'
import type { Column } from './schema.ts'

declare const onClone: unique symbol

/**
 * Proof of a connection to a clone. Only the code that has compared the clone with production
 * creates one, so that nothing below can reach production.
 */
export interface OnClone {
  readonly [onClone]: true
}

/**
 * Creates, fills and drops a database on a clone, to try there what the server does. All tables are
 * in the session's database.
 */
export interface Scratch {
  /** How a database of this name is called that can hold copies of the given one's tables. */
  beside(database: string, name: string): string
  make(database: string): Sql
  /** Drops the database with everything in it, if it exists. */
  drop(database: string): Sql
  /** Databases beside the given one whose own names begin with `start`, as `beside` calls them. */
  left(database: string, start: string): Question<readonly string[]>
  /**
   * Drops the database of a call that was cut off. That call's sessions may remain and hold its
   * tables, so the user's other sessions in it are ended first.
   */
  dropLeft(maker: Pick<Database, 'query' | 'execute'>, database: string): Promise<void>
  /** An empty copy of another database's table, without its foreign keys and triggers. */
  copy(from: string, table: string): Sql
  /** The foreign keys of another database's table to tables of that database. */
  keysOf(from: string, table: string): Question<readonly CopiedKey[]>
  addKey(table: string, key: CopiedKey): Sql
  /** A table that Drydock describes itself and no customer has. */
  table(made: MadeTable): Sql
  dropTable(table: string): Sql
  /** Changes a column of the rows whose other column has the value, as an application would. */
  change(table: string, column: string, value: string, of: readonly [string, string]): Sql
  /** The column kinds that the engine can create. */
  readonly kinds: readonly MadeColumn['kind'][]
  /** Values that a column stores and returns unchanged; null if that is unknown. */
  holds(column: Column): Holds | null
}

/** A foreign key from its own table's definition. */
export interface CopiedKey {
  readonly parent: string
  /** The engine's SQL; never shown, and never assembled outside the engine's folder. */
  readonly definition: string
}

export interface MadeColumn {
  readonly name: string
  readonly kind: 'integer' | 'unsigned' | 'text' | 'binary' | 'time' | 'long'
  /** For text, as `Column.collated`; the database's default if absent. */
  readonly collated?: string | undefined
  readonly nullable?: true
}

export interface MadeTable {
  readonly name: string
  readonly columns: readonly MadeColumn[]
  /** null: rows may share a key. */
  readonly primary: readonly string[] | null
  /** Columns by which no two rows are alike, unless one of them is NULL there. */
  readonly unique?: readonly string[]
  /** Indexes by name, with the columns of each. */
  readonly indexes: Readonly<Record<string, readonly string[]>>
  /** Rows are deleted together with the row of this table that they refer to. */
  readonly parent?: { readonly table: string; readonly on: Readonly<Record<string, string>> }
}

export type Holds =
  | { readonly is: 'integer'; readonly from: bigint; readonly to: bigint }
  | {
      readonly is: 'text'
      /** In characters. */
      readonly length: number
      readonly letters: 'ascii' | 'latin' | 'unicode'
      /** Texts that differ only in case are equal. */
      readonly folds: boolean
      /** Trailing spaces are not stored. */
      readonly trims: boolean
      /** An empty text is stored as NULL. */
      readonly emptyIsNull?: true
    }
  | {
      readonly is: 'bytes'
      readonly length: number
      readonly fixed: boolean
      readonly emptyIsNull?: true
    }
  | {
      readonly is: 'time'
      /** Its resolution in µs. */
      readonly step: number
      /** The latest instant that it can store, as UTC wall time. */
      readonly last: Date
      readonly first: Date
      /** Accepts 0000-00-00. */
      readonly zero: boolean
      /** An instant, shown in the session's time zone. */
      readonly zoned: boolean
    }
  /** Some of its values, as INSERT accepts them. */
  | {
      readonly is: 'values'
      readonly as: EncodedColumn['as']
      readonly values: readonly string[]
    }
