import type { DatabaseServer, Launch } from '../local/server/server-software.ts'
import type { BenchTable } from './dataset.ts'
import type { Access } from './job.ts'
import type { Lag } from './lag.ts'

/** What the bench has to know of an engine. */
export interface BenchEngine {
  /** A production on RDS, with a pool of so many bytes: every commit is on disk. */
  serverSettings(pool: number): Readonly<Record<string, string>>
  /** For filling a database that is thrown away if anything goes wrong. */
  whileFilling(copies: number): Readonly<Record<string, string>>
  /** Where the database's files are, within the data directory. */
  readonly databaseFolder: string
  open(access: Access): Promise<Observer>
  /**
   * Fills a table in the order of the rows' numbers, as an application would by and by: its indexes
   * get the page splits of random keys, not the packed pages of a sorted import.
   * @param onRows gets the rows written so far.
   */
  load(access: Access, table: BenchTable, onRows: (rows: number) => void): Promise<void>
  /** Puts a table's rows beside themselves until they are there so many times. */
  multiply(
    access: Access,
    table: BenchTable,
    copies: number,
    onCopy: (copies: number) => void,
  ): Promise<void>
  /** The condition of Drydock's own rules for tokens and codes, as the others are given it. */
  deadRows(start: number): readonly DeadRows[]
  deleteStatement(dead: DeadRows): string
  /** The file of a procedure after the description of the vendor's script: one statement. */
  readonly procedure: URL
  callStatement(procedure: string): string
  /** Null where there is no pt-archiver for the engine. */
  readonly findArchiver: ((say: (line: string) => void) => Promise<Launch | null>) | null
  /** Null where the bench cannot start one. */
  readonly startReplica: ((of: ReplicaOf) => Promise<Replica>) | null
}

/** A table and the WHERE of its dead rows, with all values in it. */
export interface DeadRows {
  readonly table: string
  readonly where: string
}

/** What a server has written since it started, and rows it has deleted. */
export interface Counters {
  readonly redoBytes: number
  /** Null where the engine has no second log. */
  readonly binlogBytes: number | null
  readonly deletedRows: number
}

/** The bench's own connection to a server. */
export interface Observer {
  run(statement: string): Promise<void>
  count(from: string): Promise<number>
  counters(): Promise<Counters>
  /** Reads every index once, so that no contender starts on a cold server. */
  warmUp(): Promise<void>
  /**
   * Waits until the server has done what a purge leaves it to do, or does it.
   * @returns seconds of that; at most a few minutes.
   */
  settle(): Promise<number>
  /** After a table was filled. */
  analyze(table: string): Promise<void>
  /** After all tables were filled: what the filling has left is nobody's to count. */
  finish(): Promise<void>
  close(): Promise<void>
  /** At once. */
  destroy(): void
}

/** The server that a replica follows. */
export interface ReplicaOf {
  readonly source: DatabaseServer
  /** The data directory that the source began as a copy of. */
  readonly built: string
  readonly pool: number
}

export interface Replica {
  /** Waits until it has what was written so far, and says how far behind it was. */
  caughtUp(): Promise<Lag>
  stop(): Promise<void>
}
