import { createHash } from 'node:crypto'
import type { Dialect, KeyRange, Sql } from '../engines/dialect.ts'
import { encodedColumns } from '../archive/archive.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import { liveGuard } from './live-guard.ts'
import { named, type Candidate } from './named.ts'
import { childTable } from './child-rows.ts'
import { byReference } from './children-by-reference.ts'
import { referredTables } from './referred.ts'
import type { Schema, Table } from '../engines/schema.ts'
import * as statements from '../walk/statements.ts'
import { waysOf } from '../walk/walk-index.ts'

/**
 * Every statement of a rule's batch, with its values: those that find, read, lock and retest dead
 * rows, ask the application's question, and delete. The rows' keys are samples.
 * @throws NamedError StatementRefused
 */
export function batchStatements(dialect: Dialect, bound: BoundRules, rule: BoundRule): Sql[] {
  const rows = named(rule.table, sampleRows(rule.table))
  const question = liveGuard(bound, () => [new Date(0)])(rule)
  return [
    ...found(dialect, rule),
    statements.readRows(dialect, rule, rows, archived(rule.table)),
    statements.lockSum(dialect, rule, rows),
    statements.lockRows(dialect, rule, rows),
    dialect.rows.count(rows, rule.dead),
    dialect.rows.find(rows, rule.dead),
    ...(rule.rule.together === undefined
      ? []
      : [dialect.rows.together(rows, rule.rule.together, 1)]),
    ...(rule.bare === null ? [] : [dialect.rows.find(rows, rule.bare)]),
    ...(question === null ? [] : [dialect.rows.countLiving(rows, question.condition)]),
    ...referredTables(bound, rule).map(({ joins, referred }) =>
      dialect.rows.lockReferred(rows, joins, referred),
    ),
    ...ofChildren(dialect, bound, rule),
    statements.deleteRows(dialect, rule, rows),
  ]
}

/**
 * SHA-256 over every statement of a batch, and its schema.
 * @throws NamedError StatementRefused
 */
export function statementsHash(dialect: Dialect, bound: BoundRules, schema: Schema): string {
  const batches = bound.rules.map((rule) => batchStatements(dialect, bound, rule))
  return createHash('sha256')
    .update(
      JSON.stringify([dialect.session, batches, conditionsOf(dialect, bound), schema.fingerprint]),
    )
    .digest('hex')
}

/**
 * SHA-256 over the conditions and columns that rows are judged and compared by, independent of
 * indexes.
 */
export const readingHash = (dialect: Dialect, bound: BoundRules): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        conditionsOf(dialect, bound),
        bound.tables.map(({ table: { name, columns, key, walkedBy } }) => [
          name,
          columns,
          key,
          walkedBy,
        ]),
      ]),
    )
    .digest('hex')

const conditionsOf = (dialect: Dialect, { tables }: BoundRules): Sql[] =>
  tables.map(({ table, dead }) =>
    dialect.keys(table.name, table.key, { low: null, high: null }, dead, 1),
  )

/** Complete rows: the preflight checks whether they can be archived; every run has a hash. */
const archived = (table: Table) => encodedColumns(table, 'off')

const found = (dialect: Dialect, rule: BoundRule): Sql[] =>
  waysOf(rule).flatMap((way) => {
    const key = way.table.key.map(() => '0')
    const range: KeyRange = { low: key, high: key }
    return [
      statements.findDead(dialect, rule, way, range, archived(rule.table), 1),
      statements.readDead(dialect, rule, way, range, archived(rule.table), 1),
      statements.findDeadAgain(dialect, rule, way, range),
    ]
  })

const ofChildren = (dialect: Dialect, bound: BoundRules, rule: BoundRule): Sql[] =>
  rule.children.flatMap((joins) => {
    const rows = named(rule.table, sampleRows(rule.table))
    const child = childTable(bound, joins, rule.table)
    const children = byReference(bound, rule, joins)?.(rows)
    return [
      dialect.rows.childSizes(rows, joins, archived(child)),
      dialect.rows.readChildren(rows, joins, archived(child), child.columns, 1),
      dialect.rows.lockChildrenSum(rows, joins, child.columns),
      dialect.rows.lockChildren(rows, joins, child.columns),
      statements.deleteChildren(dialect, rows, joins),
      ...(children === undefined
        ? []
        : [statements.lockNamed(dialect, children), statements.deleteNamed(dialect, children)]),
    ]
  })

/** Two, since a statement names several; one of them with NULL if its key may be NULL. */
const sampleRows = ({ key }: Table): Candidate[] => [
  { key: key.map(() => '0'), hash: '0' },
  { key: key.map(({ nullable }) => (nullable ? null : '1')), hash: '1' },
]
