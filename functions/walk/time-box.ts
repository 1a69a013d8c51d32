import type { Dialect } from '../engines/dialect.ts'
import { ask, DatabaseTrouble, type Database, type Question } from '../engines/database.ts'

/** The answer, or null if the statement times out. */
export async function timeBoxed<T>(
  database: Pick<Database, 'query' | 'execute'>,
  { server }: Dialect,
  milliseconds: number,
  question: Question<T>,
): Promise<T | null> {
  const unlimited = () => database.execute(server.limitTime(0))
  await database.execute(server.limitTime(milliseconds))
  try {
    const answer = await ask(database, question)
    await unlimited()
    return answer
  } catch (error) {
    // After an error a transaction may take no further statement (its end takes the limit back),
    // and a lost connection has no limit. What went wrong is the first error.
    await unlimited().catch(() => undefined)
    if (error instanceof DatabaseTrouble && error.kind === 'time limit') return null
    throw error
  }
}
