import type { Sql } from '../dialect.ts'

/**
 * A question to the catalogue, asked beside the session's transaction. That is SERIALIZABLE, and
 * would be told the catalogue of its beginning (Database Concepts, "Serializable Isolation Level"):
 * a trigger or a foreign key that has come since would stay unseen, and still run for the rows that
 * go. An autonomous transaction sees what is committed when its cursor is opened (PL/SQL Language
 * Reference, "Autonomous Transactions"), and a block hands that cursor to the client.
 */
export const asOfNow = (statement: Sql): Sql =>
  /^SELECT\b.* FROM DBA_/s.test(statement.text)
    ? {
        text:
          'DECLARE PRAGMA AUTONOMOUS_TRANSACTION; c SYS_REFCURSOR; BEGIN OPEN c FOR ' +
          `${statement.text}; DBMS_SQL.RETURN_RESULT(c); END;`,
        values: statement.values,
      }
    : statement
