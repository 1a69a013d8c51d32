import type { Rights } from '../answers.ts'
import { text, type Question } from '../database.ts'
import { answering, called, sql } from './ora-text.ts'
import { ownerOf } from './place.ts'

/** FOR UPDATE asks for SELECT; READ is not enough. */
export const needed = ['SELECT', 'DELETE'] as const

/**
 * A row for each table of the schema, with the privileges that the user has on it, by itself, by a
 * role or by a system privilege; one row without a table where there is none.
 */
export const rights = (database: string): Question<Rights> =>
  answering(
    sql`SELECT t.TABLE_NAME AS "name", CASE WHEN t.OWNER = USER THEN 'OWNER' END AS "owns",
      (SELECT LISTAGG(DISTINCT p.PRIVILEGE, ',') WITHIN GROUP (ORDER BY p.PRIVILEGE)
        FROM DBA_TAB_PRIVS p WHERE p.OWNER = t.OWNER AND p.TABLE_NAME = t.TABLE_NAME
        AND (p.GRANTEE IN (USER, 'PUBLIC')
          OR p.GRANTEE IN (SELECT ROLE FROM SESSION_ROLES))) AS "granted",
      (SELECT LISTAGG(PRIVILEGE, ',') WITHIN GROUP (ORDER BY PRIVILEGE) FROM SESSION_PRIVS
        WHERE PRIVILEGE LIKE '% ANY TABLE' OR PRIVILEGE LIKE 'ANALYZE ANY%'
        OR PRIVILEGE IN ('ALTER SYSTEM', 'CREATE USER', 'GRANT ANY PRIVILEGE',
        'EXEMPT ACCESS POLICY', 'CREATE ANY TRIGGER')) AS "system"
      FROM DUAL LEFT JOIN DBA_TABLES t ON t.OWNER = ${ownerOf(database)} AND t.NESTED = 'NO'
      AND t.SECONDARY = 'N' ORDER BY t.TABLE_NAME`,
    (rows) => {
      const tables = rows.filter(({ name }) => name != null)
      const any = text(rows[0]?.system).split(',')
      const has = (row: (typeof rows)[number] | undefined, privilege: string) =>
        row?.owns === 'OWNER' ||
        any.includes(`${privilege} ANY TABLE`) ||
        text(row?.granted).split(',').includes(privilege)
      const of = (table: string) => tables.find(({ name }) => called(text(name)) === table)
      return {
        // Those of the enabled roles are the user's own here.
        roles: false,
        missing: needed.filter((one) => tables.some((row) => !has(row, one))),
        // Whoever reads the views of this question sees sessions, jobs and triggers too.
        seesSessions: true,
        seesJobs: true,
        seesTriggers: true,
        writesAnyway: false,
        mayRefresh: (table) => of(table)?.owns === 'OWNER' || any.includes('ANALYZE ANY'),
        mayRebuild: (table) => has(of(table), 'ALTER'),
        beyond: ({ rebuild }) => [
          ...any.filter(
            (one) =>
              one !== '' &&
              one !== 'ANALYZE ANY' &&
              one !== 'EXEMPT ACCESS POLICY' &&
              !(rebuild && one === 'ALTER ANY TABLE'),
          ),
          ...['INSERT', 'UPDATE'].filter((one) =>
            tables.some((row) => text(row.granted).split(',').includes(one)),
          ),
          ...(tables.some(({ owns }) => owns === 'OWNER') ? ['the ownership of tables'] : []),
        ],
      }
    },
  )
