import { createHash } from 'node:crypto'
import type { Dialect, Join, KeyRange, Sql } from '../sql/dialect.ts'
import { every } from '../sql/expression.ts'
import type { BoundRule, BoundRules } from './bind.ts'
import { inspectDelete } from './inspect.ts'
import type { Column, Schema, Table } from './schema.ts'

/** What a purge step runs, in this order, in one transaction. */
export interface PurgeStep {
  readonly lock: Sql
  readonly deletes: readonly {
    readonly table: string
    readonly statement: Sql
    readonly joins: readonly Join[]
  }[]
}

/** Columns that an application does not change: a live row's hash over these stays the same. */
export function identity(table: Table, created: string | null): readonly Column[] {
  return table.unique
    ? table.columns.filter(
        ({ name }) => name === created || table.key.some((key) => key.name === name),
      )
    : table.columns
}

/**
 * The statements that purge one range of a rule's table: lock the dead rows, delete what hangs on them, deepest first,
 * then the rows themselves. Children go by a statement of their own, never by trust in a cascade: MySQL 9.6 and later
 * leaves orphans in some.
 * @throws NamedError StatementRefused
 */
export function purgeStep(
  dialect: Dialect,
  { rule, table, dead, old, children }: BoundRule,
  range: KeyRange,
): PurgeStep {
  const { key } = table
  // Rows alike in all columns go together or not at all: no condition tells them apart.
  const apart = (table.unique ? key : table.columns).map(({ name }) => name)
  const deletes = [
    ...children.map((joins) => ({
      table: joins.at(-1)?.table ?? '',
      joins,
      statement: dialect.deleteJoined(table.name, key, range, dead, joins, apart),
    })),
    {
      table: table.name,
      joins: [],
      statement: dialect.deleteRows(table.name, key, range, dead, apart),
    },
  ]
  const hashed = identity(table, rule.created?.column ?? null)
  // The condition's own values, as they stand behind no bounds.
  const { values } = dialect.keys(table.name, key, { low: null, high: null }, dead, 1)
  for (const { statement } of deletes) inspectDelete(statement, table.name, range, values)
  return { lock: dialect.lock(table.name, key, range, dead, old ?? every(), hashed), deletes }
}

/** SHA-256 over every statement that deletes, with its values, and the schema it was made for. */
export function statementsHash(dialect: Dialect, bound: BoundRules, schema: Schema): string {
  const sample = (rule: BoundRule): KeyRange => {
    const key = rule.table.key.map(() => '0')
    return { low: key, high: key }
  }
  const texts = bound.rules.map((rule) => purgeStep(dialect, rule, sample(rule)))
  const conditions = bound.tables.map(({ table, dead }) =>
    dialect.keys(table.name, table.key, { low: null, high: null }, dead, 1),
  )
  return createHash('sha256')
    .update(JSON.stringify([dialect.session, texts, conditions, schema.fingerprint]))
    .digest('hex')
}
