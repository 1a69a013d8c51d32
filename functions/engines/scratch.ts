import type { Question } from './database.ts'
import type { EncodedColumn, Sql } from './dialect.ts'
import type { Column } from './schema.ts'

declare const onClone: unique symbol

/**
 * Shown by whoever is connected to a clone. Only the place that has compared the clone with
 * production makes one, so that nothing below can be said to production.
 */
export interface OnClone {
  readonly [onClone]: true
}

/**
 * How a database of its own is made on a clone, filled and dropped, for proving there what the
 * server does. All tables are those of the session's database.
 */
export interface Scratch {
  /** How a database of this name is called that can hold copies of the given one's tables. */
  beside(database: string, name: string): string
  make(database: string): Sql
  /** Drops it with all that is in it, where there is one. */
  drop(database: string): Sql
  /** An empty copy of another database's table, without its foreign keys and triggers. */
  copy(from: string, table: string): Sql
  /** The foreign keys of another database's table to tables of that database. */
  keysOf(from: string, table: string): Question<readonly CopiedKey[]>
  addKey(table: string, key: CopiedKey): Sql
  /** A table that no customer has, described by Drydock itself. */
  table(made: MadeTable): Sql
  /** The kinds of columns that the engine can make. */
  readonly kinds: readonly MadeColumn['kind'][]
  /** What a column takes and tells unchanged; null where that is not known. */
  holds(column: Column): Holds | null
}

/** A foreign key as its own table defines it. */
export interface CopiedKey {
  readonly parent: string
  /** In the engine's words; never shown, and never put together outside of its folder. */
  readonly definition: string
}

export interface MadeColumn {
  readonly name: string
  readonly kind: 'integer' | 'unsigned' | 'text' | 'binary' | 'time' | 'long'
  /** Of a text: as `Column.collated`; the database's own where there is none. */
  readonly collated?: string | undefined
  readonly nullable?: true
}

export interface MadeTable {
  readonly name: string
  readonly columns: readonly MadeColumn[]
  /** null: rows may share a key. */
  readonly primary: readonly string[] | null
  /** Indexes by name: the columns of each. */
  readonly indexes: Readonly<Record<string, readonly string[]>>
  /** Rows go with the row of this table that they name. */
  readonly parent?: { readonly table: string; readonly on: Readonly<Record<string, string>> }
}

export type Holds =
  | { readonly is: 'integer'; readonly from: bigint; readonly to: bigint }
  | {
      readonly is: 'text'
      /** In characters. */
      readonly length: number
      readonly letters: 'ascii' | 'latin' | 'unicode'
      /** Two texts that differ in their case alone are equal. */
      readonly folds: boolean
      /** Spaces at the end are not kept. */
      readonly trims: boolean
    }
  | { readonly is: 'bytes'; readonly length: number; readonly fixed: boolean }
  | {
      readonly is: 'time'
      /** The step between two values, in µs. */
      readonly step: number
      /** The largest instant that it holds, as wall time in UTC. */
      readonly last: Date
      readonly first: Date
      /** Holds 0000-00-00. */
      readonly zero: boolean
      /** An instant, told in the session's zone. */
      readonly zoned: boolean
    }
  /** Some of its values, as they are inserted. */
  | {
      readonly is: 'values'
      readonly as: EncodedColumn['as']
      readonly values: readonly string[]
    }
