import { createHash } from 'node:crypto'
import { NamedError } from '../contract/errors.ts'
import type { Walk } from './walk.ts'

/**
 * Takes the one purge's place at a database, until the connection closes.
 * @throws NamedError PurgeRunning
 */
export async function takePlace({ database, dialect }: Walk, name: string): Promise<void> {
  // A lock's name is limited to 64 characters on MySQL; a database's own may have as many.
  const lock = `drydock ${createHash('sha256').update(name).digest('hex').slice(0, 32)}`
  const [row] = await database.query(dialect.takeLock(lock))
  if (row?.got !== '1') throw new NamedError('PurgeRunning', `Another purge is at work on ${name}. This one deleted nothing and tries again for ten minutes; see which execution is running.`)
}
