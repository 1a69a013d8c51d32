import type { Advice, Readiness } from '../answers.ts'
import { ask, text, type Database, type Question, type Row } from '../database.ts'
import { answering, called, inCatalogue, joined, quoted, raw, sql, type Piece } from './ora-text.ts'
import { ownerOf } from './place.ts'

const among = (column: string, tables: readonly string[]): Piece =>
  sql`${raw(column)} IN (${joined(
    tables.map((table) => sql`${inCatalogue(table)}`),
    ', ',
  )})`

/**
 * Foreign keys to the tables whose columns begin no index: for each row that is deleted the server
 * locks all of the child (Database Concepts, "Locks and Foreign Keys"), so that nobody writes it.
 */
const unindexed = (database: string, tables: readonly string[]): Question<readonly Row[]> =>
  answering(
    sql`SELECT k.TABLE_NAME AS "owner", k.CONSTRAINT_NAME AS "name", r.TABLE_NAME AS "parent",
      (SELECT LISTAGG('"' || a.COLUMN_NAME || '"', ', ') WITHIN GROUP (ORDER BY a.POSITION)
        FROM DBA_CONS_COLUMNS a WHERE a.OWNER = k.OWNER
        AND a.CONSTRAINT_NAME = k.CONSTRAINT_NAME) AS "columns"
      FROM DBA_CONSTRAINTS k JOIN DBA_CONSTRAINTS r ON r.OWNER = k.R_OWNER
      AND r.CONSTRAINT_NAME = k.R_CONSTRAINT_NAME
      WHERE k.CONSTRAINT_TYPE = 'R' AND k.STATUS = 'ENABLED' AND r.OWNER = ${ownerOf(database)}
      AND ${among('r.TABLE_NAME', tables)} AND NOT EXISTS (SELECT 1 FROM DBA_INDEXES i
        WHERE i.TABLE_OWNER = k.OWNER AND i.TABLE_NAME = k.TABLE_NAME
        AND i.INDEX_TYPE IN ('NORMAL', 'IOT - TOP') AND i.STATUS IN ('VALID', 'N/A')
        AND NOT EXISTS (SELECT 1 FROM DBA_CONS_COLUMNS a WHERE a.OWNER = k.OWNER
          AND a.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND NOT EXISTS (SELECT 1
            FROM DBA_IND_COLUMNS p WHERE p.INDEX_OWNER = i.OWNER AND p.INDEX_NAME = i.INDEX_NAME
            AND p.COLUMN_NAME = a.COLUMN_NAME AND p.COLUMN_POSITION <= (SELECT COUNT(*)
              FROM DBA_CONS_COLUMNS n WHERE n.OWNER = k.OWNER
              AND n.CONSTRAINT_NAME = k.CONSTRAINT_NAME))))
      ORDER BY 1, 2`,
    (rows) => rows,
  )

/** What is odd of each of the tables: a row for each oddity, `what` says of which kind. */
const oddities = (database: string, tables: readonly string[]): Question<readonly Row[]> =>
  answering(
    sql`SELECT 'policy' AS "what", OBJECT_NAME AS "name", POLICY_NAME AS "detail"
      FROM DBA_POLICIES WHERE OBJECT_OWNER = ${ownerOf(database)} AND ENABLE = 'YES'
      AND (SEL = 'YES' OR DEL = 'YES') AND ${among('OBJECT_NAME', tables)}
      AND NOT EXISTS (SELECT 1 FROM SESSION_PRIVS WHERE PRIVILEGE = 'EXEMPT ACCESS POLICY')
      UNION ALL SELECT 'disabled', k.TABLE_NAME, k.CONSTRAINT_NAME FROM DBA_CONSTRAINTS k
      JOIN DBA_CONSTRAINTS r ON r.OWNER = k.R_OWNER AND r.CONSTRAINT_NAME = k.R_CONSTRAINT_NAME
      WHERE k.CONSTRAINT_TYPE = 'R' AND k.STATUS = 'DISABLED' AND r.OWNER = ${ownerOf(database)}
      AND ${among('r.TABLE_NAME', tables)}
      UNION ALL SELECT 'bitmap', TABLE_NAME, INDEX_NAME FROM DBA_INDEXES
      WHERE TABLE_OWNER = ${ownerOf(database)} AND INDEX_TYPE LIKE '%BITMAP%'
      AND ${among('TABLE_NAME', tables)}
      UNION ALL SELECT 'collation', TABLE_NAME, COLUMN_NAME || ' (' || COLLATION || ')'
      FROM DBA_TAB_COLS WHERE OWNER = ${ownerOf(database)}
      AND COLLATION NOT IN ('USING_NLS_COMP', 'BINARY') AND ${among('TABLE_NAME', tables)}
      UNION ALL SELECT 'followed', MASTER, LOG_TABLE FROM DBA_MVIEW_LOGS
      WHERE LOG_OWNER = ${ownerOf(database)} AND ${among('MASTER', tables)}
      UNION ALL SELECT 'flashback', TABLE_NAME, FLASHBACK_ARCHIVE_NAME
      FROM DBA_FLASHBACK_ARCHIVE_TABLES WHERE OWNER_NAME = ${ownerOf(database)}
      AND ${among('TABLE_NAME', tables)} ORDER BY 1, 2, 3`,
    (rows) => rows,
  )

