import type { Database } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { keptConnection } from '../kept-connection.ts'
import { asOfNow } from './as-of-now.ts'
import { dial, opening, type Opened } from './dial.ts'
import type { Connection } from './driver.ts'
import { forget, remember } from './open-sessions.ts'
import { execute, query } from './statements.ts'
import { numberOf, translate } from './translate-error.ts'

/** ms for which a server that is left is waited for. */
const farewell = 2_000

const ownSession: Sql = {
  text: "SELECT SYS_CONTEXT('USERENV', 'SID') AS \"id\" FROM DUAL",
  values: [],
}

const reading = ['SET TRANSACTION READ ONLY']
const writing = [
  // A row that somebody changed, or put in, after the transaction began ends it in an error
  // (ORA-08177, ORA-02292), rather than going by what was read of it before.
  'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE',
  // A deferred foreign key would only be checked by the COMMIT.
  'SET CONSTRAINTS ALL IMMEDIATE',
]

/**
 * One connection, kept and renewed.
 * @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export function openDatabase(address: Opened): Promise<Database> {
  /** Those within a transaction: a statement outside of one is committed by itself. */
  const within = new WeakMap<Connection, 'reading' | 'writing'>()
  const destroy = (connection: Connection): void => {
    forget(connection)
    // It may be in the midst of a call, and the driver closes a connection after its calls: the
    // server would go on with the statement, and keep its locks.
    void connection
      .break()
      .catch(() => undefined)
      .then(() => connection.close())
      .catch(() => undefined)
  }
  return keptConnection<Connection>(address, {
    dial: (credentials) => dial(address, credentials),
    isRefusedPassword: (error) => numberOf(error) === 'ORA-01017',
    async open(connection) {
      for (const text of opening(address)) await query(connection, { text, values: [] }, true)
      const [own] = await query(connection, ownSession, true)
      remember(own?.id ?? '', connection)
    },
    // The driver tells the next call of a connection that was lost while it was idle.
    onLost: () => undefined,
    translate,
    query: (connection, statement) =>
      within.get(connection) === 'writing'
        ? query(connection, asOfNow(statement), false)
        : query(connection, statement, !within.has(connection)),
    execute: (connection, statement) => execute(connection, statement, !within.has(connection)),
    async begin(connection, readOnly) {
      try {
        for (const text of readOnly ? reading : writing)
          await query(connection, { text, values: [] }, false)
      } catch (error) {
        // What has begun would be in the way of the next one (ORA-01453).
        await connection.rollback().catch(() => undefined)
        throw error
      }
      within.set(connection, readOnly ? 'reading' : 'writing')
    },
    async commit(connection) {
      await connection.commit()
      within.delete(connection)
    },
    isRefusedCommit,
    async rollback(connection) {
      within.delete(connection)
      await connection.rollback()
    },
    destroy,
    async end(connection) {
      forget(connection)
      let gone: NodeJS.Timeout | undefined
      await Promise.race([
        connection.close().catch(() => undefined),
        new Promise<void>((done) => {
          gone = setTimeout(done, farewell)
        }),
      ])
      clearTimeout(gone)
    },
  })
}

/**
 * "ORA-02091: transaction rolled back" alone says that a COMMIT kept nothing (Database Error
 * Messages): of a deferred constraint, or of a view that is refreshed by it. After any other error,
 * ORA-01013 of a call that was broken off among them, the server may have it in its redo.
 */
const isRefusedCommit = (error: unknown): boolean => numberOf(error) === 'ORA-02091'
