import { NamedError } from '../contract/errors.ts'
import {
  DatabaseTrouble,
  type Address,
  type Credentials,
  type Database,
  type Row,
} from './database.ts'
import type { Sql } from './dialect.ts'

/** What an engine's driver does with its own kind of connection. */
export interface Driver<Connection> {
  /** @throws what the driver, or the server, says */
  dial(credentials: Credentials): Promise<Connection>
  /** Whether the server refused the password. */
  isRefusedPassword(error: unknown): boolean
  /** Tells the session's settings, and refuses one that cannot have them. */
  open(connection: Connection): Promise<void>
  /** Called when an idle connection is lost. */
  onLost(connection: Connection, lost: () => void): void
  /** What a driver error means to the purge. */
  translate(error: unknown): unknown
  query(connection: Connection, statement: Sql): Promise<readonly Row[]>
  execute(connection: Connection, statement: Sql): Promise<number>
  begin(connection: Connection, readOnly: boolean): Promise<unknown>
  /** @throws NamedError where it answers that nothing was committed */
  commit(connection: Connection): Promise<unknown>
  /** Whether the server itself said that a COMMIT kept nothing. */
  isRefusedCommit(error: unknown): boolean
  rollback(connection: Connection): Promise<unknown>
  /** Ends it without a word to the server. */
  destroy(connection: Connection): void
  end(connection: Connection): Promise<void>
}

/**
 * Opens one connection and keeps it; after a loss, the next call outside a transaction opens a new
 * one.
 * @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export async function keptConnection<Connection>(
  address: Address,
  driver: Driver<Connection>,
): Promise<Database> {
  let current: Connection | null = null
  let credentials: Credentials = address
  let commits = { count: 0, milliseconds: 0 }
  let sessions = 0
  const left = (connection: Connection): void => {
    driver.destroy(connection)
    if (current === connection) current = null
  }
  const dialled = async (): Promise<Connection> => {
    try {
      return await driver.dial(credentials)
    } catch (error) {
      // The password was rotated after the secret was read.
      const renewed = driver.isRefusedPassword(error)
        ? await address.renew?.(credentials.password)
        : undefined
      if (renewed === undefined || renewed.password === credentials.password) throw error
      credentials = renewed
      return driver.dial(credentials)
    }
  }
  const connected = async (): Promise<Connection> => {
    if (current !== null) return current
    const connection = await dialled()
    sessions++
    // Losing an idle connection must not end the process; the next call opens a new one.
    driver.onLost(connection, () => {
      if (current === connection) current = null
    })
    try {
      await driver.open(connection)
    } catch (error) {
      driver.destroy(connection)
      throw error
    }
    return (current = connection)
  }
  const guarded = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    try {
      return await answered(connected().then(work), address.ending)
    } catch (error) {
      const meaning = driver.translate(error)
      // A read-only server may be the writer from before a failover: its name now resolves to the
      // new one.
      if (
        meaning instanceof DatabaseTrouble &&
        (meaning.kind === 'connection lost' || meaning.kind === 'read only') &&
        current !== null
      )
        left(current)
      throw meaning
    }
  }
  // Errors are translated where they occur: a transaction may continue after one row was rejected.
  const rethrow = (error: unknown): never => {
    throw driver.translate(error)
  }
  const commit = async (connection: Connection): Promise<void> => {
    const began = performance.now()
    try {
      await driver.commit(connection)
    } catch (error) {
      if (error instanceof NamedError || driver.isRefusedCommit(error)) throw error
      left(connection)
      throw inDoubt(error, driver.translate(error))
    }
    commits = {
      count: commits.count + 1,
      milliseconds: commits.milliseconds + performance.now() - began,
    }
  }
  try {
    await guarded(async () => undefined)
  } catch (error) {
    if (!(error instanceof DatabaseTrouble)) throw error
    throw new NamedError(
      'DatabaseUnreachable',
      `${address.host}:${address.port} does not answer (${error.message}). Check that the ` +
        "instance runs and that its security groups admit Drydock's functions.",
      { cause: error },
    )
  }
  return {
    query: (statement) => guarded((connection) => driver.query(connection, statement)),
    execute: (statement) => guarded((connection) => driver.execute(connection, statement)),
    transaction: (work, options) =>
      guarded(async (connection) => {
        const readOnly = options?.readOnly === true
        await driver.begin(connection, readOnly)
        try {
          const result = await work({
            query: (statement) => driver.query(connection, statement).catch(rethrow),
            execute: (statement) => driver.execute(connection, statement).catch(rethrow),
          })
          // A statement that was given up may have ended it: what has only read keeps nothing.
          if (readOnly) await driver.rollback(connection)
          else await commit(connection)
          return result
        } catch (error) {
          // Work that cannot be rolled back on this connection must not become part of the next
          // transaction.
          if (current === connection)
            await driver.rollback(connection).catch(() => left(connection))
          throw error
        }
      }),
    commitMilliseconds() {
      const { count, milliseconds } = commits
      commits = { count: 0, milliseconds: 0 }
      return count === 0 ? null : milliseconds / count
    },
    sessions: () => sessions,
    async close() {
      const connection = current
      current = null
      if (connection !== null) await driver.end(connection)
    },
  }
}

/** Of TLS, the network and the driver nobody knows whether the server carried the COMMIT out. */
function inDoubt(error: unknown, cause: unknown): DatabaseTrouble {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return new DatabaseTrouble(
    'connection lost',
    `the COMMIT got no answer that says what became of it (${String(code ?? 'no code')})`,
    { cause },
  )
}

/** @throws DatabaseTrouble if there is no answer by then */
function answered<T>(work: Promise<T>, ending: AbortSignal | undefined): Promise<T> {
  if (ending === undefined) return work
  return new Promise((resolve, reject) => {
    const silent = () =>
      reject(
        new DatabaseTrouble(
          'connection lost',
          "the server did not answer before the call's deadline",
        ),
      )
    ending.addEventListener('abort', silent, { once: true })
    if (ending.aborted) silent()
    work.then(resolve, reject).finally(() => ending.removeEventListener('abort', silent))
  })
}
