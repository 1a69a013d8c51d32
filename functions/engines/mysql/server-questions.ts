import { asIs } from '../catalogue-keys.ts'
import { spaceIn } from '../catalogue-tables.ts'
import { number } from '../answered-counts.ts'
import { clockIn, readersIn, sessionsIn, timesIn } from '../answered-server.ts'
import type { PlanStep, Replica } from '../answers.ts'
import { text, type Row } from '../database.ts'
import { wallTime } from '../expression.ts'
import type { ServerQuestions } from '../server-questions.ts'
import { answering, name, raw, sql, written, type Piece } from './mysql-text.ts'
import { firstKnown } from './first-known.ts'
import { jobs, jobsRun, readJobs, stopJob } from './jobs.ts'
import { columnsOf, otherTables, sumUp } from './other-databases.ts'
import { rights } from './rights.ts'
import { longestStatement, readiness, settings } from './settings.ts'

/** @param from, below major times 100 plus minor. */
const supported =
  (from: number, below: number, range: string): ServerQuestions['supports'] =>
  (version) => {
    const [, major = '0', minor = '0'] = /^(?:5\.5\.5-)?(\d+)\.(\d+)/.exec(version) ?? []
    const number = Number(major) * 100 + Number(minor)
    return { range, within: number >= from && number < below }
  }

/** A physical copy may have the same UUID, so the place is part of it. */
const identity = (server: string) =>
  answering(
    raw(`SELECT CONCAT_WS(' ', ${server}, @@hostname, @@port, @@datadir) AS own`),
    ([row]) => text(row?.own),
  )

/** Zones without daylight saving. */
const steady = /^([+-]\d\d:\d\d|(Etc\/)?(UTC|GMT|UCT))$/i

/** Values of EXPLAIN's column `type`. */
const accesses: Readonly<Record<string, PlanStep['access']>> = {
  ALL: 'scan',
  index: 'scan',
  hash_ALL: 'scan',
  hash_index: 'scan',
  range: 'range',
  system: 'lookup',
  const: 'lookup',
  eq_ref: 'lookup',
  ref: 'lookup',
}

const toStep = ({ table, type, key, rows }: Row): PlanStep => ({
  table: table ?? null,
  access: accesses[text(type)] ?? null,
  index: key ?? null,
  rows: number(rows),
  told: type ?? null,
})

const toReplica = ({ Host, Server_id, Server_Id }: Row): Replica => ({
  host: text(Host),
  id: Server_id ?? Server_Id ?? '?',
})

