import type { Settings } from '../../contract/settings.ts'
import type { Advice, Readiness } from '../answers.ts'
import { ask, text, type Database, type Question } from '../database.ts'
import { logUsed } from './log-used.ts'
import { answering, raw } from './ora-text.ts'

const ofPace = [
  'cpu_count',
  'db_block_size',
  'log_buffer',
  'pga_aggregate_target',
  'resource_manager_plan',
  'sga_target',
  'undo_retention',
]
const ofOutcome = [
  'compatible',
  'cursor_sharing',
  'deferred_segment_creation',
  'max_string_size',
  'optimizer_features_enable',
  'optimizer_mode',
]
const quotedList = (names: readonly string[]): string => names.map((one) => `'${one}'`).join(', ')

/** Beside the parameters: the version, the character sets, and what else the redo log is told. */
export const settings: Question<Settings> = answering(
  raw(
    'SELECT NAME AS "name", VALUE AS "value" FROM V$PARAMETER ' +
      `WHERE NAME IN (${quotedList([...ofPace, ...ofOutcome])}) ` +
      'UNION ALL SELECT PARAMETER, VALUE FROM NLS_DATABASE_PARAMETERS ' +
      "WHERE PARAMETER IN ('NLS_CHARACTERSET', 'NLS_NCHAR_CHARACTERSET') " +
      "UNION ALL SELECT 'version', MAX(VERSION_FULL) FROM PRODUCT_COMPONENT_VERSION " +
      "WHERE PRODUCT LIKE 'Oracle%' " +
      "UNION ALL SELECT 'timezone', DBTIMEZONE FROM DUAL " +
      "UNION ALL SELECT 'supplemental', SUPPLEMENTAL_LOG_DATA_MIN FROM V$DATABASE",
  ),
  (rows) => {
    const values = Object.fromEntries(rows.map(({ name, value }) => [text(name), text(value)]))
    const picked = (names: readonly string[]) =>
      Object.fromEntries(
        names.flatMap((one) => (one in values ? [[one, text(values[one])] as const] : [])),
      )
    return {
      pace: picked(ofPace),
      outcome: picked([
        'version',
        'timezone',
        'NLS_CHARACTERSET',
        'NLS_NCHAR_CHARACTERSET',
        ...ofOutcome,
      ]),
      keepsLog: (values.supplemental ?? 'NO') !== 'NO',
    }
  },
)

/** A statement's length is bounded by memory alone (Reference, "Logical Database Limits"). */
export const longestStatement: Question<number | null> = answering(
  raw('SELECT NULL AS "longest" FROM DUAL'),
  () => null,
)

interface Server {
  readonly role: string
  readonly mode: string
  readonly supplemental: string
  readonly archived: string
  readonly flashback: string
  /** s for which undo is kept, and which of the time since was too short. */
  readonly retention: number
  readonly tooOld: number
  /** Shares of the recovery area and of the undo tablespace in use, in percent. */
  readonly recovery: number
  readonly undo: number
}

const server: Question<Server> = answering(
  raw(
    'SELECT SYS_CONTEXT(\'USERENV\', \'DATABASE_ROLE\') AS "role", d.OPEN_MODE AS "mode", ' +
      'd.SUPPLEMENTAL_LOG_DATA_MIN AS "supplemental", d.LOG_MODE AS "archived", ' +
      'd.FLASHBACK_ON AS "flashback", ' +
      '(SELECT VALUE FROM V$PARAMETER WHERE NAME = \'undo_retention\') AS "retention", ' +
      '(SELECT NVL(SUM(SSOLDERRCNT), 0) FROM V$UNDOSTAT) AS "too_old", ' +
      '(SELECT NVL(MAX((SPACE_USED - SPACE_RECLAIMABLE) / NULLIF(SPACE_LIMIT, 0) * 100), 0) ' +
      'FROM V$RECOVERY_FILE_DEST) AS "recovery", ' +
      "(SELECT NVL(SUM(CASE WHEN STATUS <> 'EXPIRED' THEN BYTES END) / NULLIF(SUM(BYTES), 0) " +
      '* 100, 0) FROM DBA_UNDO_EXTENTS) AS "undo" FROM V$DATABASE d',
  ),
  ([row]) => ({
    role: text(row?.role),
    mode: text(row?.mode),
    supplemental: text(row?.supplemental),
    archived: text(row?.archived),
    flashback: text(row?.flashback),
    retention: Number(row?.retention ?? 0),
    tooOld: Number(row?.too_old ?? 0),
    recovery: Number(row?.recovery ?? 0),
    undo: Number(row?.undo ?? 0),
  }),
)

/** s that a read of a range may take: undo that is kept for less ends it (ORA-01555). */
const leastRetention = 900

export const readiness = async (database: Pick<Database, 'query'>): Promise<Readiness> =>
  judgeServer(await ask(database, server), await ask(database, logUsed))

/** @param used percent of the online redo log that cannot be written over yet. */
export function judgeServer(found: Server, used: number | null): Readiness {
  const stops: Advice[] = []
  const odd: Advice[] = []
  if (found.role !== 'PRIMARY' || !found.mode.startsWith('READ WRITE'))
    return {
      stops: [
        [
          `Production accepts no writes: its role is ${found.role}, it is open ${found.mode}.`,
          'Set the primary as the source, not a replica.',
        ],
      ],
      odd: [],
      fine: '',
    }
  if (found.recovery > 90)
    stops.push([
      `The recovery area is ${Math.round(found.recovery)} % full: the redo that a purge writes ` +
        'is archived there, and a full one stops every write.',
      'Make room in it, or shorten the retention of archived redo.',
    ])
  if (found.retention < leastRetention)
    odd.push([
      `Undo is kept for ${found.retention} s (undo_retention): a read of a large table may ` +
        'end in ORA-01555.',
      `Set undo_retention to ${leastRetention} or more in the parameter group.`,
    ])
  if (found.tooOld > 0)
    odd.push([
      `Reads have ended in ORA-01555 since the server keeps count (${found.tooOld} times, ` +
        'V$UNDOSTAT).',
      'Raise undo_retention and the room of the undo tablespace before the purge.',
    ])
  if (found.undo > 80)
    odd.push([
      `${Math.round(found.undo)} % of the undo tablespace is in use: deletes need undo, and ` +
        'end in ORA-30036 where there is none.',
      'Let the undo tablespace grow (AUTOEXTEND), or end what keeps undo for long.',
    ])
  if (used !== null && used > 85)
    odd.push([
      `${used} % of the online redo log cannot be written over yet (V$LOG): all who write wait ` +
        'until a log is written back and archived. The throttle pauses the purge meanwhile.',
      'Add redo logs, or larger ones (on RDS: rdsadmin.rdsadmin_util.add_logfile).',
    ])
  if (found.supplemental !== 'NO' && found.supplemental !== '')
    odd.push([
      'Supplemental logging is on: somebody reads the changes from the redo log (DMS, ' +
        'GoldenGate), and gets the same deletes.',
      'Make sure that they are meant to follow.',
    ])
  if (found.archived !== 'ARCHIVELOG')
    odd.push([
      'Redo is not archived (NOARCHIVELOG): automated backups are off, and no point in time ' +
        'can be restored.',
      'Set the backup retention of the instance above 0 days.',
    ])
  return { stops, odd, fine: 'Production accepts deletes like the rehearsal.' }
}