/** What the server would do at a delete from these tables, beside deleting. */
export async function tableReadiness(
  database: Pick<Database, 'query'>,
  name: string,
  tables: readonly string[],
): Promise<Readiness> {
  const stops: Advice[] = []
  const odd: Advice[] = []
  for (const row of await ask(database, unindexed(name, tables)))
    stops.push([
      `No index of ${called(text(row.owner))} begins with the columns of its foreign key ` +
        `${text(row.name)} to ${called(text(row.parent))}: for each row that is deleted there, ` +
        'the server locks all of it, and nobody can write it meanwhile.',
      `CREATE INDEX … ON ${quoted(text(row.owner))} (${text(row.columns)}) ONLINE (Enterprise ` +
        'Edition; without ONLINE at a quiet hour).',
    ])
  for (const row of await ask(database, oddities(name, tables))) {
    const told = oddity(text(row.what), called(text(row.name)), text(row.detail))
    if (told !== null) (told.stops ? stops : odd).push(told.advice)
  }
  return { stops, odd, fine: 'The server does nothing else when rows of these tables go.' }
}

function oddity(
  what: string,
  table: string,
  detail: string,
): { readonly stops: boolean; readonly advice: Advice } | null {
  switch (what) {
    case 'policy':
      return {
        stops: true,
        advice: [
          `The policy ${detail} (VPD) may hide rows of ${table} from the user: checks would not ` +
            'see them.',
          'GRANT EXEMPT ACCESS POLICY TO the user of the secret.',
        ],
      }
    case 'disabled':
      return {
        stops: true,
        advice: [
          `The foreign key ${detail} of ${table} is disabled: what hangs on a deleted row would ` +
            'stay.',
          `ALTER TABLE ${table} ENABLE CONSTRAINT ${quoted(detail)}.`,
        ],
      }
    case 'bitmap':
      return {
        stops: true,
        advice: [
          `${table} has the bitmap index ${detail}: each deleted row locks the entry of many, ` +
            'and whoever writes one of them waits.',
          'Make it an ordinary index, or disable the rule.',
        ],
      }
    case 'collation':
      return {
        stops: true,
        advice: [
          `${table} has a column with a collation of its own, ${detail}: texts would not be ` +
            'compared byte for byte.',
          'Report this: no version of WSO2 has such a column.',
        ],
      }
    case 'followed':
      return {
        stops: false,
        advice: [
          `${table} has a materialized view log (${detail}): each delete writes a row there too, ` +
            'and a refresh deletes the same rows of the view.',
          'Make sure that the views are meant to lose them.',
        ],
      }
    case 'flashback':
      return {
        stops: false,
        advice: [
          `${table} has a flashback archive (${detail}): it keeps what is deleted, and takes no ` +
            'less room.',
          'Nothing, if that is meant.',
        ],
      }
    default:
      return null
  }
}
