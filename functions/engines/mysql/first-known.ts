import { written, type Piece } from './mysql-text.ts'
import { DatabaseTrouble, type Database, type Row } from '../database.ts'

/**
 * The rows of the first statement that this version supports and this user can run; null if there
 * is none.
 */
export async function firstKnown(
  database: Pick<Database, 'query'>,
  statements: readonly Piece[],
): Promise<readonly Row[] | null> {
  for (const statement of statements)
    try {
      return await database.query(written(statement))
    } catch (error) {
      // A lost connection proves nothing about either, so the work is retried.
      if (error instanceof DatabaseTrouble) throw error
    }
  return null
}
