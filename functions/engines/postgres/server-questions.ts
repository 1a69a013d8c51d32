import { number } from '../answered-counts.ts'
import { clockIn, readersIn, sessionsIn, timesIn } from '../answered-server.ts'
import type { Replica } from '../answers.ts'
import { ask, text } from '../database.ts'
import { wallTime } from '../expression.ts'
import type { ServerQuestions } from '../server-questions.ts'
import { limitTime } from './time-limit.ts'
import { jobs, jobsRun, readJobs, stopJob } from './jobs.ts'
import { lockHolder } from './lock.ts'
import { columnsOf, otherTables, sumUp } from './other-databases.ts'
import { answering, called, name, raw, sql, written } from './pg-text.ts'
import { plan } from './plan.ts'
import { rights } from './rights.ts'
import { inSchema } from './schema-questions.ts'
import { historyLength, keptLog } from './server-risks.ts'
import { longestStatement, readiness, settings } from './settings.ts'
import { estimates, space } from './sizes.ts'
import { tableReadiness } from './table-readiness.ts'

/** Zones that never put their clocks back. */
const steady = /^((Etc\/)?(UTC|GMT|UCT|Zulu)|<?[+-]\d\d.*|(Etc\/)?GMT[+-]\d+)$/i
const shown = 'YYYY-MM-DD HH24:MI:SS.MS'

/** What is hidden from the user is told as nothing at all: a count of it would be too small. */
const seen = "pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')"

const followers = answering(
  raw(
    'SELECT host(client_addr) AS host, application_name AS name, pid FROM pg_stat_replication ' +
      'ORDER BY application_name, pid',
  ),
  (rows): readonly Replica[] =>
    rows.map((row) => ({ host: text(row.host), id: text(row.name) || text(row.pid) })),
)

