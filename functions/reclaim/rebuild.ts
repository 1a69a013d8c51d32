import type { Rebuild, TableSize } from '../contract/space.ts'
import { NamedError, reasonOf } from '../contract/errors.ts'
import { ask, DatabaseTrouble, type Database } from '../engines/database.ts'
import { claim, endLeft } from './claim.ts'
import { readSizes } from './space.ts'
import type { Walk } from '../walk/walk.ts'

/** s for which the rebuild waits for the table's metadata lock; later sessions queue behind it. */
const lockWait = 1
/** Attempts to get that lock. */
const attempts = 6
/**
 * ms in which a lost connection is opened again, as in the purge: a failover takes a minute or two.
 */
export const patience = 300_000
/** ms after which a rebuild that failed is not begun again: production would bear it twice. */
const once = 300_000
/** ms in which a statement is ended whose connection was lost; within a function's call. */
const endsWithin = 120_000
/** ms between checks whether it may continue. */
const look = 1000

export interface Rebuilding {
  readonly along: Pick<Walk, 'database' | 'dialect' | 'clock'>
  readonly name: string
  readonly asked: boolean
  readonly size: TableSize
  /** A second connection, which can end the first one's statement. */
  readonly beside: () => Promise<Database>
  /** Time limit in ms, and the reason to give when it is reached. */
  readonly limit: number
  readonly tooLong: string
  /** Why it must not continue; null if it may. Checked before and during the rebuild. */
  readonly refused: () => Promise<string | null>
  /** Sessions of earlier rebuilds that were cut off; those of lost connections are added. */
  readonly left: Set<string>
  /** Called with the server's session before it rebuilds. */
  readonly onSession?: (session: string) => Promise<void>
  /** Called after each attempt that a lost connection ended, with its duration in ms. */
  readonly onLost?: (message: string, milliseconds: number) => void
}

/**
 * Rebuilds a table in place while others read and write it. It never throws: the outcome has the
 * reason. A rebuild that is ended midway leaves the table unchanged.
 */
export async function rebuild(of: Rebuilding): Promise<Rebuild> {
  const { along, asked, size, name } = of
  const started = along.clock.now()
  const outcome = (after: TableSize | null, reason: string): Rebuild => ({
    table: size.table,
    asked,
    before: size,
    after,
    reason,
    seconds: Math.round(along.clock.now() - started) / 1000,
    ...(reason === of.tooLong && { longer: true }),
  })
  let rebuilt = false
  let [held, lostAt] = [0, null as number | null]
  try {
    for (;;) {
      const reason = rebuilt ? null : await of.refused()
      if (reason !== null) return outcome(null, reason)
      const tried = along.clock.now()
      try {
        if (!rebuilt) {
          await along.database.execute(along.dialect.upkeep.waitForTable(lockWait))
          await claim({ ...along, left: of.left })
          await bounded(of, started)
          rebuilt = true
        }
        const [after = size] = await readSizes(along, name, [size.table])
        return outcome(after, '')
      } catch (error) {
        const took = along.clock.now() - tried
        if (isLost(error)) {
          lostAt ??= tried
          if (along.clock.now() - lostAt > patience || along.clock.now() - started > of.limit)
            throw error
        } else if (!(error instanceof DatabaseTrouble && error.kind === 'lock timeout')) throw error
        else if (took > once)
          return outcome(
            null,
            'another session locked the table as the rebuild was to end, after ' +
              `${Math.round(took / 60_000)} min: a long transaction`,
          )
        else if (++held === attempts)
          return outcome(
            null,
            `another session locked the table during ${attempts} attempts of ${lockWait} s ` +
              'each: a long transaction',
          )
        await along.clock.sleep(along.clock.random() * 3000)
        if (isLost(error)) of.onLost?.(error.message, along.clock.now() - tried)
      }
    }
  } catch (error) {
    await along.dialect.upkeep.tidy(along.database, size.table).catch(() => undefined)
    const reason = reasonOf(error)
    return outcome(null, isLost(error) ? reason + (await endUnwatched(of)) : reason)
  }
}

/**
 * Ends the statement of a connection that was lost: the server goes on with it for hours, where
 * neither the switch nor the window ends it.
 * @returns what to add to the reason; '' if it has ended.
 */
async function endUnwatched({ along: { clock, dialect }, beside, left }: Rebuilding) {
  if (left.size === 0) return ''
  for (const began = clock.now(); ; await clock.sleep(1000 + clock.random() * 4000))
    try {
      const database = await beside()
      try {
        await endLeft({ database, dialect, left })
        return ''
      } finally {
        await database.close()
      }
    } catch (error) {
      if (clock.now() - began < endsWithin) continue
      const why = reasonOf(error)
      return `; the server may still rebuild in session ${[...left].join(', ')}: ${why}`
    }
}

/**
 * A lost or refused connection. The statement may have completed anyway: rebuilding twice does no
 * harm.
 */
export const isLost = (error: unknown): error is Error =>
  (error instanceof DatabaseTrouble && error.kind === 'connection lost') ||
  (error instanceof NamedError && error.name === 'DatabaseUnreachable')

/**
 * Runs the statement; a second connection ends it at the time limit or if it must not continue.
 * @throws Error with the reason
 */
async function bounded(
  {
    along: {
      database,
      dialect: { upkeep },
      clock,
    },
    size,
    beside,
    limit,
    tooLong,
    refused,
    left,
    onSession,
  }: Rebuilding,
  started: number,
): Promise<void> {
  const session = await ask(database, upkeep.session)
  await onSession?.(session)
  left.add(session)
  const other = await beside()
  let ended: string | null = null
  let over = false
  // Waits for a pending end of the statement: a late one would hit the connection's next statement.
  let acting = Promise.resolve()
  const act = async () => {
    ended ??= clock.now() - started > limit ? tooLong : await refused()
    // Repeated at each check until the statement ends: the first may come between two of its
    // phases.
    if (ended !== null && !over) await upkeep.endStatement(other, session)
  }
  const watch = async () => {
    for (await clock.sleep(look); !over; await clock.sleep(look))
      await (acting = act().catch(() => undefined))
  }
  void watch()
  try {
    await database.execute(upkeep.rebuild(size.table))
  } catch (error) {
    throw ended === null ? error : new Error(ended)
  } finally {
    over = true
    await acting
    await other.close()
  }
}
