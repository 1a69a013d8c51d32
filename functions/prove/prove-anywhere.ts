import { ask } from '../engines/database.ts'
import { looksAt } from '../engines/expression.ts'
import type { Table } from '../engines/schema.ts'
import { named } from '../purge/named.ts'
import type { BoundRules } from '../rules/bound.ts'
import type { Bench } from './bench.ts'
import { textKey, type Edges, type HoldsOf } from './edges.ts'
import type { PlainRow } from './plain-tables.ts'
import { mustBe } from './not-proven.ts'
import { putIn, readPlain } from './plain-rows.ts'
import { encodedOf } from './making.ts'
import { takes } from './values.ts'
import { judgeOf } from './truth.ts'

interface Filled {
  readonly table: Table
  readonly rows: readonly PlainRow[]
}

/**
 * Rows of which any one keeps rows of other tables, whatever these are, such as an app whose tokens
 * never end: one at a time, with each of its columns at each edge. What is dead then is counted.
 * @throws NamedError EngineNotProven
 */
export async function proveAnywhere(
  bench: Bench,
  bound: BoundRules,
  filled: readonly Filled[],
  { edges, holdsOf }: { readonly edges: Edges; readonly holdsOf: HoldsOf },
): Promise<void> {
  for (const { table, rows } of filled) {
    const [like] = rows
    const id = table.key[0]?.name.toUpperCase() ?? ''
    const alone = table.unique && table.key.length === 1 && holdsOf(table.name, id)
    if (!edges.anywhere.has(table.name.toUpperCase()) || like === undefined || !alone) continue
    const columns = table.columns.flatMap((column) => encodedOf({ holdsOf }, table, column))
    const key = alone.is === 'integer' ? String(alone.to - 1n) : 'anywhere'
    // Unlike every other row, in case that a unique key is of other columns.
    const other = Object.fromEntries(
      table.columns
        .filter(({ name }) => !edges.columns.has(textKey(table.name, name)))
        .filter(({ name }) => takes(holdsOf(table.name, name), 'anywhere'))
        .map(({ name }) => [name.toUpperCase(), 'anywhere']),
    )
    let tried = 0
    for (const { name } of table.columns)
      for (const value of edges.columns.get(textKey(table.name, name))?.edges ?? []) {
        const row: PlainRow = { ...like, ...other, [name.toUpperCase()]: value, [id]: key }
        const values = columns.map((one) => row[one.name.toUpperCase()] ?? null)
        const { taken } = await putIn(bench, { table, columns, rows: [values] })
        if (taken.length === 0) continue
        tried++
        await compare(bench, bound, filled, table, holdsOf)
        const only = named(table, [{ key: [key], hash: '' }])
        const deleted = await bench.database.execute(bench.dialect.rows.deleteRows(only, null))
        mustBe('rows.deleteRows', table.name, 1, deleted)
      }
    mustBe('insert', `${table.name}, one row at a time`, true, tried > 0)
  }
}

/** How many rows are dead of each table that looks at this one. */
async function compare(
  bench: Bench,
  bound: BoundRules,
  filled: readonly Filled[],
  changed: Table,
  holdsOf: HoldsOf,
): Promise<void> {
  const { database, dialect } = bench
  const now: Filled[] = []
  for (const one of filled)
    now.push(one.table === changed ? { ...one, rows: await readPlain(bench, changed) } : one)
  const meets = judgeOf(now, holdsOf)
  for (const { table, rule, dead } of bound.tables) {
    if (!looksAt(dead, changed.name)) continue
    const all = { low: null, high: null }
    const classes = await ask(
      database,
      dialect.classify(
        table.name,
        table.key,
        all,
        [{ name: 'dead', when: dead }],
        '',
        table.columns,
      ),
    )
    const rows = now.find((one) => one.table.name === table.name)?.rows ?? []
    const expected = rows.filter((row) => meets(dead, row)).length
    const found = classes.find(({ name }) => name === 'dead')?.rows ?? 0
    mustBe(`The rule "${rule}"`, `${table.name}, beside a row of ${changed.name}`, expected, found)
  }
}
