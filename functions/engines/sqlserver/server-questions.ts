import { number } from '../answered-counts.ts'
import { clockIn, sessionsIn, timesIn } from '../answered-server.ts'
import type { Replica } from '../answers.ts'
import { ask, text } from '../database.ts'
import { wallTime } from '../expression.ts'
import type { ServerQuestions } from '../server-questions.ts'
import { limitTime } from './connection.ts'
import { cipherKey } from './dial.ts'
import { jobs, jobsRun, readJobs, stopJob } from './jobs.ts'
import { lockHolder } from './lock.ts'
import { logUsed } from './log-used.ts'
import { answering, name, quoted, raw, sql, written, type Piece } from './ms-text.ts'
import { columnsOf, otherTables, sumUp } from './other-databases.ts'
import { plan } from './plan.ts'
import { rights } from './rights.ts'
import { here } from './schema-questions.ts'
import { longestStatement, readiness, settings } from './settings.ts'
import { estimates, space } from './sizes.ts'
import { tableReadiness } from './table-readiness.ts'

/** Zones that never put their clocks back; of older servers only the distance from UTC is told. */
const steady = /^UTC$/
const sees = "HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1"
const wall = (instant: Date): Piece => sql`CONVERT(DATETIME2(3), ${wallTime(instant)}, 121)`
const shown = (value: string) => `CONVERT(VARCHAR(33), ${value}, 121)`

const followers = answering(
  raw(
    `IF ${sees} SELECT r.replica_server_name AS host, r.replica_id AS id FROM ` +
      'sys.availability_replicas r JOIN sys.dm_hadr_availability_replica_states s ON ' +
      's.replica_id = r.replica_id WHERE s.is_local = 0 ORDER BY r.replica_server_name',
  ),
  (rows): readonly Replica[] => rows.map((row) => ({ host: text(row.host), id: text(row.id) })),
)

