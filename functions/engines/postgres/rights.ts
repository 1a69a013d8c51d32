import type { Rights } from '../answers.ts'
import { text, type Question, type Row } from '../database.ts'
import { answering, called, sql } from './pg-text.ts'
import { none, placeOf } from './place.ts'
import { seesEveryJob } from './jobs.ts'

/** FOR UPDATE asks for UPDATE, of one column at least. */
export const needed = ['SELECT', 'UPDATE', 'DELETE'] as const

/**
 * A row for each table of the schema, with what the user may do with it by any of its roles; one
 * row without a table where there is none. MAINTAIN came with 17; before, owners alone may VACUUM.
 */
export const rights = (database: string): Question<Rights> => {
  const { schema } = database === '' ? none : placeOf(database)
  return answering(
    sql`SELECT c.relname AS name, has_table_privilege(c.oid, 'SELECT') AS "SELECT",
      has_any_column_privilege(c.oid, 'UPDATE') AS "UPDATE",
      has_table_privilege(c.oid, 'DELETE') AS "DELETE",
      has_table_privilege(c.oid, 'TRUNCATE') AS "TRUNCATE",
      has_table_privilege(c.oid, 'INSERT') AS "INSERT",
      pg_has_role(c.relowner, 'USAGE') AS owns,
      CASE WHEN CAST(current_setting('server_version_num') AS int) >= 170000
        THEN has_table_privilege(c.oid, 'MAINTAIN') ELSE false END AS maintains,
      pg_has_role(d.datdba, 'USAGE') AS keeps,
      has_schema_privilege(n.oid, 'CREATE') AS creates, u.rolsuper AS super,
      u.rolcreaterole AS roles, u.rolreplication AS replicates,
      pg_has_role('pg_read_all_stats', 'USAGE') AS sees, ${seesEveryJob} AS jobs
      FROM pg_roles u JOIN pg_database d ON d.datname = current_database()
      LEFT JOIN pg_namespace n ON n.nspname = ${schema}
      LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
      AND NOT c.relispartition WHERE u.rolname = current_user ORDER BY c.relname`,
    (rows) => {
      const [user] = rows
      const tables = rows.filter(({ name }) => name != null)
      const of = (table: string) => tables.find(({ name }) => called(text(name)) === table)
      const maintains = (row: Row | undefined) => row?.owns === 't' || row?.maintains === 't'
      return {
        // A role's privileges are the user's own here: the server is asked what the user may do.
        roles: false,
        missing: needed.filter((one) => tables.some((row) => row[one] !== 't')),
        seesSessions: user?.sees === 't',
        seesJobs: user?.jobs === 't',
        seesTriggers: true,
        // A standby takes writes of nobody.
        writesAnyway: false,
        mayRefresh: (table) => maintains(of(table)) || user?.keeps === 't',
        mayRebuild: (table) => maintains(of(table)),
        beyond: () => [
          ...(user?.super === 't' ? ['SUPERUSER'] : []),
          ...(user?.roles === 't' ? ['CREATEROLE'] : []),
          ...(user?.replicates === 't' ? ['REPLICATION'] : []),
          ...(user?.creates === 't' ? [`CREATE on the schema ${schema}`] : []),
          ...['INSERT', 'TRUNCATE'].filter((one) => tables.some((row) => row[one] === 't')),
          ...(tables.some(({ owns }) => owns === 't') ? ['the ownership of tables'] : []),
        ],
      }
    },
  )
}
