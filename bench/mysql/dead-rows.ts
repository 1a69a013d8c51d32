import { format } from 'mysql2'
import { condition } from '../../functions/engines/mysql/conditions.ts'
import { written } from '../../functions/engines/mysql/mysql-text.ts'
import type { DeadRows } from '../bench-engine.ts'
import { ruleConditions } from '../rule-conditions.ts'

export const deadRows = (start: number): readonly DeadRows[] =>
  ruleConditions(start).map(({ table, dead }) => {
    const { text, values } = written(condition(dead))
    // A single table's DELETE has no alias on every server.
    return { table, where: format(text.replaceAll('t0.', `\`${table}\`.`), [...values]) }
  })
