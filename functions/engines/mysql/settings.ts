import type { Settings } from '../../contract/settings.ts'
import type { Advice, Readiness } from '../answers.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import { answering, raw } from './mysql-text.ts'
import { rights } from './rights.ts'

/**
 * Bytes that the binary log must have room for in one transaction: a batch's rows, at most 4 MB,
 * and their descendants.
 */
const batchLog = 64 * 2 ** 20

const ofPace = [
  'log_bin',
  'binlog_format',
  'binlog_row_image',
  'sync_binlog',
  'innodb_flush_log_at_trx_commit',
  'innodb_buffer_pool_size',
]
const ofOutcome = [
  'version',
  'time_zone',
  'lower_case_table_names',
  'max_allowed_packet',
  'optimizer_switch',
  'innodb_page_size',
  'innodb_rollback_on_timeout',
]
/** Settings that prevent deletes on production only. */
const ofDeletes = [
  'read_only',
  'super_read_only',
  'innodb_read_only',
  'innodb_force_recovery',
  'max_binlog_cache_size',
  'init_connect',
]

type Values = Readonly<Record<string, string>>

/** Session values, or global ones for settings without a session value. */
const variables = (names: readonly string[]): Question<Values> =>
  answering(
    raw(
      'SHOW SESSION VARIABLES WHERE Variable_name IN ' +
        `(${names.map((one) => `'${one}'`).join(', ')})`,
    ),
    (rows) =>
      Object.fromEntries(
        rows.map(({ Variable_name: name, Value: value }) => [
          text(name).toLowerCase(),
          value ?? '',
        ]),
      ),
  )

const all = variables([...ofPace, ...ofOutcome, ...ofDeletes])

const picked = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.flatMap((name) => (name in values ? [[name, text(values[name])]] : [])))

export const settings: Question<Settings> = {
  ...all,
  read(rows) {
    const values = all.read(rows)
    return {
      pace: picked(values, ofPace),
      outcome: picked(values, ofOutcome),
      keepsLog: values.log_bin === 'ON',
      ...('max_allowed_packet' in values && {
        longestStatement: Number(values.max_allowed_packet),
      }),
    }
  },
}

/** The maximum bytes of a statement; null if unknown. */
export const longestStatement: Question<number | null> = {
  ...variables(['max_allowed_packet']),
  read: ([row]) => (row?.Value == null ? null : Number(row.Value)),
}

export async function readiness(database: Pick<Database, 'query'>): Promise<Readiness> {
  const values = await ask(database, all)
  return {
    stops: await stops(database, values),
    odd: values.init_connect
      ? [
          [
            'The server runs init_connect for each new connection. Drydock overrides its ' +
              'settings; other effects happen on production, but perhaps not on the clone.',
            'Read it: SELECT @@GLOBAL.init_connect.',
          ],
        ]
      : [],
    fine:
      values.log_bin === 'ON'
        ? 'Production accepts deletes like the rehearsal. It writes a binary log ' +
          `(${values.binlog_format}), but a clone in RDS for MySQL or MariaDB does not: the ` +
          "rehearsal is faster and uses less disk than production's purge."
        : 'Production accepts deletes like the rehearsal.',
  }
}

async function stops(database: Pick<Database, 'query'>, settings: Values): Promise<Advice[]> {
  const found: Advice[] = []
  const is = (name: string) => !['OFF', '0', ''].includes(settings[name] ?? '')
  if (
    is('super_read_only') ||
    is('innodb_read_only') ||
    (is('read_only') && !(await ask(database, rights(''))).writesAnyway)
  ) {
    const names = ['read_only', 'super_read_only', 'innodb_read_only'].filter(is)
    found.push([
      'Production accepts no writes ' +
        `(${names.map((name) => `${name} is ${settings[name]}`).join(', ')}).`,
      'Set the writer as the source, not a replica; or set the parameter to 0 in its ' +
        'parameter group.',
    ])
  }
  if (is('innodb_force_recovery'))
    found.push([
      `Production runs with innodb_force_recovery = ${settings.innodb_force_recovery}, in ` +
        'which InnoDB accepts no deletes.',
      'Repair the server first.',
    ])
  if (is('log_bin') && settings.binlog_format === 'STATEMENT')
    found.push([
      "Production's binary log has the format STATEMENT, with which the server rejects " +
        'deletes in READ COMMITTED, the isolation level that avoids locks on live rows (error ' +
        '1665). The clone has no binary log and would not show it.',
      'Set binlog_format to MIXED or ROW in the parameter group of production; it needs no ' +
        'restart, and replicas follow.',
    ])
  if (is('log_bin') && Number(settings.max_binlog_cache_size ?? batchLog) < batchLog)
    found.push([
      "Production's binary log accepts transactions of at most " +
        `${settings.max_binlog_cache_size} bytes (max_binlog_cache_size); a batch of the purge ` +
        'may write more and fail (error 1197).',
      `Set max_binlog_cache_size to ${batchLog} or more in the parameter group of production.`,
    ])
  return found
}
