import type { Advice } from '../answers.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import { answering, number, raw } from './pg-text.ts'

/** Transaction IDs that are left when the server stops giving any (varsup.c): 3 million. */
const last = 3_000_000
/** From so many used, what keeps VACUUM from freezing rows needs a person. */
const aged = 1_000_000_000
const most = 2 ** 31 - last
/** Of which a purge, with its batches, is one in 10. */
const reserve = 10_000_000
/** s from which a transaction counts as old, and bytes from which a slot lags. */
const [old, behind] = [1800, 2 ** 30]

const age: Question<number> = answering(
  raw('SELECT MAX(age(datfrozenxid)) AS age FROM pg_database'),
  ([row]) => Number(row?.age),
)

/** Whose snapshot is the oldest: dead rows that it might see stay, and so does their place. */
const oldest = answering(
  raw(
    'SELECT usename AS who, pid, FLOOR(EXTRACT(EPOCH FROM clock_timestamp() - xact_start)) ' +
      'AS seconds, state FROM pg_stat_activity WHERE backend_xmin IS NOT NULL AND xact_start < ' +
      `clock_timestamp() - INTERVAL '${old} s' AND pid <> pg_backend_pid() ORDER BY xact_start`,
  ),
  (rows) =>
    rows.map((row) => `${text(row.who)} (process ${text(row.pid)}, for ${text(row.seconds)} s)`),
)

const prepared = answering(
  raw(
    'SELECT COUNT(*) AS total FROM pg_prepared_xacts WHERE prepared < ' +
      `clock_timestamp() - INTERVAL '${old} s'`,
  ),
  ([row]) => Number(row?.total),
)

/** Slots keep WAL on the disk until their reader has it, and rows from VACUUM by their xmin. */
const slots = answering(
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

/** Replicas whose queries keep rows from VACUUM here (hot_standby_feedback). */
const feedback = answering(
  raw(
    'SELECT application_name AS name, age(backend_xmin) AS age FROM pg_stat_replication ' +
      'WHERE backend_xmin IS NOT NULL ORDER BY application_name',
  ),
  (rows) => rows.map((row) => `${text(row.name)} (${text(row.age)} transactions)`),
)

const autovacuum = answering(
  raw(
    "SELECT current_setting('autovacuum') AS vacuums, current_setting('track_counts') AS counts, " +
      "current_setting('wal_level') AS level",
  ),
  ([row]) => ({
    on: row?.vacuums === 'on' && row.counts === 'on',
    logical: row?.level === 'logical',
  }),
)

/** What dead rows, and the log of their deletes, do to the server as it is now. */
export async function serverRisks(
  database: Pick<Database, 'query'>,
): Promise<{ readonly stops: readonly Advice[]; readonly odd: readonly Advice[] }> {
  const stops: Advice[] = []
  const odd: Advice[] = []
  const used = await ask(database, age)
  const freeze =
    'Let VACUUM (FREEZE) run on the oldest tables first (SELECT relname, age(relfrozenxid) ' +
    'FROM pg_class ORDER BY 2 DESC), and end what holds it up: old transactions, slots.'
  if (used > most - reserve)
    stops.push([
      `Production has ${(most - used).toLocaleString('en-US')} transaction IDs left before it accepts no more writes.`,
      freeze,
    ])
  else if (used > aged)
    odd.push([
      `Production's oldest rows are ${used.toLocaleString('en-US')} transactions old; at ${most.toLocaleString('en-US')} it accepts no more writes.`,
      freeze,
    ])
  const { on } = await ask(database, autovacuum)
  if (!on)
    odd.push([
      'Autovacuum is off on production (autovacuum, track_counts): nothing takes dead rows away, those of the purge included.',
      'Turn it on in the parameter group; or run VACUUM (ANALYZE) on the purged tables yourself.',
    ])
  const sessions = await ask(database, oldest)
  const waiting = await ask(database, prepared)
  if (sessions.length > 0 || waiting > 0)
    odd.push([
      `Old transactions keep dead rows from VACUUM: ${[...sessions.slice(0, 3), ...(waiting > 0 ? [`${waiting} prepared (pg_prepared_xacts)`] : [])].join(', ')}. What the purge deletes stays on the disk, and queries read past it, until they end.`,
      'Find out what they do, and end them before the purge (SELECT pg_terminate_backend(…)).',
    ])
  for (const { name, active, bytes } of await ask(database, slots))
    if (!active || bytes > behind)
      odd.push([
        `The replication slot ${name} ${active ? 'lags' : 'has no reader'}: the server keeps ${Math.round(bytes / 2 ** 20)} MiB of WAL for it, and a purge adds to them.`,
        `Drop it if nobody needs it (SELECT pg_drop_replication_slot('…')), or wait until its reader has caught up.`,
      ])
  const standbys = await ask(database, feedback)
  if (standbys.length > 0)
    odd.push([
      `Queries on replicas keep dead rows from VACUUM here (hot_standby_feedback): ${standbys.join(', ')}.`,
      'Nothing, while they are short; the throttle pauses where the oldest snapshot gets old (history-list-length).',
    ])
  return { stops, odd }
}

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
