import { NamedError } from '../contract/errors.ts'
import type { Sql } from './dialect.ts'

/** A row of an answer; every value is text, so that 19 digits stay exact. */
export type Row = Readonly<Record<string, string | null>>
/** A value that the server always sends; '' if it did not. */
export const text = (value: Row[string] | undefined): string => value ?? ''

/** A statement, and how to read its answer. */
export interface Question<T> extends Sql {
  read(rows: readonly Row[]): T
}

/**
 * A question whose answer is the raw rows: for statements that Drydock did not write, such as an
 * operator's check.
 */
export const rowsOf = (statement: Sql): Question<readonly Row[]> => ({
  ...statement,
  read: (rows) => rows,
})

/** @throws DatabaseTrouble */
export const ask = async <T>(
  database: Pick<Database, 'query'>,
  question: Question<T>,
): Promise<T> => question.read(await database.query(question))

/**
 * What the purge needs from a connection. After a loss, the next call outside a transaction opens a
 * new one.
 */
export interface Database {
  /** @throws DatabaseTrouble */
  query(statement: Sql): Promise<readonly Row[]>
  /** Rows affected. @throws DatabaseTrouble */
  execute(statement: Sql): Promise<number>
  /** Commits when the work is done, rolls back when it throws. @throws DatabaseTrouble */
  transaction<T>(
    work: (within: Pick<Database, 'query' | 'execute'>) => Promise<T>,
    options?: { readonly readOnly?: boolean },
  ): Promise<T>
  /** Mean ms per commit since the last call; null if there was none. */
  commitMilliseconds(): number | null
  /** Sessions opened so far: what a session held, such as a named lock, is lost with it. */
  sessions(): number
  close(): Promise<void>
}

export interface Credentials {
  readonly user: string
  readonly password: string
}

/** The server's address, and the purpose of a session on it. */
export interface Address extends Credentials {
  readonly host: string
  readonly port: number
  /** null if the session is in no database of the customer. */
  readonly database: string | null
  readonly tls: boolean
  /** PEM text of the authorities to trust instead of those that come with the driver. */
  readonly authorities?: string | undefined
  /** The current user and password: requested once if the ones above, or before, are refused. */
  readonly renew?: ((refused: string) => Promise<Credentials>) | undefined
  /** Aborting it ends all waiting: an unanswered call counts as a lost connection. */
  readonly ending?: AbortSignal | undefined
  /** `undo`: the session puts rows back. */
  readonly session?: 'undo' | undefined
  /** The statement timeout of the session in ms. */
  readonly statementTime?: number | undefined
}

/** A transient error, which may succeed on retry. Anything else is a NamedError or a fault. */
export class DatabaseTrouble extends Error {
  override readonly name = 'DatabaseTrouble'
  readonly kind:
    | 'deadlock'
    | 'lock timeout'
    | 'connection lost'
    | 'read only'
    | 'time limit'
    | 'rows disagree'

  constructor(kind: DatabaseTrouble['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

/**
 * A row that cannot be inserted, for example because another row has its unique key or its parent
 * is missing. Its statement is rolled back.
 */
export class RowRefused extends Error {
  override readonly name = 'RowRefused'
  readonly why: string

  constructor(why: string, options?: ErrorOptions) {
    super(why, options)
    this.why = why
  }
}

/** The named error to throw if the trouble persists. */
export function givenUp(trouble: DatabaseTrouble, times: number): NamedError {
  const name =
    trouble.kind === 'connection lost'
      ? 'DatabaseUnreachable'
      : trouble.kind === 'read only'
        ? 'ReadOnly'
        : trouble.kind === 'rows disagree'
          ? 'RowsDisagree'
          : 'LockedOut'
  return new NamedError(
    name,
    `A statement failed ${times === 1 ? 'once' : `${times} times`}, most recently with: ` +
      `${trouble.message} (${trouble.kind}). Committed deletes are kept. Start the run again ` +
      'to continue.',
    { cause: trouble },
  )
}

/** Time, passed in: the core reads no clock of its own. */
export interface Clock {
  /** ms, monotonic. */
  now(): number
  /** @param milliseconds how long to sleep. */
  sleep(milliseconds: number): Promise<void>
  /** In [0, 1). */
  random(): number
}
