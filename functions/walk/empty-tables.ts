import type { Dialect } from '../engines/dialect.ts'
import { ask, type Database } from '../engines/database.ts'

export type IsEmpty = (within: Pick<Database, 'query'>, table: string) => Promise<boolean>

/** Which of the tables have no row. */
export async function emptyOf(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  tables: readonly string[],
): Promise<string[]> {
  const empty: string[] = []
  for (const table of tables) if (!(await ask(database, dialect.anyRow(table)))) empty.push(table)
  return empty
}

/**
 * Looks whether tables are empty. One that was seen with rows is not looked at again: a purge leaves marks of deleted rows at
 * its beginning, and where a long reader keeps them there (a dump), each look would go through all of them.
 */
export function emptyTables(dialect: Dialect): IsEmpty {
  const filled = new Set<string>()
  return async (within, table) => {
    if (filled.has(table)) return false
    const empty = !(await ask(within, dialect.anyRow(table)))
    if (!empty) filled.add(table)
    return empty
  }
}
