import { NamedError } from '../contract/errors.ts'
import { deleteNothing, variables } from '../engines/mysql/session-settings.ts'
import { DatabaseTrouble, type Database } from '../engines/database.ts'
import { has, readGrants } from './grants.ts'
import { failed, passed, warning, type Finding, type PreflightScene } from './scene.ts'

export type Settings = Readonly<Record<string, string>>

/** Bytes that the binary log of one transaction has to have room for: a step's rows, of 4 MB at most, with all that hangs on them. */
const stepLog = 64 * 2 ** 20

/** What decides how fast a purge is and what it takes, and what decides whether its statements do the same. */
export const ofPace = [
  'log_bin',
  'binlog_format',
  'binlog_row_image',
  'sync_binlog',
  'innodb_flush_log_at_trx_commit',
  'innodb_buffer_pool_size',
] as const
export const ofOutcome = [
  'version',
  'time_zone',
  'lower_case_table_names',
  'max_allowed_packet',
  'optimizer_switch',
  'innodb_page_size',
  'innodb_rollback_on_timeout',
] as const
/** What stops a delete on production alone. */
const ofDeletes = [
  'read_only',
  'super_read_only',
  'innodb_read_only',
  'innodb_force_recovery',
  'max_binlog_cache_size',
  'init_connect',
] as const

export async function readSettings(database: Pick<Database, 'query'>): Promise<Settings> {
  const rows = await database.query(variables([...ofPace, ...ofOutcome, ...ofDeletes]))
  return Object.fromEntries(
    rows.map(({ Variable_name: name, Value: value }) => [(name ?? '').toLowerCase(), value ?? '']),
  )
}

/** What a server's settings forbid shows at the first delete: on production that would be after the whole rehearsal, whose clone writes no binary log. */
export async function settingsCompatible(scene: PreflightScene): Promise<Finding[]> {
  const { database, mode } = scene
  const settings = await readSettings(database)
  const refuse = mode === 'purge' ? failed : warning
  const findings = (await forbidden(scene, settings)).map(([detail, remedy]) =>
    refuse(detail, remedy),
  )
  if (settings.init_connect)
    findings.push(
      warning(
        'The server runs init_connect at the beginning of each connection. What it sets is set again by Drydock; what else it does is done on production, and on the clone perhaps not.',
        'Read it: SELECT @@GLOBAL.init_connect.',
      ),
    )
  if (findings.some(({ level }) => level === 'failed')) return findings
  const refused = mode === 'purge' ? await firstDelete(scene) : null
  if (refused !== null) return [...findings, refused]
  return findings.length > 0
    ? findings
    : [
        passed(
          settings.log_bin === 'ON'
            ? `Deletes are taken as they are rehearsed. Production writes a binary log (${settings.binlog_format}), and a clone of RDS for MySQL or MariaDB none: the rehearsal is faster and takes less room than production's purge.`
            : 'Deletes are taken as they are rehearsed.',
        ),
      ]
}

async function forbidden(
  { database, dialect }: PreflightScene,
  settings: Settings,
): Promise<(readonly [detail: string, remedy: string])[]> {
  const found: (readonly [string, string])[] = []
  const is = (name: string) => !['OFF', '0', ''].includes(settings[name] ?? '')
  if (
    is('super_read_only') ||
    is('innodb_read_only') ||
    (is('read_only') && !(await mayAnyway()))
  ) {
    const names = ['read_only', 'super_read_only', 'innodb_read_only'].filter(is)
    found.push([
      `Production takes no writes (${names.map((name) => `${name} is ${settings[name]}`).join(', ')}).`,
      'Name the server that writes as the source, not a replica of it; or set the parameter to 0 in its parameter group.',
    ])
  }
  if (is('innodb_force_recovery'))
    found.push([
      `Production runs with innodb_force_recovery = ${settings.innodb_force_recovery}, in which InnoDB takes no deletes.`,
      'Repair the server first.',
    ])
  if (is('log_bin') && settings.binlog_format === 'STATEMENT')
    found.push([
      "Production's binary log is in the format STATEMENT, in which the server refuses a delete in READ COMMITTED, the isolation that keeps the purge from locking rows that live (error 1665). The clone has no binary log and would not show it.",
      'Set binlog_format to MIXED or ROW in the parameter group of production; it needs no restart, and replicas follow.',
    ])
  if (is('log_bin') && Number(settings.max_binlog_cache_size ?? stepLog) < stepLog)
    found.push([
      `Production's binary log takes transactions of at most ${settings.max_binlog_cache_size} bytes (max_binlog_cache_size); a step of the purge may write more, and would fail (error 1197).`,
      `Set max_binlog_cache_size to ${stepLog} or more in the parameter group of production.`,
    ])
  return found

  async function mayAnyway(): Promise<boolean> {
    const lines = (await database.query(dialect.server.grants)).flatMap(
      (row) => Object.values(row)[0] ?? [],
    )
    const rights = readGrants(lines, '')
    return ['SUPER', 'CONNECTION_ADMIN', 'READ_ONLY ADMIN', 'READ ONLY ADMIN'].some((one) =>
      has(rights, one),
    )
  }
}

/** Whatever else there is: each table is asked for a delete of nothing. */
async function firstDelete({ database, bound }: PreflightScene): Promise<Finding | null> {
  for (const { table } of bound.tables)
    try {
      await database.execute(deleteNothing(table.name))
    } catch (error) {
      // What is denied is the privileges' own check.
      if (error instanceof NamedError && error.name === 'AccessDenied') continue
      // A lost connection refuses nothing: the step is tried again.
      if (error instanceof DatabaseTrouble && error.kind === 'connection lost') throw error
      return failed(
        `The server refuses a delete from ${table.name}, though of no row: ${error instanceof Error ? error.message : String(error)}.`,
        'Mend what it says on production; the rehearsal would not have shown it.',
      )
    }
  return null
}
