import type { TableSize } from '../contract/space.ts'
import type { OtherTable } from './answers.ts'
import type { Called } from './catalogue-keys.ts'
import { text, type Row } from './database.ts'
import type { Column } from './schema.ts'

// How every engine's catalogue tells of tables, and of their columns.

export const tableBytesIn =
  (called: Called) =>
  (rows: readonly Row[]): readonly { readonly table: string; readonly bytes: number }[] =>
    rows.map((row) => ({ table: called(text(row.name)), bytes: Number(row.bytes) }))

export const spaceIn =
  (called: Called) =>
  (rows: readonly Row[]): readonly TableSize[] =>
    rows.map((row) => ({
      table: called(text(row.name)),
      data: Number(row.data),
      index: Number(row.indexes),
      free: Number(row.free),
    }))

export const otherTablesIn =
  (called: Called) =>
  (rows: readonly Row[]): readonly OtherTable[] =>
    rows.map((row) => ({
      database: text(row.owner),
      table: called(text(row.name)),
      rows: Number(row.total),
    }))

export const columnsByTable =
  (called: Called, toColumn: (row: Row) => Column) =>
  (rows: readonly Row[]): ReadonlyMap<string, readonly Column[]> => {
    const found = new Map<string, Column[]>()
    for (const [table, columns] of Map.groupBy(rows, ({ owner }) => called(text(owner))))
      found.set(table, columns.map(toColumn))
    return found
  }
