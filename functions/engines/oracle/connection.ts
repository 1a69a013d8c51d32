import type { Database } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { keptConnection } from '../kept-connection.ts'
import { dial, opening, type Opened } from './dial.ts'
import type { Connection } from './driver.ts'
import { meaningOf } from './error-numbers.ts'
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
  const within = new WeakSet<Connection>()
  const destroy = (connection: Connection): void => {
    forget(connection)
    void connection.close().catch(() => undefined)
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
    query: (connection, statement) => query(connection, statement, !within.has(connection)),
    execute: (connection, statement) => execute(connection, statement, !within.has(connection)),
    async begin(connection, readOnly) {
      for (const text of readOnly ? reading : writing)
        await query(connection, { text, values: [] }, false)
      within.add(connection)
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
 * An error of the server's says that nothing was committed, unless it is of the connection: the
 * driver makes NJS-500 of most of those, and the server may have the COMMIT in its redo.
 */
function isRefusedCommit(error: unknown): boolean {
  const number = numberOf(error)
  return /^ORA-/.test(number) && meaningOf(number)?.meaning !== 'connection lost'
}