export const mysqlQuestions: ServerQuestions = {
  cipher: answering(raw(`SHOW SESSION STATUS LIKE 'Ssl_cipher'`), ([row]) => text(row?.Value)),
  clock: answering(
    raw(
      'SELECT VERSION() AS version, UTC_TIMESTAMP(3) AS utc, NOW(3) AS here, ' +
        '@@SESSION.time_zone AS zone, @@system_time_zone AS `system`',
    ),
    clockIn((zone, system) => steady.test(zone === 'SYSTEM' ? system : zone)),
  ),
  isOurs: (version) => !/mariadb/i.test(version),
  supports: supported(507, 1000, 'MySQL 5.7 to 9.x'),
  identity: identity('@@server_uuid'),
  times(table, column, from, to, until) {
    const time = name(column)
    return answering(
      sql`SELECT MAX(CASE WHEN ${time} <= ${wallTime(to)} THEN ${time}
        END) AS newest, COALESCE(SUM(${time} <= ${wallTime(to)}), 0) AS recent,
        COALESCE(SUM(${time} > ${wallTime(to)}), 0) AS future FROM ${name(table)}
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
      (instant) => sql`CAST(${String(BigInt(instant.getTime()) * 1_000_000n)} AS SIGNED)`,
    ) as [Piece, Piece]
    return answering(
      sql`SELECT COUNT(*) AS recent FROM ${name(table)} WHERE ${name(column)} > ${low}
        AND ${name(column)} <= ${high}`,
      ([row]) => Number(row?.recent),
    )
  },
  rights,
  settings,
  readiness,
  // InnoDB requires an index for each foreign key, has no row policies, and purges old versions
  // itself.
  tableReadiness: async () => ({ stops: [], odd: [], fine: '' }),
  longestStatement,
  jobs,
  jobsRun,
  readJobs,
  stopJob,
  otherTables,
  columns: columnsOf,
  sumUp,
  limitTime: (milliseconds) =>
    written(raw(`SET SESSION max_execution_time = ${Math.round(milliseconds)}`)),
  // The format is explicit: without it MySQL 9 returns a single text.
  plan: (statement) => ({
    text: `EXPLAIN FORMAT=TRADITIONAL ${statement.text}`,
    values: statement.values,
    read: (rows) => rows.map(toStep),
  }),
  estimates: (database) =>
    answering(
      sql`SELECT TABLE_NAME AS name, COALESCE(TABLE_ROWS, 0) AS total, COALESCE(AVG_ROW_LENGTH, 0)
        AS length FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${database}`,
      (rows) =>
        new Map(
          rows.map((row) => [
            text(row.name).toUpperCase(),
            { rows: Number(row.total), length: Number(row.length) },
          ]),
        ),
    ),
  space: (database) =>
    answering(
      sql`SELECT TABLE_NAME AS name, COALESCE(DATA_LENGTH, 0) AS data, COALESCE(INDEX_LENGTH, 0) AS
        indexes, COALESCE(DATA_FREE, 0) AS free FROM information_schema.TABLES
        WHERE TABLE_SCHEMA = ${database} AND TABLE_TYPE = 'BASE TABLE'`,
      spaceIn(asIs),
    ),
  deleteTriggers: (database) =>
    answering(
      sql`SELECT TRIGGER_NAME AS name, EVENT_OBJECT_TABLE AS owner, ACTION_STATEMENT AS definition
        FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ${database}
        AND EVENT_MANIPULATION = 'DELETE' ORDER BY EVENT_OBJECT_TABLE, TRIGGER_NAME`,
      (rows) =>
        rows.map((row) => ({
          name: text(row.name),
          table: text(row.owner),
          // Without the privilege MariaDB shows the trigger but not its text.
          definition: row.definition || null,
        })),
    ),
  // It takes an exclusive metadata lock (manual of MySQL, "Metadata Locking").
  triggersWait: true,
  scansLock: true,
  // A consistent read sets no locks (manual of MySQL, "Consistent Nonlocking Reads").
  readsWait: false,
  // The first came with 8.0.22; 8.4 removed the second.
  replicas: async (database) =>
    ((await firstKnown(database, [raw('SHOW REPLICAS'), raw('SHOW SLAVE HOSTS')])) ?? []).map(
      toReplica,
    ),
  sessions: answering(
    raw(
      'SELECT USER AS who, TIME AS seconds, INFO AS doing FROM ' +
        'information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND INFO IS NOT NULL',
    ),
    sessionsIn,
  ),
  lockHolder: (lock) =>
    answering(
      sql`SELECT place.holder, TIME AS seconds, INFO AS doing
        FROM (SELECT IS_USED_LOCK(${lock}) AS holder) place LEFT
        JOIN information_schema.PROCESSLIST ON ID = place.holder`,
      ([row]) =>
        row?.holder == null
          ? null
          : { id: row.holder, seconds: number(row.seconds), doing: row.doing ?? null },
    ),
  ping: answering(raw('SELECT 1 AS one'), ([row]) => number(row?.one)),
  runningThreads: answering(raw(`SHOW GLOBAL STATUS LIKE 'Threads_running'`), ([row]) =>
    number(row?.Value),
  ),
  // A replica's session runs one command, the dump of the log, until it ends.
  replicasRun: true,
  // Needs PROCESS.
  historyLength: answering(
    raw(
      'SELECT COUNT AS total FROM information_schema.INNODB_METRICS WHERE NAME = ' +
        "'trx_rseg_history_len'",
    ),
    ([row]) => number(row?.total),
  ),
  readers: answering(
    raw(
      'SELECT SERVER_ID AS id, REPLICA_LAG_IN_MILLISECONDS AS lag FROM ' +
        "information_schema.REPLICA_HOST_STATUS WHERE SESSION_ID <> 'MASTER_SESSION_ID'",
    ),
    readersIn,
  ),
  // The first came with 8.0.22; 8.4 removed the second.
  async replicaLag(replica) {
    const rows = await firstKnown(replica, [raw('SHOW REPLICA STATUS'), raw('SHOW SLAVE STATUS')])
    const seconds = rows?.[0]?.Seconds_Behind_Source ?? rows?.[0]?.Seconds_Behind_Master
    return seconds == null ? null : Number(seconds)
  },
}

export const mariadbQuestions: ServerQuestions = {
  ...mysqlQuestions,
  isOurs: (version) => /mariadb/i.test(version),
  supports: supported(1004, 1200, 'MariaDB 10.4 to 11.x'),
  identity: identity('@@server_id'),
  limitTime: (milliseconds) =>
    written(raw(`SET SESSION max_statement_time = ${milliseconds / 1000}`)),
  replicas: async (database) =>
    ((await firstKnown(database, [raw('SHOW SLAVE HOSTS')])) ?? []).map(toReplica),
}
