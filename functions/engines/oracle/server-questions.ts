import { number } from '../answered-counts.ts'
import { clockIn, sessionsIn, timesIn } from '../answered-server.ts'
import type { Reader, Replica } from '../answers.ts'
import { ask, text } from '../database.ts'
import { wallTime } from '../expression.ts'
import type { ServerQuestions } from '../server-questions.ts'
import { limitTime } from './limit-time.ts'
import { jobs, jobsRun, readJobs, stopJob } from './jobs.ts'
import { lockHolder } from './lock.ts'
import { logUsed } from './log-used.ts'
import { columnsOf, otherTables, sumUp } from './other-databases.ts'
import { answering, called, name, raw, sql, timeFormat, written } from './ora-text.ts'
import { ownerOf } from './place.ts'
import { plan } from './plan.ts'
import { rights } from './rights.ts'
import { shownTime } from './row-text.ts'
import { longestStatement, readiness, settings } from './settings.ts'
import { estimates, space } from './sizes.ts'
import { tableReadiness } from './table-readiness.ts'

const shown = "'YYYY-MM-DD HH24:MI:SS.FF3'"
const bound = (instant: Date) => sql`TO_TIMESTAMP(${wallTime(instant)}, ${raw(timeFormat)})`

const standbys = answering(
  raw(
    'SELECT DB_UNIQUE_NAME AS "name", DEST_ID AS "id" FROM V$ARCHIVE_DEST_STATUS ' +
      "WHERE TYPE IN ('PHYSICAL', 'LOGICAL') AND STATUS = 'VALID' ORDER BY DEST_ID",
  ),
  (rows): readonly Replica[] => rows.map((row) => ({ host: text(row.name), id: text(row.id) })),
)

