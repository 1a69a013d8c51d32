import type { Dialect, Sql } from '../engines/dialect.ts'
import { DatabaseTrouble, type Database, type Row } from '../engines/database.ts'

/** The rows, or null when the server needs longer for them than it is given. */
export async function timeBoxed(
  database: Pick<Database, 'query' | 'execute'>,
  { server }: Dialect,
  milliseconds: number,
  question: Sql,
): Promise<readonly Row[] | null> {
  await database.execute(server.limitTime(milliseconds))
  try {
    return await database.query(question)
  } catch (error) {
    if (error instanceof DatabaseTrouble && error.kind === 'time limit') return null
    throw error
  } finally {
    await database.execute(server.limitTime(0))
  }
}
