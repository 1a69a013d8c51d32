import { NamedError } from '../../contract/errors.ts'
import type { Database } from '../database.ts'
import type { Dialect, Sql } from '../dialect.ts'
import { name, sql, written } from './ora-text.ts'

/** Whether a statement of no row is refused for a privilege that is missing. */
async function accepted(database: Pick<Database, 'query'>, statement: Sql): Promise<boolean> {
  try {
    await database.query(statement)
    return true
  } catch (error) {
    // ORA-00942 is of a table that may be there: whoever may not see it is told no more.
    if (error instanceof NamedError && ['AccessDenied', 'SchemaChanged'].includes(error.name))
      return false
    throw error
  }
}

export const may: Pick<Dialect, 'maySelect' | 'mayDelete'> = {
  maySelect: (database, table) =>
    accepted(database, written(sql`SELECT 1 AS "found" FROM ${name(table)} WHERE 1 = 0`)),
  // A lock asks for the privilege SELECT (READ is none), a DELETE for its own.
  mayDelete: async (database, table) =>
    (await accepted(
      database,
      written(sql`SELECT 1 AS "found" FROM ${name(table)} WHERE 1 = 0 FOR UPDATE SKIP LOCKED`),
    )) && (await accepted(database, written(sql`DELETE FROM ${name(table)} WHERE 1 = 0`))),
}
