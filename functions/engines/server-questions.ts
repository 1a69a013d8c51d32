import type { Sql } from './dialect.ts'

/** What the preflight asks of a server. Everything is read; nothing is locked. */
export interface ServerQuestions {
  /** Grants of the session's user, a line each in the only column. */
  readonly grants: Sql
  /** `cipher`: empty where the connection is not encrypted. */
  readonly tls: Sql
  /** `version`; `utc`, the server's clock; `here`, the same in the session's zone, whose name is `zone`, and that of the server's machine `system`. */
  readonly clock: Sql
  /** `own`: what tells this server from another one, as far as it knows itself. */
  readonly identity: Sql
  /** How many rows have a wall time in (from, to] (`recent`) and in (to, until] (`future`), and the largest of the former (`newest`). */
  times(table: string, column: string, from: Date, to: Date, until: Date): Sql
  /** The largest wall time up to one, as `newest`. */
  newest(table: string, column: string, until: Date): Sql
  /** How many rows have an epoch (ns) in (from, to] (`recent`). */
  epochs(table: string, column: string, from: Date, to: Date): Sql
  /** Ends every later SELECT of the session that takes longer; 0 takes the limit back. */
  limitTime(milliseconds: number): Sql
  /** The plan: `type`, `table`, `rows`, `select_type`, `key`. */
  explain(statement: Sql): Sql
  /** `name`, estimated `total` rows and mean `length` of a row, by table. */
  sizes(database: string): Sql
  /** `name`, `data`, `indexes` and `free`: bytes, by table. */
  space(database: string): Sql
  /** `name`, `owner` (the table) and `definition` of each trigger on a delete. */
  deleteTriggers(database: string): Sql
  /** The replicas that are connected (`Host`, `Server_id` or `Server_Id`): the first text that the server knows. */
  readonly replicas: readonly Sql[]
  /** What other sessions do: `who`, `seconds`, `doing`. Own sessions only without the right to see more. */
  readonly activity: Sql
  /** `holder`: the connection that has the lock, or NULL; `seconds` for which it has been `doing` something, where it is and may be seen. */
  lockHolder(name: string): Sql
  /** `one`: the least that a server can be asked. */
  readonly ping: Sql
  /** `Value`: threads that run, the asking one among them. */
  readonly runningThreads: Sql
  /** `total`: transactions whose undo log the server still keeps. */
  readonly historyLength: Sql
  /** `id` and `lag` (ms) of the readers of an Aurora cluster, those that are gone among them. */
  readonly auroraReaders: Sql
  /** A replica's own status (`Seconds_Behind_Source` or `Seconds_Behind_Master`): the first text that the server knows. */
  readonly replicaStatus: readonly Sql[]
}
