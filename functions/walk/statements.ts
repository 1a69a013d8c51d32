import type { Dialect, EncodedColumn, Join, KeyRange, Sql } from '../engines/dialect.ts'
import { every, looksElsewhere, type Expression } from '../engines/expression.ts'
import type { FoundRow, NamedRows, Whole, WholeRow } from '../engines/named-rows.ts'
import type { Sum } from '../engines/answers.ts'
import type { Question } from '../engines/database.ts'
import type { BoundRule } from '../rules/bound.ts'
import { same, type Column, type Table } from '../engines/schema.ts'
import type { Way } from './walk-index.ts'

/** Columns that an application does not change: a live row's hash over these is constant. */
export function identity(table: Table, created: string | null): readonly Column[] {
  return table.unique
    ? table.columns.filter(
        ({ name }) =>
          (created !== null && same(name, created)) || table.key.some((key) => key.name === name),
      )
    : table.columns
}

/** The dead rows of a range along the way; hashes distinguish those that share a key. */
export const findDead = (
  dialect: Dialect,
  { table, dead }: BoundRule,
  way: Way,
  range: KeyRange,
  columns: readonly EncodedColumn[],
  limit: number | null,
): Question<readonly (FoundRow & { readonly bytes: number })[]> =>
  dialect.rows.candidates(
    table.name,
    way.table.key,
    way.by ?? table.keyIndex,
    range,
    dead,
    columns,
    table.unique ? null : table.columns,
    limit,
  )

/** The same rows, complete: for rows short enough that many fit into one answer. */
export const readDead = (
  dialect: Dialect,
  rule: BoundRule,
  way: Way,
  range: KeyRange,
  columns: readonly EncodedColumn[],
  limit: number,
): Question<readonly WholeRow[]> =>
  dialect.rows.readRange(
    rule.table.name,
    way.table.key,
    way.by ?? rule.table.keyIndex,
    range,
    rule.dead,
    wholeOf(rule, columns),
    limit,
  )

export const readRows = (
  dialect: Dialect,
  rule: BoundRule,
  rows: NamedRows,
  columns: readonly EncodedColumn[],
): Question<readonly WholeRow[]> => dialect.rows.read(rows, wholeOf(rule, columns))

const wholeOf = ({ rule, table, old }: BoundRule, columns: readonly EncodedColumn[]): Whole => ({
  columns,
  hashed: table.columns,
  old: old ?? every(),
  identity: identity(table, rule.created?.column ?? null),
})

/** The same again, for a condition that always reads a whole table: all rows, with hashes. */
export const findDeadAgain = (
  dialect: Dialect,
  { table, dead }: BoundRule,
  way: Way,
  range: KeyRange,
): Question<readonly FoundRow[]> =>
  dialect.rows.candidates(
    table.name,
    way.table.key,
    way.by ?? table.keyIndex,
    range,
    dead,
    [],
    table.columns,
    null,
  )

/**
 * The condition that a locking or deleting statement may contain: all of it if it only looks at the
 * row itself. A condition on other rows would lock those; a SELECT under the lock replaces it.
 */
const ownCondition = ({ dead }: BoundRule): Expression | null =>
  looksElsewhere(dead) ? null : dead

export const lockRows = (
  dialect: Dialect,
  rule: BoundRule,
  rows: NamedRows,
): Question<readonly FoundRow[]> => dialect.rows.lock(rows, ownCondition(rule))

export const lockSum = (dialect: Dialect, rule: BoundRule, rows: NamedRows): Question<Sum> =>
  dialect.rows.lockSum(rows, ownCondition(rule))

/** Like `lockSum`, of rows that are named without a condition. */
export const lockNamed = (dialect: Dialect, rows: NamedRows): Question<Sum> =>
  dialect.rows.lockSum(rows, null)

/** @throws NamedError StatementRefused */
export function deleteRows(dialect: Dialect, rule: BoundRule, rows: NamedRows): Sql {
  const own = ownCondition(rule)
  const statement = dialect.rows.deleteRows(rows, own)
  dialect.inspectDelete(statement, rows, own === null ? [] : valuesOf(dialect, rule.table, own))
  return statement
}

/**
 * Deletes named rows by nothing but their key: children that are named by what they refer to.
 * @throws NamedError StatementRefused
 */
export function deleteNamed(dialect: Dialect, rows: NamedRows): Sql {
  const statement = dialect.rows.deleteRows(rows, null)
  dialect.inspectDelete(statement, rows, [])
  return statement
}

/** @throws NamedError StatementRefused */
export function deleteChildren(dialect: Dialect, rows: NamedRows, joins: readonly Join[]): Sql {
  const statement = dialect.rows.deleteChildren(rows, joins)
  dialect.inspectDelete(statement, rows, [])
  return statement
}

/** The condition's own values, without range bounds. */
const valuesOf = (dialect: Dialect, { name, key }: Table, condition: Expression) =>
  dialect.keys(name, key, { low: null, high: null }, condition, 1).values
