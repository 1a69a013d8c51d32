import { NamedError } from '../contract/errors.ts'
import type { Sql } from './dialect.ts'

/** A row of an answer; every value is text, so that 19 digits stay exact. */
export type Row = Readonly<Record<string, string | null>>
/** A value that the server always gives; '' where it gave none. */
export const text = (value: Row[string] | undefined): string => value ?? ''

/** A statement, and what its answer says. */
export interface Question<T> extends Sql {
  read(rows: readonly Row[]): T
}

/** A question whose answer is the rows as they are: one that Drydock did not write. */
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
  /** Mean ms of the commits since it was last asked; null where there was none. */
  commitMilliseconds(): number | null
  close(): Promise<void>
}

export interface Credentials {
  readonly user: string
  readonly password: string
}

/** Where a server is, and what a session there is for. */
export interface Address extends Credentials {
  readonly host: string
  readonly port: number
  /** null: none of the customer's. */
  readonly database: string | null
  readonly tls: boolean
  /** PEM text of the authorities to trust instead of those that come with the driver. */
  readonly authorities?: string | undefined
  /** The current user and password: requested once if the ones above are rejected. */
  readonly renew?: (() => Promise<Credentials>) | undefined
  /** Once aborted, waiting ends: a call without an answer counts as a lost connection. */
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
 * A row that cannot be put in, as where its unique key is another's or its parent is not there. Its
 * statement is undone.
 */
export class RowRefused extends Error {
  override readonly name = 'RowRefused'
  readonly why: string

  constructor(why: string, options?: ErrorOptions) {
    super(why, options)
    this.why = why
  }
}

/** The named error that trouble ends in when it did not pass. */
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

/** Time, handed in: the core has no clock of its own. */
export interface Clock {
  /** ms, monotonic. */
  now(): number
  /** @param milliseconds how long. */
  sleep(milliseconds: number): Promise<void>
  /** In [0, 1). */
  random(): number
}
