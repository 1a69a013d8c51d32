import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { NamedError } from '../contract/errors.ts'
import type { Dialect } from '../engines/dialect.ts'
import { ask, type Database } from '../engines/database.ts'

/**
 * The lock's name: some servers limit it to 64 characters, which a database's name alone may have.
 */
export const placeName = (database: string): string =>
  `drydock ${createHash('sha256').update(database).digest('hex').slice(0, 32)}`

/**
 * The holder of the lock, and the first word of its statement: the rest may name a row. Null if the
 * lock is free.
 */
async function readHolder(
  database: Pick<Database, 'query'>,
  dialect: Dialect,
  name: string,
): Promise<string | null> {
  const holder = await ask(database, dialect.server.lockHolder(placeName(name)))
  if (holder === null) return null
  const { id, seconds, doing } = holder
  return (
    'connection ' +
    `${id}${doing === null ? '' : `, for ${seconds ?? '?'} s at ${/^\w*/.exec(doing)?.[0] ?? ''}`}`
  )
}

/** Attempts, and ms between two: a lost connection's session holds the lock until it is noticed. */
const attempts = 5
const between = 200

/**
 * Takes the purge's lock of a database, or makes sure that this connection holds it. The lock is
 * lost with the connection, so each batch checks it inside its own transaction: it deletes with the
 * lock held, or not at all.
 * @throws NamedError PurgeRunning
 */
export async function takePlace(
  within: Pick<Database, 'query'>,
  dialect: Dialect,
  database: string,
): Promise<void> {
  const name = placeName(database)
  for (let attempt = 1; !(await ask(within, dialect.takeLock(name))); attempt++) {
    if (attempt === attempts)
      throw new NamedError(
        'PurgeRunning',
        `Another purge is running on ${database} ` +
          `(${(await readHolder(within, dialect, database)) ?? 'it has just ended'}). This one ` +
          'stopped before its next batch; committed deletes are kept. It retries for ten ' +
          'minutes; check which execution is running.',
      )
    await sleep(between)
  }
}
