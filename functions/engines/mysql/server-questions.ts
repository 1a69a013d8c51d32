import type { Sql } from '../dialect.ts'
import { wallTime } from '../expression.ts'
import type { ServerQuestions } from '../server-questions.ts'
import { name, raw, sql } from './mysql-text.ts'

export const mysqlQuestions: ServerQuestions = {
  grants: raw('SHOW GRANTS'),
  tls: raw(`SHOW SESSION STATUS LIKE 'Ssl_cipher'`),
  clock: raw(
    'SELECT VERSION() AS version, UTC_TIMESTAMP(3) AS utc, NOW(3) AS here, @@SESSION.time_zone AS zone, @@system_time_zone AS `system`',
  ),
  // A physical copy may have the same UUID, so the place is part of it.
  identity: raw(`SELECT CONCAT_WS(' ', @@server_uuid, @@hostname, @@port, @@datadir) AS own`),
  times(table, column, from, to, until) {
    const time = name(column)
    return sql`SELECT MAX(CASE WHEN ${time} <= ${wallTime(to)} THEN ${time} END) AS newest, COALESCE(SUM(${time} <= ${wallTime(to)}), 0) AS recent, COALESCE(SUM(${time} > ${wallTime(to)}), 0) AS future FROM ${name(table)} WHERE ${time} > ${wallTime(from)} AND ${time} <= ${wallTime(until)}`
  },
  newest: (table, column, until) =>
    sql`SELECT MAX(${name(column)}) AS newest FROM ${name(table)} WHERE ${name(column)} <= ${wallTime(until)}`,
  epochs(table, column, from, to) {
    const [low, high] = [from, to].map(
      (instant) => sql`CAST(${String(BigInt(instant.getTime()) * 1_000_000n)} AS SIGNED)`,
    ) as [Sql, Sql]
    return sql`SELECT COUNT(*) AS recent FROM ${name(table)} WHERE ${name(column)} > ${low} AND ${name(column)} <= ${high}`
  },
  limitTime: (milliseconds) => raw(`SET SESSION max_execution_time = ${Math.round(milliseconds)}`),
  explain: (statement) => sql`EXPLAIN FORMAT=TRADITIONAL ${statement}`,
  sizes: (database) =>
    sql`SELECT TABLE_NAME AS name, COALESCE(TABLE_ROWS, 0) AS total, COALESCE(AVG_ROW_LENGTH, 0) AS length FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${database}`,
  space: (database) =>
    sql`SELECT TABLE_NAME AS name, COALESCE(DATA_LENGTH, 0) AS data, COALESCE(INDEX_LENGTH, 0) AS indexes, COALESCE(DATA_FREE, 0) AS free FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${database} AND TABLE_TYPE = 'BASE TABLE'`,
  deleteTriggers: (database) =>
    sql`SELECT TRIGGER_NAME AS name, EVENT_OBJECT_TABLE AS owner, ACTION_STATEMENT AS definition FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ${database} AND EVENT_MANIPULATION = 'DELETE' ORDER BY EVENT_OBJECT_TABLE, TRIGGER_NAME`,
  // 8.0.22 brought the first, 8.4 took the second away.
  replicas: [raw('SHOW REPLICAS'), raw('SHOW SLAVE HOSTS')],
  activity: raw(
    `SELECT USER AS who, TIME AS seconds, INFO AS doing FROM information_schema.PROCESSLIST WHERE ID <> CONNECTION_ID() AND INFO IS NOT NULL`,
  ),
  lockHolder: (lock) =>
    sql`SELECT place.holder, TIME AS seconds, INFO AS doing FROM (SELECT IS_USED_LOCK(${lock}) AS holder) place LEFT JOIN information_schema.PROCESSLIST ON ID = place.holder`,
  ping: raw('SELECT 1 AS one'),
  runningThreads: raw(`SHOW GLOBAL STATUS LIKE 'Threads_running'`),
  // Asks for PROCESS.
  historyLength: raw(
    `SELECT COUNT AS total FROM information_schema.INNODB_METRICS WHERE NAME = 'trx_rseg_history_len'`,
  ),
  auroraReaders: raw(
    `SELECT SERVER_ID AS id, REPLICA_LAG_IN_MILLISECONDS AS lag FROM information_schema.REPLICA_HOST_STATUS WHERE SESSION_ID <> 'MASTER_SESSION_ID'`,
  ),
  // 8.0.22 brought the first, 8.4 took the second away.
  replicaStatus: [raw('SHOW REPLICA STATUS'), raw('SHOW SLAVE STATUS')],
}

export const mariadbQuestions: ServerQuestions = {
  ...mysqlQuestions,
  identity: raw(`SELECT CONCAT_WS(' ', @@server_id, @@hostname, @@port, @@datadir) AS own`),
  limitTime: (milliseconds) => raw(`SET SESSION max_statement_time = ${milliseconds / 1000}`),
  replicas: [raw('SHOW SLAVE HOSTS')],
}
