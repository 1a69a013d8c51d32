import pg from 'pg'
import { NamedError } from '../../contract/errors.ts'
import type { Database, Row } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { keptConnection } from '../kept-connection.ts'
import { destroy, dial, openSession, type Opened } from './dial.ts'
import { limitOf, noteLimit } from './time-limit.ts'
import {
  ofInsert,
  ofStatement,
  skippedBy,
  stateOf,
  translate,
  type Notice,
} from './translate-error.ts'

/** ms for which a server that is left is waited for. */
const farewell = 2_000

/**
 * A deferred foreign key would only be checked by the COMMIT, when no row can be named. What a
 * batch locks was read right before: a page by the index costs no more than the next one, and a
 * child's table is not read whole under the locks.
 */
const beginWriting = [
  'BEGIN READ WRITE',
  'SET CONSTRAINTS ALL IMMEDIATE',
  'SET LOCAL random_page_cost = 1.1',
].join('; ')

/**
 * One connection, kept and renewed.
 * @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export const openDatabase = (address: Opened): Promise<Database> =>
  keptConnection<pg.Client>(address, {
    dial: (credentials) => dial(address, credentials),
    isRefusedPassword: (error) => stateOf(error) === '28P01',
    open: (client) => openSession(client, address),
    onLost: (client, lost) => void client.on('error', lost),
    translate,
    query,
    execute,
    begin: (client, readOnly) => client.query(readOnly ? 'BEGIN READ ONLY' : beginWriting),
    commit,
    isRefusedCommit,
    rollback: (client) => client.query('ROLLBACK'),
    destroy,
    async end(client) {
      // The driver waits for the server to hang up, which one that is gone never does.
      const gone = setTimeout(() => destroy(client), farewell)
      await client.end().catch(() => undefined)
      clearTimeout(gone)
    },
  })

async function query(client: pg.Client, statement: Sql): Promise<readonly Row[]> {
  const { rows } = await said(client, statement)
  return rows
}

async function execute(client: pg.Client, statement: Sql): Promise<number> {
  const { rowCount } = await said(client, statement).catch((error: unknown) => {
    throw statement.text.startsWith('INSERT ') ? ofInsert(error) : error
  })
  return rowCount ?? 0
}

/**
 * Unnamed statements alone: a prepared one would be another session's. Of several at once, the
 * last one's answer.
 */
async function said(client: pg.Client, { text, values }: Sql): Promise<pg.QueryResult<Row>> {
  const skipped: Error[] = []
  const heed = (notice: Notice) => {
    const warning = skippedBy(notice)
    if (warning !== null) skipped.push(warning)
  }
  client.on('notice', heed)
  const began = performance.now()
  try {
    const found: unknown = await client.query<Row>({ text, values: [...values] })
    if (skipped[0] !== undefined) throw skipped[0]
    noteLimit(client, text)
    return (Array.isArray(found) ? found.at(-1) : found) as pg.QueryResult<Row>
  } catch (error) {
    throw ofStatement(error, performance.now() - began, limitOf(client))
  } finally {
    client.off('notice', heed)
  }
}

/**
 * The COMMIT of a transaction in which a statement has failed is a rollback, and no error.
 * @throws NamedError Unexpected
 */
async function commit(client: pg.Client): Promise<void> {
  const { command } = await client.query('COMMIT')
  if (command === 'COMMIT') return
  throw new NamedError(
    'Unexpected',
    'The server rolled a transaction back that was to be committed, since a statement of it had ' +
      'failed. None of its changes are kept; those of earlier transactions are. Report this.',
  )
}

/**
 * An ERROR alone says that nothing was committed. A server that ends itself (PANIC) may have the
 * COMMIT in its log, whatever it says of the disk.
 */
const isRefusedCommit = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === 'ERROR'
