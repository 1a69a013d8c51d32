import type { Dialect, Key, KeyRange } from '../engines/dialect.ts'
import { NamedError } from '../contract/errors.ts'
import { ask, type Clock, type Database, DatabaseTrouble, givenUp } from '../engines/database.ts'
import type { Table } from '../engines/schema.ts'
import { rest } from './rest.ts'
import { fixedSize, type RangeSize } from './range-size.ts'

/** Where a walk stopped: before the rows after `low`, or at the end of the table. */
export type Position = { readonly at: 'end' } | { readonly at: 'key'; readonly low: Key | null }

/** Whether the next range may begin, and how. */
export type Permit =
  | { readonly go: false }
  | {
      readonly go: true
      /** In place of the walk's own. */
      readonly share: number
      /** ms a batch aims at, in place of its own. */
      readonly batchMilliseconds?: number | undefined
      /** On how many connections, where the purge has a second one; 1 if absent. */
      readonly connections?: 1 | 2
    }

export interface Walk {
  readonly database: Database
  readonly dialect: Dialect
  readonly clock: Clock
  readonly size: RangeSize
  /** Share of the time spent working, in (0, 1]. */
  readonly share: number
  /** The end of the range after a key, where it is predetermined; null for the table's end. */
  readonly end?: ((low: Key | null) => Promise<Key | null>) | undefined
  /** True when no further range may begin. */
  readonly spent: () => boolean
  /** Called before each range; throws if no further range will start. */
  readonly permit?: (() => Promise<Permit>) | undefined
  /** Called for each retried range, with the ms since the failed attempt started. */
  readonly onTrouble?: ((trouble: DatabaseTrouble, milliseconds: number) => void) | undefined
}

/** Rows of a range if its statement reads the whole table anyway. */
const scanStep = 20_000

/** With large ranges, for statements that read a whole table each time: few are then fastest. */
export const inLargeRanges = (along: Walk): Walk => ({ ...along, size: fixedSize(scanStep) })

/** Attempts per range after deadlocks or lock timeouts before the run gives up. */
const attempts = 8
/** ms for which reopening a lost connection is attempted. */
const patience = 300_000

/**
 * Walks along a table's primary key in ranges of about equal duration, until its end or until time
 * runs out. Each range
 * is retried after a deadlock, a lock timeout or a lost connection; a table without a key is one
 * range.
 * @param given the first range, if it is predetermined.
 * @param past whether the walk ends at a key although rows follow.
 * @throws NamedError LockedOut, DatabaseUnreachable
 */
export async function walk(
  along: Walk,
  table: Table,
  from: Key | null,
  work: (range: KeyRange) => Promise<void>,
  given: KeyRange | null = null,
  past: (key: Key) => boolean = () => false,
): Promise<Position> {
  let [low, first] = [from, given]
  const ends = (after: Key | null) => boundary(along, table, after)
  for (;;) {
    if (along.spent()) return { at: 'key', low }
    const permit = (await along.permit?.()) ?? { go: true, share: along.share }
    if (!permit.go) return { at: 'key', low }
    const started = along.clock.now()
    let [next, settled] = [first, first !== null]
    first = null
    const range = await persist(along, async () => {
      try {
        next ??= { low, high: await (along.end ?? ends)(low) }
        await work(next)
        return next
      } catch (error) {
        // Only the same range can resolve a commit in doubt; otherwise a smaller one is tried.
        settled ||=
          next !== null && error instanceof DatabaseTrouble && error.kind === 'connection lost'
        if (!settled) next = null
        throw error
      }
    })
    const worked = along.clock.now() - started
    along.size.adapt(worked, permit.batchMilliseconds)
    if (range.high === null || past(range.high)) return { at: 'end' }
    low = range.high
    await rest(along, permit, worked, along.clock.now() - started)
  }
}

/**
 * The last key of the next range, after checking that it leads forward: a key that does not round-
 * trip (an odd character
 * set, a repeated hour) would skip rows, or read the same ones forever.
 * @throws NamedError SchemaNotSupported
 */
export async function boundary(
  { database, dialect, size }: Pick<Walk, 'database' | 'dialect' | 'size'>,
  table: Table,
  low: Key | null,
): Promise<Key | null> {
  if (table.key.length === 0) return null
  for (let last: string | null = null; ; ) {
    const key = await ask(
      database,
      dialect.boundary(table.name, table.key, low, size.rows(), table.walkedBy),
    )
    if (key === null) return null
    const high = key.map((value) => value ?? '')
    // Rows with NULL come first, and belong to the first range.
    if (key[0] === null) return high
    if (await ask(database, dialect.reached(table.name, table.key, low, high))) return high
    // A row may be deleted between the two queries; then another one is the last of the range.
    if (high.join() === last)
      throw new NamedError(
        'SchemaNotSupported',
        `${table.name} cannot be walked along ` +
          `${table.key.map(({ name }) => name).join(', ')}: a key that the server returned is ` +
          "not found by a lookup, or lies before the range's start. Nothing more was deleted. " +
          'Give the table a numeric primary key, or disable its rule.',
      )
    last = high.join()
  }
}

/**
 * Runs the work, with retries after a deadlock, a lock timeout or a lost connection. @throws
 * NamedError LockedOut, DatabaseUnreachable
 */
export async function persist<T>(
  { clock, size, spent, onTrouble }: Pick<Walk, 'clock' | 'size' | 'spent' | 'onTrouble'>,
  work: () => Promise<T>,
): Promise<T> {
  const began = clock.now()
  for (let attempt = 1; ; attempt++) {
    const tried = clock.now()
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DatabaseTrouble)) throw error
      // A failover takes minutes; a collision of two statements resolves within seconds.
      const enough =
        error.kind === 'connection lost' || error.kind === 'read only'
          ? spent() || clock.now() - began > patience
          : attempt === attempts
      if (enough) throw givenUp(error, attempt)
      size.shrink()
      // Full jitter, so that two colliding statements do not collide again.
      await clock.sleep(clock.random() * Math.min(5_000, 50 * 2 ** attempt))
      onTrouble?.(error, clock.now() - tried)
    }
  }
}
