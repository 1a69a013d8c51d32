import type { QueryPlan } from '../contract/evidence.ts'
import { every, looksElsewhere, scans } from '../engines/expression.ts'
import type { BoundRule, BoundRules } from '../rules/bound.ts'
import type { PlanStep } from '../engines/answers.ts'
import { ask } from '../engines/database.ts'
import { named } from '../purge/named.ts'
import { findDead, lockRows } from '../walk/statements.ts'
import type { Walk } from '../walk/walk.ts'
import { waysOf, type Way } from '../walk/walk-index.ts'

/** Rows of the explained range; about those of a batch. */
const range = 500
/** Rows explained by their keys. */
const fewRows = 8

type Asking = Pick<Walk, 'database' | 'dialect'>

/**
 * The server's plans for each rule's first batch: finding dead rows along each possible way,
 * locking rows by their keys, and testing conditions on other rows again. A plan on production that
 * differs from the clone's was not rehearsed: it may read, or lock, the whole table.
 */
export async function readPlans(asking: Asking, { rules }: BoundRules): Promise<QueryPlan[]> {
  const { database, dialect } = asking
  const plans: QueryPlan[] = []
  for (const rule of rules) {
    const statements = []
    for (const way of waysOf(rule)) {
      const first = { low: null, high: await endOfFirst(asking, way) }
      statements.push(findDead(dialect, rule, way, first, [], null))
    }
    const rows = await firstRows(asking, rule)
    if (rows !== null) {
      statements.push(lockRows(dialect, rule, rows))
      if (looksElsewhere(rule.dead) && !scans(rule.dead))
        statements.push(dialect.rows.find(rows, rule.dead))
    }
    const steps = []
    for (const statement of statements)
      steps.push(...(await ask(database, dialect.server.plan(statement))).map(describe))
    plans.push({ rule: rule.rule.name, table: rule.table.name, steps })
  }
  return plans
}

async function endOfFirst({ database, dialect }: Asking, { table, by }: Way) {
  const { name, key } = table
  if (key.length === 0) return null
  const end = await ask(database, dialect.boundary(name, key, null, range, by ?? undefined))
  return end?.map((value) => value ?? '') ?? null
}

/** Some of the table's rows by their keys; null if it has none, or no unique key. */
async function firstRows({ database, dialect }: Asking, { table }: BoundRule) {
  const { name, key, unique } = table
  if (!unique) return null
  const found = await ask(
    database,
    dialect.keys(name, key, { low: null, high: null }, every(), fewRows),
  )
  if (found.length === 0) return null
  return named(
    table,
    found.map((key) => ({ key, hash: '' })),
  )
}

/**
 * Only what decides which rows are read: estimates vary from day to day, and with them how a server
 * goes along an index (in its order, or by a bitmap of rows).
 */
const describe = ({ table, access, told, index }: PlanStep): string =>
  `${table ?? 'no table'} ${access ?? told ?? 'without access'} ${index ?? 'without index'}`
