import { escapeLiteral } from 'pg'
import { condition } from '../../functions/engines/postgres/conditions.ts'
import { written } from '../../functions/engines/postgres/pg-text.ts'
import type { DeadRows } from '../bench-engine.ts'
import { ruleConditions } from '../rule-conditions.ts'

/** The table's alias in the condition is t0. */
export const deadRows = (start: number): readonly DeadRows[] =>
  ruleConditions(start).map(({ table, dead }) => {
    const { text, values } = written(condition(dead))
    const where = text.replace(/\$(\d+)/g, (_, at) => escapeLiteral(String(values[Number(at) - 1])))
    return { table, where }
  })
