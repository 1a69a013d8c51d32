import type { Connection } from 'tedious'
import { NamedError } from '../../contract/errors.ts'
import type { Database, Row } from '../database.ts'
import type { Sql } from '../dialect.ts'
import { keptConnection } from '../kept-connection.ts'
import { destroy, dial, openSession, refuseSchema, type Opened } from './dial.ts'
import { told } from './told.ts'
import { first, numberOf, ofInsert, translate } from './translate-error.ts'

/** A connection, what is said on it, and how long a statement of it may take. */
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

const wrongPassword = 18456

/** @throws NamedError DatabaseUnreachable, AccessDenied, DatabaseNotFound */
export async function openDatabase(address: Opened): Promise<Database> {
  refuseSchema(address.database)
  return keptConnection<Session>(address, {
    async dial(credentials) {
      const connection = await dial(address, credentials)
      const limit = address.statementTime ?? 0
      return { connection, last: Promise.resolve(), limit }
    },
    isRefusedPassword: (error) => numberOf(error) === wrongPassword,
    open: ({ connection }) => openSession(connection, address),
    onLost: ({ connection }, lost) => connection.on('end', lost),
    translate,
    query,
    execute,
    // The server has no transactions that only read; what one wrote all the same is rolled back.
    begin: (session) => query(session, plain('BEGIN TRANSACTION')),
    commit,
    isRefusedCommit,
    rollback: (session) => query(session, plain('IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION')),
    destroy: ({ connection }) => destroy(connection),
    end: async ({ connection }) => destroy(connection),
  })
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

/** No transaction to be committed: an error has rolled it back. */
const nothingToCommit = 3902
/** Severity up to which an error is of the statement, and the session goes on. */
const ofStatement = 16

async function commit(session: Session): Promise<void> {
  await query(session, plain('COMMIT TRANSACTION')).catch((error: unknown) => {
    throw numberOf(first(error)) === nothingToCommit ? rolledBack() : error
  })
}

function isRefusedCommit(thrown: unknown): boolean {
  const error = first(thrown)
  const severity = error instanceof Error && 'class' in error ? Number(error.class) : 25
  return numberOf(error) > 0 && severity <= ofStatement
}

const rolledBack = (): NamedError =>
  new NamedError(
    'Unexpected',
    'The server rolled a transaction back that was to be committed, since a statement of it had ' +
      'failed. None of its changes are kept; those of earlier transactions are. Report this.',
  )
