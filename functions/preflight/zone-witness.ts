import { NamedError } from '../contract/errors.ts'
import type { WallTimes } from '../contract/wall-times.ts'
import type { Dialect } from '../engines/dialect.ts'
import type { Database } from '../engines/database.ts'
import { findTable } from '../application/catalogue.ts'
import type { Schema } from '../engines/schema.ts'
import { timeBoxed } from '../walk/time-box.ts'

const minute = 60_000
const day = 24 * 60 * minute
/** Allowed difference between clocks. */
export const leeway = 15 * minute

/** A wall time's text, interpreted as UTC. */
export const wall = (text: string | null | undefined): number =>
  Date.parse(`${(text ?? '').replace(' ', 'T')}Z`)

/**
 * TIME_CREATED of the newest token, as stored; null if there is none, or none could be found in
 * time.
 */
export async function newestToken(
  database: Database,
  dialect: Dialect,
  schema: Schema,
  now: number,
): Promise<string | null> {
  const tokens = findTable(schema, 'IDN_OAUTH2_ACCESS_TOKEN', ['TIME_CREATED'])
  if (tokens === null) return null
  const question = dialect.server.newest(tokens.name, 'TIME_CREATED', new Date(now + day))
  return timeBoxed(database, dialect, 10_000, question)
}

/**
 * Checked again right before production's first batch. A token that appeared since the run was
 * planned was written since: if its time is before the plan's, the clock that wrote it is not in
 * the stated zone, and what looks expired may be valid. This is independent of rules, sessions and
 * traffic.
 * @param start of the run.
 * @param newest the current result of newestToken.
 * @throws NamedError ZoneContradicted
 */
export function refuseContradicted(
  database: string,
  { written, least, newest: then }: WallTimes,
  start: Date,
  newest: string | null,
): void {
  if (written === null || newest === null || (then !== null && wall(newest) <= wall(then))) return
  // If there was none before, all of them may be older.
  if (then === null || wall(newest) >= start.getTime() + least - leeway) return
  throw new NamedError(
    'ZoneContradicted',
    `${database}: a token written after this run started (${start.toISOString()}) has ` +
      `TIME_CREATED ${newest}, but the newest one before it had ${then}: the clock that writes ` +
      `here is behind ${written}, the stated zone. Nothing was deleted in production. Correct ` +
      'times.written of this database, or omit it, and start again.',
  )
}
