import type { Join } from '../engines/dialect.ts'
import { some, type Expression } from '../engines/expression.ts'
import type { FamilyTable, JudgedRule } from './bound.ts'
import { same, type ForeignKey, type Schema, type Table } from '../engines/schema.ts'
import { checkKey } from './schema-checks.ts'

/** Every chain of cascading foreign keys that starts at the table. */
export function chains(
  parent: string,
  cascades: readonly ForeignKey[],
  tables: readonly Table[],
  seen: readonly string[] = [],
): Join[][] {
  return cascades
    .filter(
      (key) => same(key.parent, parent) && !seen.includes(key.name) && !same(key.table, parent),
    )
    .flatMap((key) => {
      const indexes = tables
        .filter(({ name }) => same(name, key.table))
        .flatMap((table) => table.indexes)
        .filter(({ column }) => key.columns.some((name) => same(name, column.name)))
        .map(({ index }) => index)
      const join: Join = { table: key.table, on: columnPairs(key), indexes }
      return [
        [join],
        ...chains(key.table, cascades, tables, [...seen, key.name]).map((rest) => [join, ...rest]),
      ]
    })
}

/** The tables to purge: those of the rules, and their ON DELETE CASCADE children. */
export function familyTables(
  bound: readonly JudgedRule[],
  schema: Schema,
  cascades: readonly ForeignKey[],
): FamilyTable[] {
  const names = new Map<string, string>()
  for (const { rule, table } of bound) names.set(table.name.toUpperCase(), rule.name)
  for (const { rule, children } of bound)
    for (const join of children.flat())
      if (!names.has(join.table.toUpperCase())) names.set(join.table.toUpperCase(), rule.name)

  // A row is deleted if its own rule says so, or if one of its parent rows is deleted.
  const deadIn = (name: string, path: readonly string[] = []): Expression => {
    const own = bound.filter(({ table }) => same(table.name, name)).map(({ dead }) => dead)
    const withParent = cascades
      .filter(
        (key) =>
          same(key.table, name) && names.has(key.parent.toUpperCase()) && !path.includes(key.name),
      )
      .map(
        (key): Expression => ({
          is: 'exists',
          table: key.parent,
          on: swap(columnPairs(key)),
          where: deadIn(key.parent, [...path, key.name]),
        }),
      )
    const all = [...own, ...withParent]
    return all.length === 1 && all[0] !== undefined ? all[0] : some(...all)
  }
  return schema.tables
    .filter((table) => names.has(table.name.toUpperCase()))
    .map((table): FamilyTable => {
      const own = bound.find((candidate) => candidate.table === table)
      checkKey(table)
      return {
        table,
        rule: names.get(table.name.toUpperCase()) ?? '',
        kind: own === undefined ? 'child' : 'rule',
        dead: deadIn(table.name),
        reading: own?.other == null ? null : own.reading,
        otherReading: own?.other ?? null,
        alive: own?.alive ?? [],
        old: own?.old ?? null,
        settled: own?.rule.settled ?? false,
        moves: schema.tables.find(({ name }) => same(name, own?.rule.movesTo ?? ''))?.name ?? null,
        created: own?.rule.created?.column ?? null,
        parents: cascades.filter(
          (key) => same(key.table, table.name) && names.has(key.parent.toUpperCase()),
        ),
      }
    })
}

/** Columns of the child with the parent columns that they equal. */
const columnPairs = (key: ForeignKey): Record<string, string> =>
  Object.fromEntries(key.columns.map((column, at) => [column, key.parentColumns[at] ?? '']))
const swap = (pairs: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(pairs).map(([a, b]) => [b, a]))
