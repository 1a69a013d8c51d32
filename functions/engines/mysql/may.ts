import { NamedError } from '../../contract/errors.ts'
import { DatabaseTrouble, type Database } from '../database.ts'
import type { Dialect } from '../dialect.ts'
import { name, sql, written, type Piece } from './mysql-text.ts'

/**
 * Whether the server lets a statement pass that finds no row. It refuses a user who may not before
 * it says that there is no such table.
 */
async function passes(database: Pick<Database, 'query'>, statement: Piece): Promise<boolean> {
  try {
    await database.query(written(statement))
  } catch (error) {
    if (error instanceof DatabaseTrouble) throw error
    return !(error instanceof NamedError && error.name === 'AccessDenied')
  }
  return true
}

export const may: Pick<Dialect, 'maySelect' | 'mayDelete'> = {
  maySelect: (database, table) => passes(database, sql`SELECT 1 FROM ${name(table)} LIMIT 0`),
  mayDelete: (database, table) =>
    passes(database, sql`EXPLAIN DELETE FROM ${name(table)} WHERE FALSE`),
}
