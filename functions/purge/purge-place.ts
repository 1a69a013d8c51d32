import { createHash } from 'node:crypto'
import { NamedError } from '../contract/errors.ts'
import type { Dialect } from '../engines/dialect.ts'
import { ask, type Database } from '../engines/database.ts'

/** The lock's own name: some servers limit it to 64 characters, where a database's may have as many. */
export const placeName = (database: string): string =>
  `drydock ${createHash('sha256').update(database).digest('hex').slice(0, 32)}`

/** Who has the place, and the first word of what it is at: the rest may name a row. Null where it is free. */
async function readHolder(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  name: string,
): Promise<string | null> {
  const holder = await ask(database, dialect.server.lockHolder(placeName(name)))
  if (holder === null) return null
  const { id, seconds, doing } = holder
  return `connection ${id}${doing === null ? '' : `, for ${seconds ?? '?'} s at ${/^\w*/.exec(doing)?.[0] ?? ''}`}`
}

/**
 * Takes the one purge's place at a database, or makes sure of having it. It belongs to the connection and is lost with
 * it, so each batch asks inside its own transaction: what follows is deleted with the place held, or not at all.
 * @throws NamedError PurgeRunning
 */
export async function takePlace(
  within: Pick<Database, 'query'>,
  dialect: Dialect,
  database: string,
): Promise<void> {
  if (!(await ask(within, dialect.takeLock(placeName(database)))))
    throw new NamedError(
      'PurgeRunning',
      `Another purge is running on ${database} (${(await readHolder(within, dialect, database)) ?? 'it has just ended'}). This one stopped before its next batch; committed deletes are kept. It retries for ten minutes; check which execution is running.`,
    )
}
