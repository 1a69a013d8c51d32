import type { Settings } from '../../contract/settings.ts'
import type { Advice, Readiness } from '../answers.ts'
import { ask, text, type Database, type Question, type Row } from '../database.ts'
import { logUsed } from './log-used.ts'
import { longTransactions } from './long-transactions.ts'
import { answering, raw } from './ms-text.ts'

/** Bytes of a batch: 65,536 packets of 4,096 bytes ("Maximum capacity specifications"). */
const longest = 65_536 * 4_096

const ofPace = ['recovery', 'rcsi', 'snapshots', 'durability', 'mirrored', 'cores'] as const
const ofOutcome = ['version', 'edition', 'collation', 'level', 'ansi'] as const

/** What a delete depends on, of the database that the session is in. */
const all: Question<Row> = answering(
  raw(
    "SELECT CAST(SERVERPROPERTY('ProductVersion') AS NVARCHAR(128)) AS version, " +
      "CAST(SERVERPROPERTY('Edition') AS NVARCHAR(128)) AS edition, d.recovery_model_desc AS " +
      'recovery, d.is_read_committed_snapshot_on AS rcsi, d.snapshot_isolation_state_desc AS ' +
      'snapshots, d.delayed_durability_desc AS durability, d.compatibility_level AS level, ' +
      'd.collation_name AS collation, d.is_read_only AS read_only, d.state_desc AS state, ' +
      'd.log_reuse_wait_desc AS waits, d.is_cdc_enabled AS cdc, d.is_published AS published, ' +
      'd.is_ansi_nulls_on AS ansi, d.is_auto_update_stats_on AS learns, ' +
      "DATABASEPROPERTYEX(d.name, 'Updateability') AS updates, CASE WHEN d.replica_id IS NULL " +
      'THEN 0 ELSE 1 END AS mirrored, (SELECT COUNT(*) FROM sys.dm_os_schedulers WHERE 1 = ' +
      "HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') AND status = 'VISIBLE ONLINE') AS " +
      'cores FROM sys.databases d WHERE d.database_id = DB_ID()',
  ),
  ([row]) => row ?? {},
)

const picked = (row: Row, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (row[name] == null ? [] : [[name, text(row[name])]])))

export const settings: Question<Settings> = {
  ...all,
  read(rows) {
    const row = all.read(rows)
    return {
      pace: picked(row, ofPace),
      outcome: { ...picked(row, ofOutcome), version: text(row.version) },
      keepsLog: row.recovery === 'FULL',
      longestStatement: longest,
    }
  },
}

export const longestStatement: Question<number | null> = answering(
  raw(`SELECT ${longest} AS longest`),
  ([row]) => Number(row?.longest),
)

/** Percent of the log from which a purge could fill it. */
const fullLog = 80
/** OPENJSON came with 2016, and a database has to be of its level. */
const leastLevel = 130

export async function readiness(database: Pick<Database, 'query'>): Promise<Readiness> {
  const row = await ask(database, all)
  const stops: Advice[] = []
  const odd: Advice[] = []
  if (row.read_only === '1' || row.updates === 'READ_ONLY')
    return {
      stops: [
        [
          'Production accepts no writes: the database is read-only, or a secondary replica.',
          'Set the primary as the source, not a replica.',
        ],
      ],
      odd: [],
      fine: '',
    }
  if (Number(row.level) < leastLevel)
    stops.push([
      `The database runs at compatibility level ${text(row.level)}; Drydock's statements need ` +
        `${leastLevel} (SQL Server 2016).`,
      `ALTER DATABASE … SET COMPATIBILITY_LEVEL = ${leastLevel}, tried before with WSO2: it ` +
        'changes how queries are planned.',
    ])
  if (row.rcsi !== '1')
    odd.push([
      'READ_COMMITTED_SNAPSHOT is off: a reader waits for the rows of a batch until it commits, ' +
        'and Drydock for the rows of others.',
      'Nothing, while batches are short (limits.batchMilliseconds); or ALTER DATABASE … SET ' +
        'READ_COMMITTED_SNAPSHOT ON, which WSO2 recommends for SQL Server, at a quiet hour.',
    ])
  const used = await ask(database, logUsed)
  const waits = text(row.waits)
  if (used !== null && used > fullLog)
    stops.push([
      `The transaction log is ${used}% full (log_reuse_wait_desc: ${waits}): deletes fill it.`,
      'Find out what keeps it, and let it be backed up; then start the run again.',
    ])
  else if (!/^(NOTHING|LOG_BACKUP|CHECKPOINT|)$/.test(waits))
    odd.push([
      `The server cannot use its transaction log again (log_reuse_wait_desc: ${waits}): the ` +
        'deletes of the purge stay in it until then.',
      'Find out what holds it: an old transaction, replication, a replica that lags.',
    ])
  odd.push(...(await longTransactions(database)))
  if (row.cdc === '1' || row.published === '1')
    odd.push([
      `${row.cdc === '1' ? 'Change data capture' : 'Replication'} reads the deletes from the ` +
        'transaction log: the log keeps them until they are read, and the readers delete the ' +
        'same rows.',
      'Make sure that they are meant to, and that the log has room.',
    ])
  if (row.learns !== '1')
    odd.push([
      'AUTO_UPDATE_STATISTICS is off: after the purge the server plans by the rows of before.',
      'Let the run refresh statistics (limits.analyze), or turn it on.',
    ])
  return {
    stops,
    odd,
    fine: 'Production accepts deletes like the rehearsal, and its log has room.',
  }
}