export const serverQuestions: ServerQuestions = {
  // The cipher itself is told from 23ai on.
  cipher: answering(
    raw("SELECT SYS_CONTEXT('USERENV', 'NETWORK_PROTOCOL') AS \"protocol\" FROM DUAL"),
    ([row]) => (text(row?.protocol).toLowerCase() === 'tcps' ? 'tcps' : ''),
  ),
  clock: answering(
    raw(
      'SELECT (SELECT MAX(VERSION_FULL) FROM PRODUCT_COMPONENT_VERSION ' +
        'WHERE PRODUCT LIKE \'Oracle%\') AS "version", ' +
        `TO_CHAR(SYS_EXTRACT_UTC(SYSTIMESTAMP), ${shown}) AS "utc", ` +
        `TO_CHAR(CURRENT_TIMESTAMP, ${shown}) AS "here", SESSIONTIMEZONE AS "zone" FROM DUAL`,
    ),
    clockIn((zone) => /^[+-]\d\d:\d\d$|^UTC$/.test(zone)),
  ),
  // A relative that answers has no product whose name begins with Oracle.
  isOurs: (version) => /^\d+\./.test(version),
  supports: (version) => ({
    range: 'Oracle Database 19c and 21c',
    within: /^(19|21)\./.test(version),
  }),
  // A clone has the same DBID and name; no two servers have one host and one instance.
  identity: answering(
    raw(
      "SELECT SYS_CONTEXT('USERENV', 'SERVER_HOST') || ' ' || " +
        "SYS_CONTEXT('USERENV', 'DB_UNIQUE_NAME') || ' ' || " +
        "SYS_CONTEXT('USERENV', 'CON_NAME') AS \"own\" FROM DUAL",
    ),
    ([row]) => text(row?.own),
  ),
  times(table, column, from, to, until) {
    const time = name(column)
    const newest = sql`MAX(CASE WHEN ${time} <= ${bound(to)} THEN ${time} END)`
    return answering(
      sql`SELECT ${shownTime(newest)} AS "newest",
        COUNT(CASE WHEN ${time} <= ${bound(to)} THEN 1 END) AS "recent",
        COUNT(CASE WHEN ${time} > ${bound(to)} THEN 1 END) AS "future" FROM ${name(table)}
        WHERE ${time} > ${bound(from)} AND ${time} <= ${bound(until)}`,
      timesIn,
    )
  },
  newest: (table, column, until) =>
    answering(
      sql`SELECT ${shownTime(sql`MAX(${name(column)})`)} AS "newest" FROM ${name(table)}
        WHERE ${name(column)} <= ${bound(until)}`,
      ([row]) => row?.newest ?? null,
    ),
  epochs(table, column, from, to) {
    const [low, high] = [from, to].map(
      (instant) => sql`TO_NUMBER(${String(BigInt(instant.getTime()) * 1_000_000n)})`,
    )
    return answering(
      sql`SELECT COUNT(*) AS "recent" FROM ${name(table)}
        WHERE ${name(column)} > ${low ?? raw('')} AND ${name(column)} <= ${high ?? raw('')}`,
      ([row]) => Number(row?.recent),
    )
  },
  limitTime: (milliseconds) => written(raw(limitTime(milliseconds))),
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
  plan,
  estimates,
  space,
  deleteTriggers: (database) =>
    answering(
      sql`SELECT OWNER || '.' || TRIGGER_NAME AS "name", TABLE_NAME AS "owner",
        TRIGGER_TYPE || ' ' || TRIGGERING_EVENT || ' ' || WHEN_CLAUSE AS "kind",
        TRIGGER_BODY AS "body"
        FROM DBA_TRIGGERS WHERE TABLE_OWNER = ${ownerOf(database)} AND STATUS = 'ENABLED'
        AND RTRIM(BASE_OBJECT_TYPE) = 'TABLE' AND TRIGGERING_EVENT LIKE '%DELETE%' ORDER BY 2, 1`,
      (rows) =>
        rows.map((row) => ({
          name: text(row.name),
          table: called(text(row.owner)),
          definition: row.body == null ? null : `${text(row.kind)} ${row.body}`,
        })),
    ),
  // Whether a CREATE TRIGGER waits for who has locked rows was never tried: nothing rests on it.
  triggersWait: false,
  scansLock: true,
  // "A reader never blocks a writer" nor a writer a reader (Database Concepts, chapter 12).
  readsWait: false,
  replicas: (database) => ask(database, standbys),
  sessions: answering(
    raw(
      'SELECT s.USERNAME AS "who", s.LAST_CALL_ET AS "seconds", q.SQL_TEXT AS "doing" ' +
        'FROM V$SESSION s LEFT JOIN V$SQL q ON q.SQL_ID = s.SQL_ID ' +
        "AND q.CHILD_NUMBER = s.SQL_CHILD_NUMBER WHERE s.STATUS = 'ACTIVE' " +
        "AND s.TYPE = 'USER' AND s.SID <> SYS_CONTEXT('USERENV', 'SID') " +
        "AND s.USERNAME NOT IN ('SYS', 'RDSADMIN')",
    ),
    sessionsIn,
  ),
  lockHolder,
  ping: answering(raw('SELECT 1 AS "one" FROM DUAL'), ([row]) => number(row?.one)),
  runningThreads: answering(
    raw(
      'SELECT COUNT(*) AS "total" FROM V$SESSION ' +
        "WHERE STATUS = 'ACTIVE' AND TYPE = 'USER' " +
        // Of a session on the CPU the class is that of its last wait.
        "AND NOT (STATE = 'WAITING' AND WAIT_CLASS = 'Idle')",
    ),
    ([row]) => number(row?.total),
  ),
  // Only users' sessions are counted.
  replicasRun: false,
  // Undo records of the transactions that are open.
  historyLength: answering(
    raw('SELECT NVL(SUM(USED_UREC), 0) AS "total" FROM V$TRANSACTION'),
    ([row]) => number(row?.total),
  ),
  logUsed,
  // RDS has no cluster of this engine.
  readers: answering(
    raw('SELECT 1 AS "id", 0 AS "lag" FROM DUAL WHERE 1 = 0'),
    (): readonly Reader[] => [],
  ),
  replicaLag: (replica) =>
    ask(
      replica,
      answering(
        raw(
          'SELECT EXTRACT(DAY FROM behind) * 86400 + EXTRACT(HOUR FROM behind) * 3600 + ' +
            'EXTRACT(MINUTE FROM behind) * 60 + EXTRACT(SECOND FROM behind) AS "lag" ' +
            'FROM (SELECT TO_DSINTERVAL(VALUE) AS behind FROM V$DATAGUARD_STATS ' +
            "WHERE NAME = 'apply lag') told",
        ),
        ([row]) => number(row?.lag),
      ),
    ),
}
