/** What a server says of itself, as values: how it says so is known to its engine alone. */

export interface ServerClock {
  /** As the server writes it. */
  readonly version: string
  /** The wall time in UTC, and in the session's zone, as texts of year to millisecond. */
  readonly utc: string
  readonly here: string
  /** The session's zone by its name. */
  readonly zone: string
  /** Whether that zone never puts its clocks back. */
  readonly steady: boolean
}

/** How a statement goes about one table of it. */
export interface PlanStep {
  /** Its alias in the statement: t0, t1, …; null if there is none. */
  readonly table: string | null
  /**
   * `scan`: all of it or of an index, whatever is asked for; `range`: a part of an index; `lookup`:
   * a few rows by an index; null: another way.
   */
  readonly access: 'scan' | 'range' | 'lookup' | null
  readonly index: string | null
  /** The server's estimate; null where it has none. */
  readonly rows: number | null
  /** The access in the server's own word. */
  readonly told: string | null
}

export interface Trigger {
  readonly name: string
  readonly table: string
  /** null where it is not this user's to see. */
  readonly definition: string | null
}

/** What another session is at. */
export interface Session {
  readonly who: string
  /** The time so far in s; null if unknown. */
  readonly seconds: number | null
  /** Its statement. */
  readonly doing: string
}

/** The connection that holds a lock; what it is at only where that may be seen. */
export interface Holder {
  readonly id: string
  readonly seconds: number | null
  readonly doing: string | null
}

/** The newest wall times of a column. */
export interface WallTimesFound {
  readonly recent: number
  readonly future: number
  /** The largest of the recent ones, as it reads. */
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

/** A reader of a cluster, and by how many ms it is behind. */
export interface Reader {
  readonly id: string
  readonly milliseconds: number
}

/** What is found, and what to do about it. */
export type Advice = readonly [detail: string, remedy: string]

/** Whether the settings let a delete pass. */
export interface Readiness {
  /** Why it is refused. */
  readonly stops: readonly Advice[]
  /** What a person should know all the same. */
  readonly odd: readonly Advice[]
  readonly fine: string
}

/**
 * What the session's user may do, as far as it concerns one database; in the engine's names where
 * they are told.
 */
export interface Rights {
  /** Has roles, whose privileges are not among these. */
  readonly roles: boolean
  /** Of what reading and deleting take. */
  readonly missing: readonly string[]
  /** Whether what belongs to others is seen. */
  readonly seesSessions: boolean
  readonly seesJobs: boolean
  readonly seesTriggers: boolean
  /** May write to a server that takes writes of nobody else. */
  readonly writesAnyway: boolean
  mayRefresh(table: string): boolean
  mayRebuild(table: string): boolean
  /** What the purge has no use for. */
  beyond(use: { readonly refresh: boolean; readonly rebuild: boolean }): readonly string[]
}

/** What the server runs by itself, at its time. */
export interface Job {
  readonly owner: string
  readonly name: string
  /** As a statement names it. */
  readonly shown: string
  readonly definition: string
}

/** A job's text and those of all that it calls; what it calls and could not be read, by name. */
export interface JobTexts {
  readonly texts: readonly string[]
  readonly unread: readonly string[]
}

/**
 * What a server says of a table that was looked after: `late` where it gave up, which says nothing
 * of the table.
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
