import type { Connection } from 'tedious'
import { NamedError } from '../../contract/errors.ts'
import { DatabaseTrouble, type Credentials, type Database, type Row } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { destroy, dial, openSession, refuseSchema, type Opened } from './dial.ts'
import { told } from './told.ts'
import { first, numberOf, ofInsert, translate } from './translate-error.ts'

/** A connection, what follows on it, and how long a statement of it may take. */
interface Session {
  readonly connection: Connection
  /** The driver takes one request at a time. */
  last: Promise<unknown>
  limit: number
}

/** Between batches, as the vendor's own tools have it. */
const batches = /\nGO\n/
const limited = /^DECLARE @drydock_time_limit INT = (\d+)$/

/** What tells a connection how long a statement may take: the server has no such setting. */
export const limitTime = (milliseconds: number): string =>
  `DECLARE @drydock_time_limit INT = ${Math.round(milliseconds)}`

/**
 * Opens one connection and keeps it; after a loss, the next call outside a transaction opens a new
 * one.
 * @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound
 */
export async function openDatabase(address: Opened): Promise<Database> {
  refuseSchema(address.database)
  let current: Session | null = null
  let credentials: Credentials = address
  let commits = { count: 0, milliseconds: 0 }
  const dialled = async (): Promise<Connection> => {
    try {
      return await dial(address, credentials)
    } catch (error) {
      // The password changed after the secret was read (rotation): the secret has the new one.
      const renewed = numberOf(error) === 18456 ? await address.renew?.() : undefined
      if (renewed === undefined || renewed.password === credentials.password) throw error
      credentials = renewed
      return dial(address, credentials)
    }
  }
  const leave = (session: Session | null) => {
    if (session !== null) destroy(session.connection)
    if (current === session) current = null
  }
  const connected = async (): Promise<Session> => {
    if (current !== null) return current
    const connection = await dialled()
    const session: Session = {
      connection,
      last: Promise.resolve(),
      limit: address.statementTime ?? 0,
    }
    connection.on('end', () => {
      if (current === session) current = null
    })
    try {
      await openSession(connection, address)
    } catch (error) {
      destroy(connection)
      throw error
    }
    return (current = session)
  }
  const guarded = async <T>(work: (session: Session) => Promise<T>): Promise<T> => {
    try {
      return await answered(connected().then(work), address.ending)
    } catch (error) {
      const meaning = translate(error)
      // A read-only server may be the writer from before a failover: its name now resolves to the
      // new one.
      if (
        meaning instanceof DatabaseTrouble &&
        (meaning.kind === 'connection lost' || meaning.kind === 'read only')
      )
        leave(current)
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
    query: (statement) => guarded((session) => query(session, statement)),
    execute: (statement) => guarded((session) => execute(session, statement)),
    transaction: (work, options) =>
      guarded(async (session) => {
        await query(session, plain('BEGIN TRANSACTION'))
        try {
          const result = await work({
            query: (statement) => query(session, statement).catch(rethrow),
            execute: (statement) => execute(session, statement).catch(rethrow),
          })
          // The server has no transactions that only read: what one wrote all the same is not kept.
          if (options?.readOnly === true) {
            await query(session, plain('ROLLBACK TRANSACTION'))
            return result
          }
          const began = performance.now()
          await commit(session)
          commits = {
            count: commits.count + 1,
            milliseconds: commits.milliseconds + performance.now() - began,
          }
          return result
        } catch (error) {
          // Work that cannot be rolled back on it must not become part of the next transaction.
          await query(session, plain('IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION')).catch(() =>
            leave(session),
          )
          throw error
        }
      }),
    commitMilliseconds() {
      const { count, milliseconds } = commits
      commits = { count: 0, milliseconds: 0 }
      return count === 0 ? null : milliseconds / count
    },
    async close() {
      leave(current)
    },
  }
}

const plain = (text: string): Sql => ({ text, values: [] })

/** One statement after another: what a driver of one request at a time would refuse. */
function query(session: Session, statement: Sql): Promise<readonly Row[]> {
  const answer = session.last.then(() => asked(session, statement))
  session.last = answer.catch(() => undefined)
  return answer
}

async function asked(session: Session, { text, values }: Sql): Promise<readonly Row[]> {
  const [, limit] = limited.exec(text) ?? []
  if (limit !== undefined) session.limit = Number(limit)
  let found: readonly Row[] = []
  const parts = text.split(batches)
  try {
    for (const part of parts) {
      const rows = await told(session.connection, { text: part, values }, session.limit)
      if (rows.length > 0) found = rows
    }
    return found
  } catch (error) {
    // What several batches set, the last one takes back.
    const end = parts.at(-1)
    if (parts.length > 1 && end !== undefined)
      await told(session.connection, { text: end, values }).catch(() => destroy(session.connection))
    throw error
  }
}

/**
 * The statement's own rows: the driver's count adds those of its triggers. An INSERT says so
 * itself.
 */
async function execute(session: Session, { text, values }: Sql): Promise<number> {
  const counted = /^(DELETE|UPDATE) /.test(text) ? `${text}; SELECT @@ROWCOUNT AS affected` : text
  const rows = await query(session, { text: counted, values }).catch((error: unknown) => {
    throw /\bINSERT INTO /.test(text) ? ofInsert(error) : error
  })
  return Number(rows.at(-1)?.affected ?? 0)
}

/**
 * @throws NamedError Unexpected; DatabaseTrouble `connection lost` where it may have been done
 */
async function commit(session: Session): Promise<void> {
  await query(session, plain('COMMIT TRANSACTION')).catch((error: unknown) => {
    throw refusedCommit(first(error))
  })
}

/** No transaction to be committed: an error has rolled it back. */
const nothingToCommit = 3902
/** Severity up to which an error is of the statement, and the session goes on. */
const ofStatement = 16

function refusedCommit(error: unknown): unknown {
  const number = numberOf(error)
  if (number === nothingToCommit)
    return new NamedError(
      'Unexpected',
      'The server rolled a transaction back that was to be committed, since a statement of it ' +
        'had failed. None of its changes are kept; those of earlier transactions are. Report this.',
    )
  const severity = error instanceof Error && 'class' in error ? Number(error.class) : 25
  if (number > 0 && severity <= ofStatement) return error
  return new DatabaseTrouble(
    'connection lost',
    `the COMMIT got no answer that says what became of it (${number || 'no number'})`,
    { cause: translate(error) },
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

/**
 * Errors are translated where they occur: a transaction may continue after one row was rejected.
 */
function rethrow(error: unknown): never {
  throw translate(error)
}
