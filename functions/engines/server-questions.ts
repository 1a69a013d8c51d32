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

/** What is asked of a server as a whole. Everything is read; nothing is locked. */
export interface ServerQuestions {
  /** The cipher of the connection; '' where it is not encrypted. */
  readonly cipher: Question<string>
  readonly clock: Question<ServerClock>
  /** Whether the server of the version is this engine's, and not one of its relatives'. */
  isOurs(version: string): boolean
  /** Whether Drydock was tried on the version, and the range of those it was. */
  supports(version: string): { readonly range: string; readonly within: boolean }
  /** What tells this server from another one, as far as it knows itself. */
  readonly identity: Question<string>
  /** The wall times of a column in (from, to], `recent`, and in (to, until], `future`. */
  times(table: string, column: string, from: Date, to: Date, until: Date): Question<WallTimesFound>
  /** The largest wall time up to one, as it reads. */
  newest(table: string, column: string, until: Date): Question<string | null>
  /** How many rows have an epoch (ns) in (from, to]. */
  epochs(table: string, column: string, from: Date, to: Date): Question<number>
  /** Ends every later SELECT of the session that takes longer; 0 takes the limit back. */
  limitTime(milliseconds: number): Sql
  /**
   * What the session's user may do with the database; with the server as a whole where the name is
   * ''.
   */
  rights(database: string): Question<Rights>
  readonly settings: Question<Settings>
  /** Whether they let a delete pass. */
  readiness(database: Asked): Promise<Readiness>
  /** What the server does at a delete from one of these tables, beside deleting. */
  tableReadiness(database: Asked, name: string, tables: readonly string[]): Promise<Readiness>
  /** Bytes that a statement may have; null where it is not told. */
  readonly longestStatement: Question<number | null>
  /**
   * What the server runs by itself and is on, as far as the user sees it; whether it runs; and what
   * it all does.
   */
  jobs(database: Asked): Promise<readonly Job[]>
  readonly jobsRun: Question<boolean>
  readJobs(database: Asked, jobs: readonly Job[]): Promise<readonly JobTexts[]>
  stopJob(job: Job): Sql
  /** Every table outside the given databases and the server's own, the small ones first. */
  otherTables(databases: readonly string[]): Question<readonly OtherTable[]>
  /** The columns of a database, by table. */
  columns(database: string): Question<ReadonlyMap<string, readonly Column[]>>
  /** A table of any database, its rows alone where no column is given. */
  sumUp(database: string, table: string, columns: readonly HashedColumn[]): Question<Sum>
  /** How the server would run a statement. */
  plan(statement: Sql): Question<readonly PlanStep[]>
  /** By the table's name in capitals. */
  estimates(database: string): Question<ReadonlyMap<string, TableEstimate>>
  /** Of every table. */
  space(database: string): Question<readonly TableSize[]>
  /** Triggers that run when a row goes. */
  deleteTriggers(database: string): Question<readonly Trigger[]>
  /**
   * The replicas that are connected; none where the user may not see them.
   * @throws DatabaseTrouble
   */
  replicas(database: Asked): Promise<readonly Replica[]>
  /** What other sessions do; own ones only without the right to see more. */
  readonly sessions: Question<readonly Session[]>
  /** Who has the lock; null where nobody has. */
  lockHolder(name: string): Question<Holder | null>
  /** The least that a server can be asked. */
  readonly ping: Question<number | null>
  /** Threads that run, the asking one among them. */
  readonly runningThreads: Question<number | null>
  /**
   * Old versions of rows that the server still keeps, by its own count; where it has none, the
   * transactions since the oldest snapshot that keeps it from taking them away.
   */
  readonly historyLength: Question<number | null>
  /** The readers of a cluster, those that are gone among them. */
  readonly readers: Question<readonly Reader[]>
  /** The lag in s that a replica reports; null if it does not replicate. */
  replicaLag(replica: Asked): Promise<number | null>
}
