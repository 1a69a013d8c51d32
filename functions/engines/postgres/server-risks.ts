import { number } from '../answered-counts.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import type { Risks } from './judge-risks.ts'
import { answering, raw, sql } from './pg-text.ts'

/** s from which a transaction counts as old. */
const long = 1800

const age: Question<number> = answering(
  raw('SELECT GREATEST(MAX(age(datfrozenxid)), MAX(mxid_age(datminmxid))) AS age FROM pg_database'),
  ([row]) => Number(row?.age),
)

/** Whose snapshot is the oldest: dead rows that it might see stay, and so does their place. */
const oldest = (seconds: number): Question<readonly string[]> =>
  answering(
    sql`SELECT usename AS who, pid,
      FLOOR(EXTRACT(EPOCH FROM clock_timestamp() - xact_start)) AS seconds
      FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND pid <> pg_backend_pid()
      AND xact_start < clock_timestamp() - make_interval(secs => ${raw(String(seconds))})
      ORDER BY xact_start`,
    (rows) =>
      rows.map((row) => `${text(row.who)} (process ${text(row.pid)}, for ${text(row.seconds)} s)`),
  )

const prepared = (seconds: number): Question<number> =>
  answering(
    sql`SELECT COUNT(*) AS total FROM pg_prepared_xacts
      WHERE prepared < clock_timestamp() - make_interval(secs => ${raw(String(seconds))})`,
    ([row]) => Number(row?.total),
  )

/**
 * Slots keep WAL on the disk until their reader has it, and rows from VACUUM by their xmin. Where
 * there is none, the server is not asked for its WAL: Aurora keeps none of its own.
 */
const slots: Question<Risks['slots']> = answering(
  raw(
    'SELECT slot_name AS name, active, COALESCE(pg_wal_lsn_diff(pg_current_wal_lsn(), ' +
      'restart_lsn), 0) AS bytes FROM pg_replication_slots ORDER BY slot_name',
  ),
  (rows) =>
    rows.map((row) => ({
      name: text(row.name),
      active: row.active === 't',
      bytes: Number(row.bytes),
    })),
)

/** Of slots that are read: a pause helps no other, and the disk itself is watched. */
export const keptLog: Question<number | null> = answering(
  raw(
    'SELECT MAX(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) / 1073741824 AS kept ' +
      'FROM pg_replication_slots WHERE active',
  ),
  ([row]) => number(row?.kept),
)

const standbys: Question<readonly string[]> = answering(
  raw(
    'SELECT application_name AS name, age(backend_xmin) AS age FROM pg_stat_replication ' +
      'WHERE backend_xmin IS NOT NULL ORDER BY application_name',
  ),
  (rows) => rows.map((row) => `${text(row.name)} (${text(row.age)} transactions)`),
)

const vacuums: Question<boolean> = answering(
  raw(
    "SELECT current_setting('autovacuum') = 'on' AND current_setting('track_counts') = " +
      "'on' AS runs",
  ),
  ([row]) => row?.runs === 't',
)

/** @param seconds from which a transaction counts as old. */
export const readRisks = async (
  database: Pick<Database, 'query'>,
  seconds = long,
): Promise<Risks> => ({
  used: await ask(database, age),
  vacuums: await ask(database, vacuums),
  old: await ask(database, oldest(seconds)),
  prepared: await ask(database, prepared(seconds)),
  slots: await ask(database, slots),
  standbys: await ask(database, standbys),
})

/** The transactions since the oldest snapshot that still keeps dead rows, of whatever kind. */
export const historyLength: Question<number | null> = answering(
  raw(
    'SELECT CASE WHEN pg_has_role(current_user, ' +
      "'pg_read_all_stats', 'USAGE') THEN (SELECT COALESCE(MAX(age(x)), 0) FROM (SELECT " +
      'backend_xmin AS x FROM pg_stat_activity UNION ALL SELECT backend_xid FROM ' +
      'pg_stat_activity UNION ALL SELECT backend_xmin FROM pg_stat_replication UNION ALL SELECT ' +
      'xmin FROM pg_replication_slots UNION ALL SELECT transaction FROM pg_prepared_xacts) seen) ' +
      'END AS total',
  ),
  ([row]) => number(row?.total),
)
