import type { Words } from '../words.ts'
import { numberOf } from './jobs.ts'
import { identifier, quoted } from './pg-text.ts'
import { placeOf } from './place.ts'
import { needed } from './rights.ts'

const tables = (database: string) => `ALL TABLES IN SCHEMA ${quoted(placeOf(database).schema)}`
const usage = (database: string) =>
  `GRANT USAGE ON SCHEMA ${quoted(placeOf(database).schema)} TO the user of the secret`
const least = (database: string) =>
  `${usage(database)}; GRANT ${needed.join(', ')} ON ${tables(database)} TO the user of the secret`
const maintain = (what: string) =>
  `GRANT MAINTAIN ON ${what} TO the user of the secret (17 and later; before, the tables' owner ` +
  'has to GRANT its own role to the user)'

export const words: Words = {
  // All that is asked for in the end, so that nobody comes back for the next one.
  grants: (database, refresh) =>
    `${least(database)}; ${refresh ? `${maintain(tables(database))}; ` : ''}GRANT ` +
    'pg_read_all_stats TO the user of the secret',
  grantLeast: least,
  grantRebuild: (database, table) =>
    maintain(`${quoted(placeOf(database).schema)}.${identifier(table)}`),
  grantRefresh: (database) => maintain(tables(database)),
  refreshRight: 'MAINTAIN (or the ownership of the tables)',
  refreshAsksFor:
    "On production VACUUM requires MAINTAIN (17 and later) or the tables' owner; grant it, or " +
    'set ' +
    'limits.analyze to false.',
  refresh: 'VACUUM (ANALYZE)',
  check: 'The server',
  utcNow: "now() AT TIME ZONE 'UTC'",
  replicaRight: 'CONNECT to the database postgres',
  stopJob: (job) => `SELECT cron.alter_job(${numberOf(job)}, active := false)`,
  readRoutine: '\\sf',
  sessionsUnseen: [
    'Without the role pg_read_all_stats what other sessions do is not visible; one of them ' +
      'may be ' +
      'cleaning, and the throttle sees neither running queries nor the oldest snapshot.',
    'GRANT pg_read_all_stats TO the user of the secret: it shows what sessions do, and ' +
      'changes nothing.',
  ],
  jobsUnseen: [
    'The extension pg_cron runs jobs here, and shows this user its own alone, in one ' +
      'database; one ' +
      'of the others may be cleaning.',
    'As the master user, in the database that cron.database_name names: SELECT jobid, ' +
      'jobname, command, database FROM cron.job WHERE active.',
  ],
  triggersUnseen: 'No triggers are visible.',
  grantTriggers: () => null,
  // Its documentation, "VACUUM" (FULL) and "REINDEX"; Amazon RDS User Guide, "Reducing bloat in
  // tables and indexes with the pg_repack extension".
  spaceLeft:
    "A rebuild (REINDEX) returns the space of indexes alone. A table's own space comes back by " +
    'the extension pg_repack, which RDS has: pg_repack -k --table NAME --no-order. Never run ' +
    'VACUUM FULL in production: it locks the table against reads and writes until it ends.',
  connect(host, port, name) {
    const { database, schema } = placeOf(name)
    return (
      `PGOPTIONS='-c search_path=${schema}' psql "host=${host} port=${port} sslmode=require ` +
      `user=USER dbname=${database}"`
    )
  },
}
