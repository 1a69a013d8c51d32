import type { Dialect } from '../engines/dialect.ts'
import { ask, type Database } from '../engines/database.ts'

export type IsEmpty = (within: Pick<Database, 'query'>, table: string) => Promise<boolean>

/** Which of the tables are empty. */
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
 * Checks whether tables are empty. A table that had rows is not checked again: a purge leaves
 * delete-marked rows at its start, and if a long reader (a dump) keeps them there, each check would
 * scan all of them.
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
