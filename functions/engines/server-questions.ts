import type { Settings } from '../contract/settings.ts'
import type { TableSize } from '../contract/space.ts'
import type {
  Holder,
  Job,
  JobTexts,
  OtherTable,
  PlanStep,
  Reader,
  Replica,
  Readiness,
  Rights,
  ServerClock,
  Session,
  Sum,
  TableEstimate,
  Trigger,
  WallTimesFound,
} from './answers.ts'
import type { Database, Question } from './database.ts'
import type { HashedColumn, Sql } from './dialect.ts'
import type { Column } from './schema.ts'

type Asked = Pick<Database, 'query'>

/** Questions about a whole server. All of them read and lock nothing. */
export interface ServerQuestions {
  /** The connection's cipher; '' if it is not encrypted. */
  readonly cipher: Question<string>
  readonly clock: Question<ServerClock>
  /** Whether a server of this version is this engine rather than a relative. */
  isOurs(version: string): boolean
  /** Whether Drydock was tested on the version, and which versions it was tested on. */
  supports(version: string): { readonly range: string; readonly within: boolean }
  /** What distinguishes this server from another, as far as the server knows. */
  readonly identity: Question<string>
  /** The wall times of a column: `recent` in (from, to], `future` in (to, until]. */
  times(table: string, column: string, from: Date, to: Date, until: Date): Question<WallTimesFound>
  /** The latest wall time up to a limit, as the server prints it. */
  newest(table: string, column: string, until: Date): Question<string | null>
  /** The number of rows whose epoch (ns) is in (from, to]. */
  epochs(table: string, column: string, from: Date, to: Date): Question<number>
  /** Limits every later SELECT of the session to this time; 0 removes the limit. */
  limitTime(milliseconds: number): Sql
  /** What the session's user can do in the database; on the whole server if the name is ''. */
  rights(database: string): Question<Rights>
  readonly settings: Question<Settings>
  /** Whether the settings allow deletes. */
  readiness(database: Asked): Promise<Readiness>
  /** Side effects of deletes from these tables. */
  tableReadiness(database: Asked, name: string, tables: readonly string[]): Promise<Readiness>
  /** The maximum bytes of a statement; null if unknown. */
  readonly longestStatement: Question<number | null>
  /**
   * The enabled jobs that the server runs on a schedule, as far as the user can see them; whether
   * the scheduler runs; and what each job does.
   */
  jobs(database: Asked): Promise<readonly Job[]>
  readonly jobsRun: Question<boolean>
  readJobs(database: Asked, jobs: readonly Job[]): Promise<readonly JobTexts[]>
  stopJob(job: Job): Sql
  /** Every table outside the given databases and the server's own, smallest first. */
  otherTables(databases: readonly string[]): Question<readonly OtherTable[]>
  /** The columns of a database, by table. */
  columns(database: string): Question<ReadonlyMap<string, readonly Column[]>>
  /** Hashes a table of any database; counts its rows if no columns are given. */
  sumUp(database: string, table: string, columns: readonly HashedColumn[]): Question<Sum>
  /** How the server would run a statement. */
  plan(statement: Sql): Question<readonly PlanStep[]>
  /** By the table's name in capitals. */
  estimates(database: string): Question<ReadonlyMap<string, TableEstimate>>
  /** Of every table. */
  space(database: string): Question<readonly TableSize[]>
  /** Triggers that run when a row is deleted. */
  deleteTriggers(database: string): Question<readonly Trigger[]>
  /** Whether a new trigger, or a new text of one, waits for who has locked rows of its table. */
  readonly triggersWait: boolean
  /** Whether a statement that reads a whole table locks, or waits for, rows it does not name. */
  readonly scansLock: boolean
  /** Whether a SELECT waits for rows that another transaction has locked. */
  readonly readsWait: boolean
  /**
   * The connected replicas; none if the user cannot see them.
   * @throws DatabaseTrouble
   */
  replicas(database: Asked): Promise<readonly Replica[]>
  /** What other sessions are doing; without the privilege, only the user's own are visible. */
  readonly sessions: Question<readonly Session[]>
  /** Who holds the lock; null if nobody does. */
  lockHolder(name: string): Question<Holder | null>
  /** The cheapest question, to see whether the server answers. */
  readonly ping: Question<number | null>
  /** Running threads, including this one. */
  readonly runningThreads: Question<number | null>
  /** Whether each connected replica is one of them. */
  readonly replicasRun: boolean
  /**
   * Old row versions that the server still keeps, by its own count; without such a count, the
   * transactions since the oldest snapshot that prevents their removal.
   */
  readonly historyLength: Question<number | null>
  /**
   * Percent in use of a log that deletes fill and that is no file system of its own; absent where
   * the log grows as the disk lets it, which is watched.
   */
  readonly logUsed?: Question<number | null>
  /**
   * GiB of the log that the server keeps for the reader that is furthest behind; null if it has no
   * such reader, absent where readers keep no log.
   */
  readonly keptLog?: Question<number | null>
  /** The readers of a cluster, including those that are gone. */
  readonly readers: Question<readonly Reader[]>
  /** The lag in s that a replica reports; null if it does not replicate. */
  replicaLag(replica: Asked): Promise<number | null>
}
