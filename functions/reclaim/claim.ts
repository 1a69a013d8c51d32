import { ask, DatabaseTrouble, type Database } from '../engines/database.ts'
import type { Dialect } from '../engines/dialect.ts'

/** Whoever rebuilds a table of a server holds this lock there: one table at a time. */
export const claimName = 'drydock rebuild'

interface Claiming {
  readonly database: Pick<Database, 'query' | 'execute'>
  readonly dialect: Dialect
  /** Sessions of this run's rebuilds that were cut off: the server goes on with their statement. */
  readonly left: ReadonlySet<string>
}

/**
 * Takes the claim. A session that was cut off is ended if it holds it, and then there is nothing
 * to throw but a lock timeout: the caller retries.
 * @throws DatabaseTrouble; Error if somebody else holds it
 */
export async function claim({ database, dialect, left }: Claiming): Promise<void> {
  if (await ask(database, dialect.takeLock(claimName))) return
  const holder = await ask(database, dialect.server.lockHolder(claimName))
  if (holder !== null && !left.has(holder.id))
    throw new Error(
      `another rebuild runs on this server, in session ${holder.id}; one table at a time`,
    )
  if (holder !== null) await dialect.upkeep.endSession(database, holder.id)
  throw new DatabaseTrouble('lock timeout', 'a rebuild that was cut off has yet to end')
}

/** Ends the session of a rebuild that was cut off, if there still is one. */
export async function endLeft({ database, dialect, left }: Claiming): Promise<boolean> {
  const holder = await ask(database, dialect.server.lockHolder(claimName))
  if (holder === null || !left.has(holder.id)) return false
  await dialect.upkeep.endSession(database, holder.id)
  return true
}