export const serverQuestions: ServerQuestions = {
  cipher: answering(raw('SELECT cipher FROM pg_stat_ssl WHERE pid = pg_backend_pid()'), ([row]) =>
    text(row?.cipher),
  ),
  clock: answering(
    // Relatives that speak its protocol say in version() who they are.
    raw(
      "SELECT current_setting('server_version') || CASE WHEN version() ~ '^PostgreSQL [^,]*$' OR " +
        "version() !~* 'redshift|cockroach|yugabyte|-YB-' THEN '' ELSE ' ' || version() END AS " +
        `version, to_char(t AT TIME ZONE 'UTC', '${shown}') AS utc, to_char(t, '${shown}') AS ` +
        "here, current_setting('TimeZone') AS zone FROM clock_timestamp() AS t",
    ),
    clockIn((zone) => steady.test(zone)),
  ),
  isOurs: (version) => !/redshift|cockroach|yugabyte|-YB-/i.test(version),
  supports: (version) => {
    const major = Number(/^\d+/.exec(version)?.[0] ?? 0)
    return { range: 'PostgreSQL 13 to 18', within: major >= 13 && major <= 18 }
  },
  // A physical copy has the same identifier, so the place is part of it.
  identity: answering(
    raw(
      "SELECT concat_ws(' ', system_identifier, host(inet_server_addr()), inet_server_port()) " +
        'AS own FROM pg_control_system()',
    ),
    ([row]) => text(row?.own),
  ),
  times(table, column, from, to, until) {
    const time = name(column)
    return answering(
      sql`SELECT MAX(${time}) FILTER (WHERE ${time} <= ${wallTime(to)}) AS newest,
        COUNT(*) FILTER (WHERE ${time} <= ${wallTime(to)}) AS recent,
        COUNT(*) FILTER (WHERE ${time} > ${wallTime(to)}) AS future FROM ${name(table)}
        WHERE ${time} > ${wallTime(from)} AND ${time} <= ${wallTime(until)}`,
      timesIn,
    )
  },
  newest: (table, column, until) =>
    answering(
      sql`SELECT MAX(${name(column)}) AS newest FROM ${name(table)}
        WHERE ${name(column)} <= ${wallTime(until)}`,
      ([row]) => row?.newest ?? null,
    ),
  epochs(table, column, from, to) {
    const [low, high] = [from, to].map(
      (instant) => sql`CAST(${String(BigInt(instant.getTime()) * 1_000_000n)} AS bigint)`,
    )
    return answering(
      sql`SELECT COUNT(*) AS recent FROM ${name(table)}
        WHERE ${name(column)} > ${low ?? raw('')} AND ${name(column)} <= ${high ?? raw('')}`,
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
  // CREATE TRIGGER takes SHARE ROW EXCLUSIVE, which FOR UPDATE's ROW SHARE does not keep waiting
  // ("Explicit Locking"), and a new text of its function waits for nobody.
  triggersWait: false,
  // A DELETE locks what its search finds, and no more (its documentation, "Transaction Isolation").
  scansLock: false,
  // "reading never blocks writing and writing never blocks reading" (manual, chapter 13.1).
  readsWait: false,
  // A rule (CREATE RULE) may make something else of a delete: it is told like a trigger. So is a
  // table that comes to inherit: its rows go, too.
  deleteTriggers: (database) =>
    answering(
      sql`SELECT t.tgname AS name, c.relname AS owner,
        pg_get_triggerdef(t.oid) || ' ' || p.prosrc AS definition
        FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE ${inSchema('c.relnamespace', database)} AND NOT t.tgisinternal AND t.tgtype & 8 = 8
        AND t.tgenabled <> 'D' UNION ALL SELECT r.rulename, c.relname, pg_get_ruledef(r.oid)
        FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
        WHERE ${inSchema('c.relnamespace', database)} AND c.relkind IN ('r', 'p')
        AND r.ev_type = '4' AND r.ev_enabled <> 'D' UNION ALL
        SELECT i.inhrelid::regclass || ' (INHERITS)', c.relname, 'INHERITS'
        FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhparent
        WHERE ${inSchema('c.relnamespace', database)} AND c.relkind = 'r' ORDER BY 2, 1`,
      (rows) =>
        rows.map((row) => ({
          name: text(row.name),
          table: called(text(row.owner)),
          definition: row.definition ?? null,
        })),
    ),
  replicas: (database) => ask(database, followers),
  sessions: answering(
    raw(
      'SELECT usename AS who, FLOOR(EXTRACT(EPOCH FROM clock_timestamp() - query_start)) AS ' +
        "seconds, query AS doing FROM pg_stat_activity WHERE state = 'active' AND pid <> " +
        "pg_backend_pid() AND backend_type = 'client backend'",
    ),
    sessionsIn,
  ),
  lockHolder,
  ping: answering(raw('SELECT 1 AS one'), ([row]) => number(row?.one)),
  runningThreads: answering(
    raw(
      `SELECT CASE WHEN ${seen} THEN (SELECT COUNT(*) FROM pg_stat_activity WHERE state = ` +
        "'active' AND backend_type = 'client backend') END AS total",
    ),
    ([row]) => number(row?.total),
  ),
  // A replica's is a "walsender" ("The Cumulative Statistics System", pg_stat_activity).
  replicasRun: false,
  historyLength,
  keptLog,
  // Aurora's own (its documentation, "aurora_replica_status").
  readers: answering(
    raw(
      'SELECT server_id AS id, replica_lag_in_msec AS lag FROM aurora_replica_status() WHERE ' +
        "session_id <> 'MASTER_SESSION_ID'",
    ),
    readersIn,
  ),
  // Where all that was received is replayed, the last transaction's age is no lag.
  replicaLag: (replica) =>
    ask(
      replica,
      answering(
        raw(
          'SELECT CASE WHEN NOT pg_is_in_recovery() THEN NULL WHEN pg_last_wal_receive_lsn() = ' +
            'pg_last_wal_replay_lsn() THEN 0 ELSE EXTRACT(EPOCH FROM clock_timestamp() - ' +
            'pg_last_xact_replay_timestamp()) END AS lag',
        ),
        ([row]) => number(row?.lag),
      ),
    ),
}
