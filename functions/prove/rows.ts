import type { EncodedColumn } from '../engines/dialect.ts'
import type { Expression } from '../engines/expression.ts'
import type { Holds } from '../engines/scratch.ts'
import { same, type Column, type ForeignKey, type Table } from '../engines/schema.ts'
import { textKey, type Edges, type HoldsOf } from './edges.ts'
import type { Value } from './values.ts'
import { valueOf } from './fillers.ts'
import { asCompared, type PlainRow } from './judge.ts'
import { inOrder, type Tied } from './order.ts'
import { chance, counter, type Chance } from './chance.ts'
import { witnesses } from './witnesses.ts'

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

/** Rows of a table beside those that stand at an edge. */
const others = 40
type Values = Record<string, Value>

/**
 * Rows at every edge of every rule, for each table after those that its rows refer to. The same
 * rows for the same conditions. Told which of them the table took, before the next.
 */
export function* makeRows(making: Making): Generator<MadeRows, void, MadeRows['rows']> {
  const draw = chance(7)
  const done = new Map<string, PlainRow[]>()
  const fresh = counter(1000)
  const wanted = making.dead.flatMap(([table, dead]) => witnesses(making, table, dead, fresh))
  for (const { table, ties } of inOrder(making)) {
    if (making.empty.some((name) => same(name, table.name))) continue
    const columns = table.columns.flatMap((column) => encodedOf(making, table, column))
    const name = table.name.toUpperCase()
    const rows: PlainRow[] = []
    done.set(name, rows)
    const seen = new Set<string>()
    const drafts = wanted.filter((one) => one.table === name).map(({ row }) => row)
    for (const [at, fixed] of [
      ...drafts,
      ...Array.from({ length: others }, () => ({})),
    ].entries()) {
      const row: Values = {}
      for (const column of columns) row[column.name.toUpperCase()] = null
      for (const { name: column } of columns) fill(making, table, row, column, at, draw)
      Object.assign(row, fixed)
      const settled = { ...fixed }
      for (const tie of mixed(ties, draw)) follow(making, name, tie, row, settled, done, draw)
      const key = JSON.stringify(
        table.key.map((part) =>
          asCompared(row[part.name.toUpperCase()] ?? null, making.holdsOf(name, part.name)),
        ),
      )
      const lacks = table.columns.some(
        (column) =>
          !column.nullable && row[column.name.toUpperCase()] === null && !column.generated,
      )
      if ((table.unique && seen.has(key)) || lacks) continue
      seen.add(key)
      rows.push(row)
    }
    const taken = yield {
      table,
      columns,
      rows: rows.map((row) => columns.map((column) => row[column.name.toUpperCase()] ?? null)),
    }
    done.set(
      name,
      taken.map((row) =>
        Object.fromEntries(
          columns.map((column, at) => [column.name.toUpperCase(), row[at] ?? null]),
        ),
      ),
    )
  }
}

/** The last one's values stand: any of the soft ones, but a foreign key before all. */
const mixed = (ties: readonly Tied[], draw: Chance): Tied[] => {
  const [soft, hard] = [ties.filter(({ must }) => !must), ties.filter(({ must }) => must)]
  return [...soft.filter(() => draw.often(0.7)).sort(() => (draw.often(0.5) ? 1 : -1)), ...hard]
}

const isAnywhere = ({ edges }: Making, { name }: Table): boolean =>
  edges.anywhere.has(name.toUpperCase())

/** A judged column is at an edge now and then; any other is unlike those of other rows. */
function fill(
  making: Making,
  table: Table,
  row: Values,
  column: string,
  at: number,
  draw: Chance,
): void {
  const { edges } = making
  const own = table.columns.find((one) => same(one.name, column))
  const found = edges.columns.get(textKey(table.name, column))
  const nullable = own?.nullable === true
  const isKey = table.key.some((part) => same(part.name, column))
  // Of what is looked at alone: a unique key may take one of each text.
  const isRuled = making.dead.some(([name]) => same(name, table.name))
  const looked = !isRuled && !isAnywhere(making, table)
  const plainly = isAnywhere(making, table) || draw.often(0.6)
  const pick = (values: Iterable<Value>): Value | undefined =>
    draw.among([...values].filter((value) => value !== null || nullable))
  const judged =
    found &&
    !(looked && draw.often(0.7)) &&
    pick(plainly && found.plain.size > 0 ? found.plain : found.edges)
  row[column.toUpperCase()] =
    (judged || judged === '' ? judged : undefined) ??
    (nullable && !isKey && draw.often(0.15)
      ? null
      : valueOf(making, table.name, column, at, isKey || draw.often(0.8)))
}

/** Takes the values of a row that this one may refer to, or be referred to by. */
function follow(
  { holdsOf }: Making,
  own: string,
  { to, columns, toColumns, must, mayBeNull }: Tied,
  row: Values,
  fixed: Values,
  done: ReadonlyMap<string, readonly PlainRow[]>,
  draw: Chance,
): void {
  const rows = done.get(to) ?? []
  const stands = columns.some((column) => column in fixed)
  // What a witness says of the row stands; a foreign key is to agree with it.
  if (stands && !must) return
  if (must && !stands && mayBeNull.length > 0 && draw.often(0.15)) {
    for (const column of mayBeNull) row[column] = null
    return
  }
  if (!must && draw.often(0.35)) return
  // A group of one table's rows is small: of many, one lives in each.
  const near = to === own ? rows.slice(-3) : rows
  const agreeing = (given: Values) =>
    near.filter((one) =>
      toColumns.every((column, at) => {
        const own = columns[at] ?? ''
        return one[column] != null && (!(own in given) || one[column] === given[own])
      }),
    )
  // A parent that is named already, where there is one.
  const named = must ? agreeing(row) : []
  const keys = new Map(
    (named.length > 0 ? named : agreeing(fixed)).map((one) => [
      JSON.stringify(toColumns.map((column) => one[column])),
      one,
    ]),
  )
  const other = draw.among([...keys.values()])
  if (other === undefined) return
  for (const [at, column] of columns.entries()) {
    const value = other[toColumns[at] ?? ''] ?? null
    const holds = holdsOf(to, toColumns[at] ?? '')
    row[column] = !must && draw.often(0.08) ? otherCase(value, holds) : value
    if (must) fixed[column] = value
  }
}

const otherCase = (value: Value, holds: Holds | null): Value =>
  value === null || holds?.is !== 'text' ? value : value.toUpperCase()

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
