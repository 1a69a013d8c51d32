import type { Advice } from '../answers.ts'
import { number } from '../answered-counts.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import { answering, raw } from './ms-text.ts'

/** s from which a transaction counts as old. */
const long = 1800
/** Percent of tempdb. */
const muchOfTempdb = 50

const sees = "IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1"

/**
 * Transactions that have changed something in this database, and those that read row versions of
 * any: the log, or the versions, since then are kept ("sys.dm_tran_database_transactions",
 * "sys.dm_tran_active_snapshot_database_transactions").
 */
const old: Question<readonly string[]> = answering(
  raw(
    `${sees} SELECT s.login_name AS who, t.session_id AS id, DATEDIFF(SECOND, ` +
      'a.transaction_begin_time, SYSDATETIME()) AS seconds FROM sys.dm_tran_active_transactions ' +
      'a JOIN sys.dm_tran_session_transactions t ON t.transaction_id = a.transaction_id JOIN ' +
      'sys.dm_exec_sessions s ON s.session_id = t.session_id WHERE t.session_id <> @@SPID AND ' +
      `DATEDIFF(SECOND, a.transaction_begin_time, SYSDATETIME()) > ${long} AND (EXISTS (SELECT 1 ` +
      'FROM sys.dm_tran_database_transactions d WHERE d.transaction_id = a.transaction_id AND ' +
      'd.database_id = DB_ID() AND d.database_transaction_begin_time IS NOT NULL) OR EXISTS ' +
      '(SELECT 1 FROM sys.dm_tran_active_snapshot_database_transactions v WHERE ' +
      'v.transaction_id = a.transaction_id)) ORDER BY a.transaction_begin_time',
  ),
  (rows) =>
    rows.map((row) => `${text(row.who)} (session ${text(row.id)}, for ${text(row.seconds)} s)`),
)

/** Percent of tempdb that row versions take ("sys.dm_db_file_space_usage"). */
const versions: Question<number | null> = answering(
  raw(
    `${sees} SELECT CAST(100.0 * SUM(version_store_reserved_page_count) / ` +
      'NULLIF(SUM(total_page_count), 0) AS DECIMAL(9, 2)) AS used FROM ' +
      'tempdb.sys.dm_db_file_space_usage',
  ),
  ([row]) => number(row?.used),
)

/** What keeps log and row versions while rows go. */
export async function longTransactions(database: Pick<Database, 'query'>): Promise<Advice[]> {
  const odd: Advice[] = []
  const open = await ask(database, old)
  if (open.length > 0)
    odd.push([
      `Transactions have been open for more than ${long / 60} min: ${open.join(', ')}. Until ` +
        'they end, the server keeps the log and the row versions of what a purge deletes.',
      'Find out whose they are, and let them end first.',
    ])
  const used = await ask(database, versions)
  if (used !== null && used > muchOfTempdb)
    odd.push([
      `Row versions take ${used}% of tempdb, and each deleted row adds one while ` +
        'READ_COMMITTED_SNAPSHOT or ALLOW_SNAPSHOT_ISOLATION is on.',
      'Find out which transaction keeps them ' +
        '(sys.dm_tran_active_snapshot_database_transactions); the throttle slows down by ' +
        'history-list-length.',
    ])
  return odd
}
