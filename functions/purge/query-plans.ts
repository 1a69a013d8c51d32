import type { QueryPlan } from '../contract/evidence.ts'
import type { Row } from './database.ts'
import type { BoundRules } from './bind.ts'
import { purgeStep } from './statements.ts'
import type { Walk } from './walk.ts'

/** Rows of the range that is asked about; about those of a purge step. */
const range = 500

/**
 * How the server would lock the dead rows of each rule's first step. A plan that is another one on production than it was
 * on the clone has not been rehearsed: it may read, and lock, the whole table.
 */
export async function readPlans(
  { database, dialect }: Pick<Walk, 'database' | 'dialect'>,
  { rules }: BoundRules,
): Promise<QueryPlan[]> {
  const plans: QueryPlan[] = []
  for (const bound of rules) {
    const { name, key } = bound.table
    const [row] =
      key.length === 0 ? [] : await database.query(dialect.boundary(name, key, null, range))
    const high = row === undefined ? null : key.map((_, at) => row[`key${at}`] ?? '')
    const { lock } = purgeStep(dialect, bound, { low: null, high })
    const answer = await database.query(dialect.plan(lock))
    plans.push({ rule: bound.rule.name, table: name, steps: answer.map(describe) })
  }
  return plans
}

/** Only what decides which rows are read: estimates differ from day to day. */
const describe = ({ table, type, key }: Row): string =>
  `${table ?? 'no table'} ${type ?? 'without access'} ${key ?? 'without index'}`
