import type { Deleted } from '../contract/evidence.ts'
import type { EncodedColumn, Join, Key, KeyRange } from '../engines/dialect.ts'
import type { ArchivedTable } from '../archive/archive.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import type { ReadRow, WholeRow } from '../engines/named-rows.ts'
import type { IsEmpty } from '../walk/empty-tables.ts'
import type { Keep } from '../archive/keep-rows.ts'
import type { Candidate } from './named.ts'
import type { Table } from '../engines/schema.ts'
import type { Walk } from '../walk/walk.ts'
import type { Way } from '../walk/walk-index.ts'

/** The child rows of a batch at the end of one chain of joins. */
export interface ChildRows {
  readonly table: string
  readonly joins: readonly Join[]
  /** By the parent row's key: their count, and the sum of their hashes. */
  readonly sums: ReadonlyMap<string, { readonly rows: number; readonly hash: bigint }>
  /** How many rows this chain deletes: one that an earlier chain deletes is not found again. */
  readonly rows: number
}

/** Rows to delete together, read completely and without locks, with their child rows. */
export interface Batch {
  /** Its high end is null at the end of the table. */
  readonly range: KeyRange
  readonly rows: readonly Candidate[]
  readonly children: readonly ChildRows[]
  /** What is deleted from each table, children before their parents, the rule's own last. */
  readonly gone: readonly Deleted[]
  /** The same, for the archive. */
  readonly tables: readonly ArchivedTable[]
  /** Dead rows of its range that were skipped because others locked them. */
  readonly left: number
  /** Whether it has the maximum rows. */
  readonly full: boolean
}

/** The limits of a batch. */
export interface BatchLimits {
  readonly rows: number
  /** Archive bytes, children included. */
  readonly bytes: number
}

export interface BatchRead {
  readonly along: Walk
  readonly bound: BoundRules
  readonly rule: BoundRule
  readonly way: Way
  readonly keep: Keep | null
  readonly isEmpty: IsEmpty
}

/** Child rows at the end of one chain of joins, to read together with the rows. */
export interface Chain {
  readonly joins: readonly Join[]
  readonly table: Table
  readonly columns: readonly EncodedColumn[]
}

/** Dead rows as read, and their child rows. */
export interface DeadRows {
  readonly rows: readonly WholeRow[]
  /** For each chain, with the key of each child's parent row. */
  readonly children: readonly (readonly ReadRow[])[]
  /**
   * The key after which dead rows were left for the next batch; null if the range was read to its
   * end.
   */
  readonly cut: Key | null
  /** Dead rows that were skipped. */
  readonly left: number
  readonly full: boolean
}

export const columnsOf = ({ keep }: BatchRead, table: Table): readonly EncodedColumn[] =>
  keep?.columns(table) ?? []