export const serverQuestions: ServerQuestions = {
  cipher: answering(
    raw(`SELECT CAST(SESSION_CONTEXT(N'${cipherKey}') AS NVARCHAR(200)) AS cipher`),
    ([row]) => text(row?.cipher),
  ),
  // 2022 brought the zone's name.
  clock: answering(
    raw(
      'DECLARE @zone NVARCHAR(128) = DATENAME(TZOFFSET, SYSDATETIMEOFFSET()); IF ' +
        "CAST(SERVERPROPERTY('ProductMajorVersion') AS INT) >= 16 EXEC sp_executesql " +
        "N'SET @zone = CURRENT_TIMEZONE_ID()', N'@zone NVARCHAR(128) OUTPUT', @zone OUTPUT; " +
        "SELECT CAST(SERVERPROPERTY('ProductVersion') AS NVARCHAR(128)) + ' ' + " +
        "CAST(SERVERPROPERTY('Edition') AS NVARCHAR(128)) AS version, " +
        `${shown('CAST(SYSUTCDATETIME() AS DATETIME2(3))')} AS utc, ` +
        `${shown('CAST(SYSDATETIME() AS DATETIME2(3))')} AS here, @zone AS zone`,
    ),
    clockIn((zone) => steady.test(zone)),
  ),
  isOurs: (version) => !/azure|babelfish/i.test(version),
  supports: (version) => {
    const major = Number(/^\d+/.exec(version)?.[0] ?? 0)
    return { range: 'SQL Server 2016 to 2022 (13 to 16)', within: major >= 13 && major <= 16 }
  },
  // A copy may have the name of what it was copied from, so the place is part of it.
  identity: answering(
    raw(
      "SELECT CONCAT(@@SERVERNAME, ' ', CAST(CONNECTIONPROPERTY('local_net_address') AS " +
        "VARCHAR(48)), ' ', CAST(CONNECTIONPROPERTY('local_tcp_port') AS VARCHAR(10))) AS own",
    ),
    ([row]) => text(row?.own),
  ),
  times(table, column, from, to, until) {
    const time = raw(quoted(column))
    return answering(
      sql`SELECT ${raw(shown('x.newest'))} AS newest, x.recent, x.future
        FROM (SELECT MAX(CASE WHEN ${time} <= ${wall(to)} THEN ${time} END) AS newest,
        COUNT_BIG(CASE WHEN ${time} <= ${wall(to)} THEN 1 END) AS recent,
        COUNT_BIG(CASE WHEN ${time} > ${wall(to)} THEN 1 END) AS future FROM ${name(table)}
        WHERE ${time} > ${wall(from)} AND ${time} <= ${wall(until)}) x`,
      timesIn,
    )
  },
  newest: (table, column, until) =>
    answering(
      sql`SELECT ${raw(shown(`MAX(${quoted(column)})`))} AS newest FROM ${name(table)}
        WHERE ${raw(quoted(column))} <= ${wall(until)}`,
      ([row]) => row?.newest ?? null,
    ),
  epochs(table, column, from, to) {
    const [low = raw(''), high = raw('')] = [from, to].map(
      (instant) => sql`CAST(${String(BigInt(instant.getTime()) * 1_000_000n)} AS BIGINT)`,
    )
    return answering(
      sql`SELECT COUNT_BIG(*) AS recent FROM ${name(table)}
        WHERE ${raw(quoted(column))} > ${low} AND ${raw(quoted(column))} <= ${high}`,
      ([row]) => Number(row?.recent),
    )
  },
  rights,
  settings,
  readiness,
  tableReadiness,
  longestStatement,
  jobs,
  jobsRun,
  readJobs,
  stopJob,
  otherTables,
  columns: columnsOf,
  sumUp,
  limitTime: (milliseconds) => written(raw(limitTime(milliseconds))),
  plan,
  estimates,
  space,
  deleteTriggers: (database) =>
    answering(
      sql`SELECT t.name, o.name AS owner, m.definition FROM sys.triggers t
        JOIN sys.trigger_events e ON e.object_id = t.object_id AND e.type_desc = 'DELETE'
        JOIN sys.objects o ON o.object_id = t.parent_id
        JOIN sys.schemas s ON s.schema_id = o.schema_id
        LEFT JOIN sys.sql_modules m ON m.object_id = t.object_id
        WHERE t.is_disabled = 0 AND ${here(database)} ORDER BY o.name, t.name`,
      (rows) =>
        rows.map((row) => ({
          name: text(row.name),
          table: text(row.owner),
          definition: row.definition ?? null,
        })),
    ),
  // CREATE TRIGGER takes a schema modification lock, which waits for who changes rows; that a new
  // text of a trigger does was not read anywhere: the looks that this saves are kept.
  triggersWait: false,
  scansLock: true,
  // Unless READ_COMMITTED_SNAPSHOT is on (SET TRANSACTION ISOLATION LEVEL, "READ COMMITTED").
  readsWait: true,
  replicas: (database) => ask(database, followers),
  sessions: answering(
    raw(
      `IF ${sees} SELECT s.login_name AS who, DATEDIFF(SECOND, r.start_time, SYSDATETIME()) AS ` +
        'seconds, t.text AS doing FROM sys.dm_exec_requests r JOIN sys.dm_exec_sessions s ON ' +
        's.session_id = r.session_id OUTER APPLY sys.dm_exec_sql_text(r.sql_handle) t WHERE ' +
        's.is_user_process = 1 AND r.session_id <> @@SPID',
    ),
    sessionsIn,
  ),
  lockHolder,
  ping: answering(raw('SELECT 1 AS one'), ([row]) => number(row?.one)),
  // What is hidden from the user is told as nothing at all: a count of it would be too small.
  runningThreads: answering(
    raw(
      `IF ${sees} SELECT COUNT(*) AS total FROM sys.dm_exec_requests r JOIN sys.dm_exec_sessions ` +
        's ON s.session_id = r.session_id WHERE s.is_user_process = 1 AND r.status IN ' +
        "('running', 'runnable', 'suspended')",
    ),
    ([row]) => number(row?.total),
  ),
  // Only users' sessions are counted.
  replicasRun: false,
  // Row versions that the oldest transaction still needs, by transactions since.
  historyLength: answering(
    raw(
      `IF ${sees} SELECT last_transaction_sequence_num - first_useful_sequence_num AS total FROM ` +
        'sys.dm_tran_current_transaction',
    ),
    ([row]) => number(row?.total),
  ),
  logUsed,
  // Clusters of it are none of RDS's.
  readers: answering(raw("SELECT 'none' AS id WHERE 1 = 0"), () => []),
  // On the secondary: where all that was received is redone, the last commit's age is no lag.
  replicaLag: (replica) =>
    ask(
      replica,
      answering(
        raw(
          'SELECT MAX(CASE WHEN is_primary_replica = 1 THEN NULL WHEN redo_queue_size = 0 THEN 0 ' +
            'ELSE DATEDIFF(SECOND, last_commit_time, SYSDATETIME()) END) AS lag FROM ' +
            'sys.dm_hadr_database_replica_states WHERE is_local = 1',
        ),
        ([row]) => number(row?.lag),
      ),
    ),
}
