import { number } from '../answered-counts.ts'
import type { Question } from '../database.ts'
import { answering, raw } from './ora-text.ts'

/**
 * Percent of the online redo log that the server cannot write over yet: the group in use, those
 * that crash recovery needs, and those that are not archived (Reference, "V$LOG"). Without one that
 * is free, all who write wait (Administrator's Guide, "Managing the Redo Log"). RDS makes four
 * groups (User Guide, "Resizing online redo logs"). Of fewer, one that is still needed, as one may
 * be for minutes, would be half of the log or more: nothing is told of them.
 */
export const logUsed: Question<number | null> = answering(
  raw(
    'SELECT CASE WHEN COUNT(*) > 3 THEN ROUND(SUM(CASE ' +
      "WHEN l.STATUS = 'UNUSED' THEN 0 " +
      "WHEN l.STATUS = 'INACTIVE' AND (l.ARCHIVED = 'YES' OR d.LOG_MODE = 'NOARCHIVELOG') THEN 0 " +
      'ELSE l.BYTES END) / SUM(l.BYTES) * 100, 2) END AS "used" ' +
      'FROM V$LOG l CROSS JOIN V$DATABASE d',
  ),
  ([row]) => number(row?.used),
)
