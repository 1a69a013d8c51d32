/** What a server reports about itself, as values. Only its engine knows the server's own format. */

export interface ServerClock {
  /** As the server prints it. */
  readonly version: string
  /** The wall time in UTC, and in the session's zone, as texts of year to millisecond. */
  readonly utc: string
  readonly here: string
  /** The session's zone by its name. */
  readonly zone: string
  /** Whether that zone never puts its clocks back. */
  readonly steady: boolean
}

/** How a statement accesses one of its tables. */
export interface PlanStep {
  /** Its alias in the statement: t0, t1, …; null if there is none. */
  readonly table: string | null
  /**
   * `scan`: the whole table or index, whatever the condition; `range`: part of an index; `lookup`:
   * a few rows by index; null: any other access.
   */
  readonly access: 'scan' | 'range' | 'lookup' | null
  readonly index: string | null
  /** The server's estimate; null where it has none. */
  readonly rows: number | null
  /** The server's own name for the access. */
  readonly told: string | null
}

export interface Trigger {
  readonly name: string
  readonly table: string
  /** null if this user cannot see it. */
  readonly definition: string | null
}

/** What another session is doing. */
export interface Session {
  readonly who: string
  /** Seconds so far; null if unknown. */
  readonly seconds: number | null
  /** Its statement. */
  readonly doing: string
}

/** The connection that holds a lock, and what it is doing, if the user can see that. */
export interface Holder {
  readonly id: string
  readonly seconds: number | null
  readonly doing: string | null
}

/** The newest wall times of a column. */
export interface WallTimesFound {
  readonly recent: number
  readonly future: number
  /** The largest of the recent ones, as the server prints it. */
  readonly newest: string | null
}

/** The server's own estimates of a table. */
export interface TableEstimate {
  readonly rows: number
  /** Bytes of a row, on average. */
  readonly length: number
}

export interface Replica {
  readonly host: string
  readonly id: string
}

/** A reader of a cluster and its lag in ms. */
export interface Reader {
  readonly id: string
  readonly milliseconds: number
}

/** A finding, and what to do about it. */
export type Advice = readonly [detail: string, remedy: string]

/** Whether the settings allow deletes. */
export interface Readiness {
  /** Why deletes would be refused. */
  readonly stops: readonly Advice[]
  /** Settings that do not prevent deletes but are worth knowing. */
  readonly odd: readonly Advice[]
  readonly fine: string
}

/**
 * What the session's user can do in one database; privileges are reported by the engine's names.
 */
export interface Rights {
  /** The user has roles; their privileges are not included. */
  readonly roles: boolean
  /** Privileges missing for reading and deleting. */
  readonly missing: readonly string[]
  /** Whether the user sees what belongs to other users. */
  readonly seesSessions: boolean
  readonly seesJobs: boolean
  readonly seesTriggers: boolean
  /** Whether the user can write to a server that is read-only for everyone else. */
  readonly writesAnyway: boolean
  mayRefresh(table: string): boolean
  mayRebuild(table: string): boolean
  /** Privileges that the purge does not need. */
  beyond(use: { readonly refresh: boolean; readonly rebuild: boolean }): readonly string[]
}

/** What the server runs on a schedule of its own, such as events. */
export interface Job {
  readonly owner: string
  readonly name: string
  /** Its name as statements write it. */
  readonly shown: string
  readonly definition: string
}

/**
 * The texts of a job and of everything it calls; the names of what it calls but the user cannot
 * read.
 */
export interface JobTexts {
  readonly texts: readonly string[]
  readonly unread: readonly string[]
}

/**
 * The server's verdict on a table after maintenance. `late`: the server gave up, so the table's
 * state is unknown.
 */
export type Upkept = 'fine' | 'late' | { readonly fault: string }

export interface OtherTable {
  readonly database: string
  readonly table: string
  /** The server's estimate. */
  readonly rows: number
}

/** Rows, and the sum of their hashes. */
export interface Sum {
  readonly rows: number
  readonly hash: bigint
}

/** The rows of a class, the sum of their hashes, and how many meet another condition. */
export interface ClassFound {
  readonly name: string
  readonly rows: number
  readonly hash: string
  readonly other: number
}
