import { same, type Table } from '../engines/schema.ts'
import { chance, counter } from './chance.ts'
import { asCompared } from './compared-values.ts'
import { drawValue } from './draw-value.ts'
import { encodedOf, type MadeRows, type Making } from './making.ts'
import { inOrder } from './order.ts'
import { valueIn, type PlainRow } from './plain-tables.ts'
import { follow, mixed } from './tie-rows.ts'
import type { Value } from './values.ts'
import { witnesses } from './witnesses.ts'

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
    const anyRows = Array.from({ length: others }, () => ({}))
    for (const [at, fixed] of [...drafts, ...anyRows].entries()) {
      const row: Values = {}
      for (const { name: column } of columns)
        row[column.toUpperCase()] = drawValue(making, table, column, at, draw)
      Object.assign(row, fixed)
      const settled = { ...fixed }
      for (const tie of mixed(ties, draw)) follow(making, name, tie, row, settled, done, draw)
      const key = keyOf(making, table, row)
      if ((table.unique && seen.has(key)) || lacks(table, row)) continue
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

/** Two rows of which it is the same are one to a unique key. */
const keyOf = ({ holdsOf }: Making, table: Table, row: Values): string =>
  JSON.stringify(
    table.key.map((part) => asCompared(valueIn(row, part.name), holdsOf(table.name, part.name))),
  )

/** Whether a column that takes no NULL has one. */
const lacks = ({ columns }: Table, row: Values): boolean =>
  columns.some(({ name, nullable, generated }) => {
    return !nullable && row[name.toUpperCase()] === null && !generated
  })
