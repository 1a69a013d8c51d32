import type { Dialect } from '../../../functions/engines/dialect.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { sqlserver } from '../../../functions/engines/sqlserver/sqlserver.ts'
import { partsOf, type Grammar } from './grammar.ts'
import { plsql, plsqlParts, wrongPlsql } from './plsql.ts'
import { tsql, wrongTsql } from './tsql.ts'

/** Engines of which no server is at hand: their statements are read by a grammar of the dialect. */
export const gates: readonly {
  readonly dialect: Dialect
  readonly grammar: Grammar
  readonly wrong: readonly string[]
  /** What the grammar reads of a statement. */
  readonly parts: (statement: string) => readonly string[]
}[] = [
  { dialect: sqlserver, grammar: tsql, wrong: wrongTsql, parts: partsOf },
  { dialect: oracle, grammar: plsql, wrong: wrongPlsql, parts: plsqlParts },
]
