import { NamedError } from '../contract/errors.ts'
import type { Upkept } from '../engines/answers.ts'
import { ask, DatabaseTrouble, type Question } from '../engines/database.ts'
import type { Walk } from '../walk/walk.ts'

/** What a server says of tables that it looked after, one after the other. */
interface Answers {
  readonly faults: string[]
  /** Tables that were not checked for lack of time. */
  readonly left: readonly string[]
  /** Tables that the server gave up on: their state is unknown. */
  readonly late: readonly string[]
}

export function untold({ left, late }: Answers): string {
  const noTime = left.length === 0 ? '' : ` There was no time left for ${left.join(', ')}.`
  const givenUp =
    late.length === 0
      ? ''
      : ` The server gave up on ${late.join(', ')}: the statement timed out, or another session ` +
        'locked it.'
  return noTime + givenUp
}

export async function notOk(
  { database, spent, clock, share }: Walk,
  tables: readonly string[],
  statement: (table: string) => Question<Upkept>,
): Promise<Answers> {
  const faults: string[] = []
  const late: string[] = []
  for (const [at, table] of tables.entries()) {
    if (spent()) return { faults, left: tables.slice(at), late }
    const began = share < 1 ? clock.now() : 0
    const found = await ask(database, statement(table)).catch((error: unknown): Upkept => {
      if (error instanceof DatabaseTrouble && /^(time limit|lock timeout)$/.test(error.kind))
        return 'late'
      // The server's message only: the advice in the error is for a purge.
      if (error instanceof NamedError && error.name === 'AccessDenied') {
        const { message } = error.cause instanceof Error ? error.cause : error
        return { fault: message.replace(/\.$/, '') }
      }
      throw error
    })
    if (found === 'late') late.push(table)
    else if (found !== 'fine') faults.push(`${table}: ${found.fault}.`)
    if (share < 1) await clock.sleep((clock.now() - began) * (1 / share - 1))
  }
  return { faults, left: [], late }
}
