import type { SchemaEngine } from './stores.ts'

/** A value as the seed writes it; see Store for what an engine makes of it. */
export type Value = string | number | null
export type Row = readonly Value[]

export interface Access {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** None: the server alone, to make databases. */
  readonly database?: string
}

/** A column, and what it has to be; all conditions of a list have to be true. */
export type Condition =
  | readonly [column: string, test: '=' | '<=', value: Value]
  | readonly [column: string, test: 'in', values: readonly Value[]]
  | readonly [column: string, test: 'starts with', text: string]

export interface Selection {
  readonly table: string
  readonly columns: readonly string[]
  readonly where?: readonly Condition[]
  /** Each row once for every row of this table with the same value of `on`, NULL where none is. */
  readonly joined?: {
    readonly table: string
    readonly on: string
    readonly columns: readonly string[]
  }
  /** Holds the rows until the transaction ends. */
  readonly locked?: boolean
}

/** The next rows along a table's key. */
export interface Page {
  readonly table: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
  /** The column of the key that goes beyond 2^53, if one does. */
  readonly wide?: string
  /** The key of the last row before them. */
  readonly after?: readonly (string | null)[] | undefined
  readonly limit: number
}

/**
 * Tables as the seed, the client and the stand-in of the application read and write them. Names are
 * the vendor's, in upper case; an engine folds them as it does. Values read are texts, the same on
 * every engine: bytes as the UTF-8 they are, times as `2026-11-28 22:59:00`, booleans as 1 and 0,
 * and no padding. The time 0000-00-00 00:00:00 is written as the time before all others that the
 * engine has.
 */
export interface Tables {
  select(selection: Selection): Promise<(string | null)[][]>
  /** One statement. */
  insert(table: string, columns: readonly string[], rows: readonly Row[]): Promise<void>
  /** @returns how many rows the conditions found. */
  update(
    table: string,
    values: Readonly<Record<string, Value>>,
    where: readonly Condition[],
  ): Promise<number>
  /** @returns how many rows it changed. */
  run(statement: string): Promise<number>
}

/** One connection. */
export interface Store extends Tables {
  /** Whose DDL its databases are made of. */
  readonly engine: SchemaEngine
  page(page: Page): Promise<(string | null)[][]>
  begin(): Promise<void>
  commit(): Promise<void>
  rollback(): Promise<void>
  /** Lets the work write times that the engine refuses by default. */
  allowingZeroTimes<T>(work: () => Promise<T>): Promise<T>
  createDatabase(name: string): Promise<void>
  /** Lets the server plan by the rows just written, if it would not do so at once. */
  learn(): Promise<void>
  /** The server's estimate of each table's rows, by `database.table` as the engine names it. */
  estimatedRows(databases: readonly string[]): Promise<Map<string, number>>
  close(): Promise<void>
}

/** Several connections, for requests that do not wait for each other. */
export interface StorePool extends Tables {
  /**
   * Runs the work in one transaction; where `onRetry` is given, runs it again after an error of
   * locks, and calls it each time.
   */
  transaction<T>(work: (tables: Tables) => Promise<T>, onRetry?: () => void): Promise<T>
  close(): Promise<void>
}

/** How to speak to an engine's servers. */
export interface StoreEngine {
  open(access: Access): Promise<Store>
  openPool(access: Access, connections: number): StorePool
  /** For tests of the smoke test: statements that do the harm of a faulty cleanup, by its name. */
  readonly losses: Readonly<Record<Loss, string>>
}

/** `revoking` returns an error; `revocations` reports success, but the token stays. */
export const losses = ['tokens', 'clients', 'validity', 'revoking', 'revocations'] as const
export type Loss = (typeof losses)[number]
