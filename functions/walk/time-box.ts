import type { Dialect } from '../engines/dialect.ts'
import { ask, DatabaseTrouble, type Database, type Question } from '../engines/database.ts'

/** The answer, or null if the statement times out. */
export async function timeBoxed<T>(
  database: Pick<Database, 'query' | 'execute'>,
  { server }: Dialect,
  milliseconds: number,
  question: Question<T>,
): Promise<T | null> {
  await database.execute(server.limitTime(milliseconds))
  try {
    return await ask(database, question)
  } catch (error) {
    if (error instanceof DatabaseTrouble && error.kind === 'time limit') return null
    throw error
  } finally {
    await database.execute(server.limitTime(0))
  }
}
