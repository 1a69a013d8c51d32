import type { Sql } from '../sql/dialect.ts'

/** A row of an answer; every value is text, so that 19 digits stay exact. */
export type Row = Readonly<Record<string, string | null>>

/** What the purge needs of a connection. A lost connection is opened anew by the next call outside a transaction. */
export interface Database {
  /** @throws DatabaseTrouble */
  query(statement: Sql): Promise<readonly Row[]>
  /** Rows affected. @throws DatabaseTrouble */
  execute(statement: Sql): Promise<number>
  /** Commits when the work is done, rolls back when it throws. @throws DatabaseTrouble */
  transaction<T>(work: (within: Pick<Database, 'query' | 'execute'>) => Promise<T>, options?: { readonly readOnly?: boolean }): Promise<T>
  close(): Promise<void>
}

/** Trouble that may pass by itself when the same is tried again. Anything else is a NamedError or a fault. */
export class DatabaseTrouble extends Error {
  override readonly name = 'DatabaseTrouble'
  readonly kind: 'deadlock' | 'lock timeout' | 'connection lost' | 'time limit'

  constructor(kind: DatabaseTrouble['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
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
