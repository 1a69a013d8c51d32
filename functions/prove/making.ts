import type { EncodedColumn } from '../engines/dialect.ts'
import type { Expression } from '../engines/expression.ts'
import type { Column, ForeignKey, Table } from '../engines/schema.ts'
import type { Edges, HoldsOf } from './edges.ts'
import type { Value } from './values.ts'

/** Rows of one table, as they are put in. */
export interface MadeRows {
  readonly table: Table
  readonly columns: readonly EncodedColumn[]
  readonly rows: readonly (readonly Value[])[]
}

export interface Making {
  readonly tables: readonly Table[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly edges: Edges
  /** What is dead of each table. */
  readonly dead: readonly (readonly [table: string, dead: Expression])[]
  readonly holdsOf: HoldsOf
  /** Wall times (µs) at which clocks were changed. */
  readonly changes: readonly bigint[]
  /** Columns (`TABLE.COLUMN`) of few values: they tell whole groups of rows apart. */
  readonly few: ReadonlySet<string>
  /** Tables that stay empty. */
  readonly empty: readonly string[]
}

/** How a column's values are put in; none for one that the server fills itself. */
export function encodedOf(
  { holdsOf }: Pick<Making, 'holdsOf'>,
  table: Table,
  column: Column,
): EncodedColumn[] {
  const holds = holdsOf(table.name, column.name)
  if (column.generated || holds === null) return []
  const as = holds.is === 'values' ? holds.as : holds.is === 'bytes' ? 'bytes' : 'text'
  return [{ name: column.name, as }]
}
