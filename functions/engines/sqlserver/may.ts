import { ask, type Question } from '../database.ts'
import type { Dialect } from '../dialect.ts'
import { answering, sql, tableName } from './ms-text.ts'

/**
 * Of a table that does not exist, or that the user sees nothing of, the server says NULL: then it
 * is asked of the schema.
 */
const told = (table: string, privilege: string): Question<boolean> =>
  answering(
    sql`SELECT COALESCE(HAS_PERMS_BY_NAME(${tableName(table)}, 'OBJECT', ${privilege}),
      HAS_PERMS_BY_NAME('dbo', 'SCHEMA', ${privilege}), 0) AS may`,
    ([row]) => row?.may === '1',
  )

/** Hints for locks take no privilege beyond those of the statement ("Table hints"). */
export const may: Pick<Dialect, 'maySelect' | 'mayDelete'> = {
  maySelect: (database, table) => ask(database, told(table, 'SELECT')),
  mayDelete: async (database, table) =>
    (await ask(database, told(table, 'SELECT'))) && ask(database, told(table, 'DELETE')),
}
