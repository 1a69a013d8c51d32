import { number } from '../answered-counts.ts'
import type { Question } from '../database.ts'
import { answering, raw } from './ms-text.ts'

/**
 * Percent of the transaction log that the server cannot use again yet: of its files as they are,
 * which may still grow ("sys.dm_db_log_space_usage").
 */
export const logUsed: Question<number | null> = answering(
  raw(
    "SELECT CASE WHEN HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1 THEN " +
      '(SELECT CAST(used_log_space_in_percent AS DECIMAL(9, 2)) FROM ' +
      'sys.dm_db_log_space_usage) END AS used',
  ),
  ([row]) => number(row?.used),
)
