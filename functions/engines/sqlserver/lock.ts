import { createHash } from 'node:crypto'
import { number } from '../answered-counts.ts'
import type { Holder } from '../answers.ts'
import type { Question } from '../database.ts'
import { answering, sql } from './ms-text.ts'

/**
 * What the lock is called: sys.dm_tran_locks tells the first 32 characters of a resource and a hash
 * of the rest, so no name is longer.
 */
export const resourceOf = (name: string): string =>
  `drydock ${createHash('sha256').update(name).digest('hex').slice(0, 24)}`

/** It belongs to the session, in its database. Anything below 0 is "not got" (sp_getapplock). */
export const takeLock = (name: string): Question<boolean> =>
  answering(
    sql`DECLARE @got INT; EXEC @got = sp_getapplock @Resource = ${resourceOf(name)},
      @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; SELECT @got AS got`,
    (rows) => Number(rows.at(-1)?.got ?? -1) >= 0,
  )

/**
 * Who holds it is told to users with VIEW SERVER STATE; that somebody else does, to everybody
 * (APPLOCK_TEST).
 */
export const lockHolder = (name: string): Question<Holder | null> =>
  answering(
    sql`IF HAS_PERMS_BY_NAME(NULL, NULL, 'VIEW SERVER STATE') = 1
      SELECT TOP (1) l.request_session_id AS id, DATEDIFF(SECOND, s.last_request_start_time,
      SYSDATETIME()) AS seconds, t.text AS doing FROM sys.dm_tran_locks l
      LEFT JOIN sys.dm_exec_sessions s ON s.session_id = l.request_session_id
      LEFT JOIN sys.dm_exec_connections c ON c.session_id = l.request_session_id
      OUTER APPLY sys.dm_exec_sql_text(c.most_recent_sql_handle) t
      WHERE l.resource_type = 'APPLICATION' AND l.request_status = 'GRANT'
      AND l.resource_database_id = DB_ID()
      AND CHARINDEX(${resourceOf(name)}, l.resource_description) > 0
      ELSE SELECT 'unknown' AS id, NULL AS seconds, NULL AS doing
      WHERE APPLOCK_TEST('public', ${resourceOf(name)}, 'Exclusive', 'Session') = 0`,
    ([row]) =>
      row === undefined
        ? null
        : { id: row.id ?? '', seconds: number(row.seconds), doing: row.doing ?? null },
  )
