import pg from 'pg'
import { NamedError } from '../../contract/errors.ts'
import { DatabaseTrouble, type Credentials, type Database, type Row } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { destroy, dial, openSession, type Opened } from './dial.ts'
import { ofInsert, skippedBy, stateOf, translate, type Notice } from './translate-error.ts'

/** ms for which a server that is left is waited for. */
const farewell = 2_000
/**
 * Opens one connection and keeps it; after a loss, the next call outside a transaction opens a new
 * one.
 * @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export async function openDatabase(address: Opened): Promise<Database> {
  let current: pg.Client | null = null
  let credentials: Credentials = address
  let commits = { count: 0, milliseconds: 0 }
  const dialled = async (): Promise<pg.Client> => {
    try {
      return await dial(address, credentials)
    } catch (error) {
      // The password changed after the secret was read (rotation): the secret has the new one.
      const renewed = stateOf(error) === '28P01' ? await address.renew?.() : undefined
      if (renewed === undefined || renewed.password === credentials.password) throw error
      credentials = renewed
      return dial(address, credentials)
    }
  }
  const connected = async (): Promise<pg.Client> => {
    if (current !== null) return current
    const client = await dialled()
    // Losing an idle connection must not end the process; the next call opens a new one.
    client.on('error', () => {
      if (current === client) current = null
    })
    try {
      await openSession(client, address)
    } catch (error) {
      destroy(client)
      throw error
    }
    return (current = client)
  }
  const guarded = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
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
        if (current !== null) destroy(current)
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
    query: (statement) => guarded((client) => query(client, statement)),
    execute: (statement) => guarded((client) => execute(client, statement)),
    transaction: (work, options) =>
      guarded(async (client) => {
        // A deferred foreign key would only be checked by the COMMIT, when no row can be named.
        await client.query(
          options?.readOnly === true
            ? 'BEGIN READ ONLY'
            : 'BEGIN READ WRITE; SET CONSTRAINTS ALL IMMEDIATE',
        )
        try {
          const result = await work({
            query: (statement) => query(client, statement).catch(rethrow),
            execute: (statement) => execute(client, statement).catch(rethrow),
          })
          const began = performance.now()
          await commit(client)
          if (options?.readOnly !== true)
            commits = {
              count: commits.count + 1,
              milliseconds: commits.milliseconds + performance.now() - began,
            }
          return result
        } catch (error) {
          // Work that cannot be rolled back on it must not become part of the next transaction.
          await client.query('ROLLBACK').catch(() => {
            destroy(client)
            if (current === client) current = null
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
      const client = current
      current = null
      if (client === null) return
      // The driver waits for the server to hang up, which one that is gone never does.
      const gone = setTimeout(() => destroy(client), farewell)
      await client.end().catch(() => undefined)
      clearTimeout(gone)
    },
  }
}

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
  try {
    const found: unknown = await client.query<Row>({ text, values: [...values] })
    if (skipped[0] !== undefined) throw skipped[0]
    return (Array.isArray(found) ? found.at(-1) : found) as pg.QueryResult<Row>
  } finally {
    client.off('notice', heed)
  }
}

/**
 * The COMMIT of a transaction in which a statement has failed is a rollback, and no error.
 * @throws NamedError Unexpected; DatabaseTrouble `connection lost` where it may have been done
 */
async function commit(client: pg.Client): Promise<void> {
  const { command } = await client.query('COMMIT').catch((error: unknown) => {
    throw refusedCommit(error) ? error : inDoubt(error)
  })
  if (command === 'COMMIT') return
  throw new NamedError(
    'Unexpected',
    'The server rolled a transaction back that was to be committed, since a statement of it had ' +
      'failed. None of its changes are kept; those of earlier transactions are. Report this.',
  )
}

/**
 * An ERROR alone says that nothing was committed. A server that ends itself (PANIC) may have the
 * COMMIT in its log, whatever it says of the disk; of TLS and the network nobody knows.
 */
const refusedCommit = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.severity === 'ERROR'

const inDoubt = (cause: unknown): DatabaseTrouble =>
  new DatabaseTrouble(
    'connection lost',
    `the COMMIT got no answer that says what became of it (${stateOf(cause) || 'no code'})`,
    { cause: translate(cause) },
  )

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
