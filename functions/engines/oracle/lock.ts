import { createHash } from 'node:crypto'
import { number } from '../answered-counts.ts'
import type { Holder } from '../answers.ts'
import type { Question } from '../database.ts'
import { answering, raw } from './ora-text.ts'

/**
 * DBMS_LOCK knows a lock by a number up to 1073741823: 30 bits of the name's digest. Of two names
 * with one number the second would be told that the other's purge runs.
 */
export const lockNumber = (name: string): number =>
  createHash('sha256').update(name).digest().readUInt32BE() & 0x3fffffff

/**
 * 6 is the mode X; it waits for nobody, and outlives the commits of its session. 0 is success, 4
 * that the session has it already (PL/SQL Packages and Types Reference, "DBMS_LOCK.REQUEST").
 */
const request = (name: string): string => `DBMS_LOCK.REQUEST(${lockNumber(name)}, 6, 0, FALSE)`

/** What a block answers is a cursor that it hands to the client (DBMS_SQL.RETURN_RESULT). */
export const takeLock = (name: string): Question<boolean> =>
  answering(
    raw(
      `DECLARE r INTEGER; c SYS_REFCURSOR; BEGIN r := ${request(name)}; ` +
        'OPEN c FOR SELECT r AS "got" FROM DUAL; DBMS_SQL.RETURN_RESULT(c); END;',
    ),
    ([row]) => row?.got === '0' || row?.got === '4',
  )

/**
 * Asks for the lock itself, since a view of locks that somebody may not see would say that nobody
 * holds it; gives it back if it was free.
 */
export const lockHolder = (name: string): Question<Holder | null> =>
  answering(
    raw(
      'DECLARE r INTEGER; c SYS_REFCURSOR; BEGIN ' +
        `r := ${request(name)}; ` +
        `IF r = 0 THEN r := DBMS_LOCK.RELEASE(${lockNumber(name)}); ` +
        'OPEN c FOR SELECT 1 AS "id" FROM DUAL WHERE 1 = 0; ' +
        'ELSE OPEN c FOR SELECT NVL(l.SID, 0) AS "id", s.LAST_CALL_ET AS "seconds", ' +
        'q.SQL_TEXT AS "doing" FROM DUAL ' +
        `LEFT JOIN V$LOCK l ON l.TYPE = 'UL' AND l.ID1 = ${lockNumber(name)} AND l.LMODE = 6 ` +
        'LEFT JOIN V$SESSION s ON s.SID = l.SID ' +
        'LEFT JOIN V$SQL q ON q.SQL_ID = s.SQL_ID AND q.CHILD_NUMBER = s.SQL_CHILD_NUMBER; ' +
        'END IF; DBMS_SQL.RETURN_RESULT(c); END;',
    ),
    ([row]) =>
      row === undefined
        ? null
        : { id: row.id ?? '', seconds: number(row.seconds), doing: row.doing ?? null },
  )
