import { inCatalogue, joined, raw, sql, type Piece } from './ora-text.ts'
import { ownerOf } from './place.ts'

/**
 * What the catalogue is asked about one schema. The views DBA_… and not ALL_…: those hide tables
 * that the user has no privilege on, and with them foreign keys by which their rows would go.
 */
export const exists = (database: string): Piece =>
  sql`SELECT USERNAME AS "found" FROM DBA_USERS WHERE USERNAME = ${ownerOf(database)}`

/** No recycle bin, no log of a materialized view, and no part of another table. */
const ordinary = (name: string): Piece =>
  raw(
    `${name} NOT LIKE 'BIN$%' AND ${name} NOT LIKE 'MLOG$\\_%' ESCAPE '\\' ` +
      `AND ${name} NOT LIKE 'RUPD$\\_%' ESCAPE '\\'`,
  )

export const tables = (database: string): Piece =>
  sql`SELECT t.TABLE_NAME AS "name", CASE WHEN m.MVIEW_NAME IS NOT NULL THEN 'materialized view'
    WHEN t.TEMPORARY = 'Y' THEN 'temporary table' WHEN t.EXTERNAL = 'YES' THEN 'external table'
    ELSE 'table' END AS "type", t.PARTITIONED AS "parted", t.CLUSTER_NAME AS "cluster"
    FROM DBA_TABLES t LEFT JOIN DBA_MVIEWS m ON m.OWNER = t.OWNER AND m.MVIEW_NAME = t.TABLE_NAME
    WHERE t.OWNER = ${ownerOf(database)} AND t.NESTED = 'NO' AND t.SECONDARY = 'N'
    AND (t.IOT_TYPE IS NULL OR t.IOT_TYPE = 'IOT') AND ${ordinary('t.TABLE_NAME')}
    UNION ALL SELECT VIEW_NAME, 'view', 'NO', NULL FROM DBA_VIEWS
    WHERE OWNER = ${ownerOf(database)} ORDER BY 1`

/**
 * Columns that somebody made: INVISIBLE ones too, which are hidden as the server's own are
 * (Reference, "ALL_TAB_COLS"). Whether a text can be told in Unicode and taken back is the database
 * character set's doing.
 */
const columnsWhere = (where: Piece): Piece =>
  sql`SELECT c.TABLE_NAME AS "owner", c.COLUMN_NAME AS "name", c.DATA_TYPE AS "data",
    c.DATA_LENGTH AS "length", c.CHAR_LENGTH AS "letters", c.CHAR_USED AS "unit",
    c.DATA_PRECISION AS "digits", c.DATA_SCALE AS "scale", c.NULLABLE AS "nullable",
    c.VIRTUAL_COLUMN AS "virtual", c.COLLATION AS "collation",
    (SELECT VALUE FROM NLS_DATABASE_PARAMETERS WHERE PARAMETER = 'NLS_CHARACTERSET') AS "charset"
    FROM DBA_TAB_COLS c WHERE c.USER_GENERATED = 'YES' AND ${where}
    ORDER BY c.TABLE_NAME, c.INTERNAL_COLUMN_ID`

export const columns = (database: string): Piece =>
  columnsWhere(sql`c.OWNER = ${ownerOf(database)} AND ${ordinary('c.TABLE_NAME')}`)

/** Of one table. */
export const columnsOf = (database: string, table: string): Piece =>
  columnsWhere(sql`c.OWNER = ${ownerOf(database)} AND c.TABLE_NAME = ${inCatalogue(table)}`)

/** The columns of indexes that a walk, or a look-up, can go along: whole, valid, ascending. */
export const indexes = (database: string): Piece =>
  sql`SELECT i.TABLE_NAME AS "owner", i.INDEX_NAME AS "name",
    CASE WHEN k.CONSTRAINT_NAME IS NULL THEN 0 ELSE 1 END AS "main",
    CASE WHEN i.UNIQUENESS = 'UNIQUE' THEN 1 ELSE 0 END AS "alone", p.COLUMN_NAME AS "part",
    CASE WHEN p.DESCEND = 'ASC' THEN 1 ELSE 0 END AS "ordered"
    FROM DBA_INDEXES i JOIN DBA_IND_COLUMNS p ON p.INDEX_OWNER = i.OWNER
    AND p.INDEX_NAME = i.INDEX_NAME LEFT JOIN DBA_CONSTRAINTS k ON k.OWNER = i.TABLE_OWNER
    AND k.TABLE_NAME = i.TABLE_NAME AND k.INDEX_NAME = i.INDEX_NAME
    AND k.CONSTRAINT_TYPE = 'P' AND k.STATUS = 'ENABLED' AND k.VALIDATED = 'VALIDATED'
    AND k.DEFERRABLE = 'NOT DEFERRABLE'
    WHERE i.TABLE_OWNER = ${ownerOf(database)} AND i.INDEX_TYPE IN ('NORMAL', 'IOT - TOP')
    AND i.STATUS IN ('VALID', 'N/A') AND i.VISIBILITY = 'VISIBLE' AND ${ordinary('i.TABLE_NAME')}
    ORDER BY i.TABLE_NAME, i.INDEX_NAME, p.COLUMN_POSITION`

/** Every index, for whoever compares two schemas. */
export const definitions = (database: string): Piece =>
  sql`SELECT i.TABLE_NAME AS "owner", i.INDEX_NAME AS "name", i.INDEX_TYPE AS "type",
    i.UNIQUENESS AS "alone", i.STATUS AS "status", p.COLUMN_NAME AS "part", p.DESCEND AS "order"
    FROM DBA_INDEXES i LEFT JOIN DBA_IND_COLUMNS p ON p.INDEX_OWNER = i.OWNER
    AND p.INDEX_NAME = i.INDEX_NAME WHERE i.TABLE_OWNER = ${ownerOf(database)}
    AND ${ordinary('i.TABLE_NAME')}
    ORDER BY i.TABLE_NAME, i.INDEX_NAME, p.COLUMN_POSITION`

/** Keys that act, and the key of the parent that each refers to. */
const keysJoined = raw(
  'DBA_CONSTRAINTS k JOIN DBA_CONSTRAINTS r ON r.OWNER = k.R_OWNER AND r.CONSTRAINT_NAME = ' +
    "k.R_CONSTRAINT_NAME AND k.CONSTRAINT_TYPE = 'R' AND k.STATUS = 'ENABLED'",
)

export const foreignKeys = (database: string): Piece =>
  sql`SELECT k.TABLE_NAME AS "owner", k.CONSTRAINT_NAME AS "name", a.COLUMN_NAME AS "part",
    r.TABLE_NAME AS "parent", f.COLUMN_NAME AS "parent_part", k.DELETE_RULE AS "on_delete"
    FROM ${keysJoined} JOIN DBA_CONS_COLUMNS a ON a.OWNER = k.OWNER
    AND a.CONSTRAINT_NAME = k.CONSTRAINT_NAME JOIN DBA_CONS_COLUMNS f ON f.OWNER = r.OWNER
    AND f.CONSTRAINT_NAME = r.CONSTRAINT_NAME AND f.POSITION = a.POSITION
    WHERE k.OWNER = ${ownerOf(database)} AND r.OWNER = k.OWNER
    ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, a.POSITION`

/** Those of other schemas' tables that refer to this one's. */
export const foreignKeysElsewhere = (database: string): Piece =>
  sql`SELECT k.OWNER || '.' || k.TABLE_NAME AS "owner", k.CONSTRAINT_NAME AS "name",
    r.TABLE_NAME AS "parent" FROM ${keysJoined}
    WHERE r.OWNER = ${ownerOf(database)} AND k.OWNER <> r.OWNER ORDER BY 1, 2`

/** Foreign keys of the schema's own tables that refer to one of these. */
export const keysTo = (database: string, tables: readonly string[]): Piece =>
  sql`SELECT k.TABLE_NAME AS "owner", k.CONSTRAINT_NAME AS "name", r.TABLE_NAME AS "parent",
    k.DELETE_RULE AS "on_delete" FROM ${keysJoined}
    WHERE k.OWNER = ${ownerOf(database)} AND r.OWNER = k.OWNER AND r.TABLE_NAME IN (${joined(
      tables.map((table) => sql`${inCatalogue(table)}`),
      ', ',
    )}) ORDER BY 1, 2`

/** Of a table of the session's own schema, to others of it. */
export const foreignKeysOf = (table: string): Piece =>
  sql`SELECT k.CONSTRAINT_NAME AS "name" FROM ${keysJoined}
    WHERE k.OWNER = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') AND r.OWNER = k.OWNER
    AND k.TABLE_NAME = ${inCatalogue(table)} ORDER BY 1`

/** The same as text that makes it again, of one table. */
export const keyTexts = (database: string, table: string): Piece =>
  sql`SELECT r.TABLE_NAME AS "parent", 'CONSTRAINT "' || k.CONSTRAINT_NAME || '" FOREIGN KEY (' ||
    LISTAGG('"' || a.COLUMN_NAME || '"', ', ') WITHIN GROUP (ORDER BY a.POSITION) ||
    ') REFERENCES "' || r.TABLE_NAME || '" (' ||
    LISTAGG('"' || f.COLUMN_NAME || '"', ', ') WITHIN GROUP (ORDER BY a.POSITION) || ')' ||
    CASE k.DELETE_RULE WHEN 'NO ACTION' THEN NULL ELSE ' ON DELETE ' || k.DELETE_RULE END
    AS "definition" FROM ${keysJoined} JOIN DBA_CONS_COLUMNS a ON a.OWNER = k.OWNER
    AND a.CONSTRAINT_NAME = k.CONSTRAINT_NAME JOIN DBA_CONS_COLUMNS f ON f.OWNER = r.OWNER
    AND f.CONSTRAINT_NAME = r.CONSTRAINT_NAME AND f.POSITION = a.POSITION
    WHERE k.OWNER = ${ownerOf(database)} AND r.OWNER = k.OWNER
    AND k.TABLE_NAME = ${inCatalogue(table)}
    GROUP BY r.TABLE_NAME, k.CONSTRAINT_NAME, k.DELETE_RULE ORDER BY k.CONSTRAINT_NAME`

/** Tables of any of the name patterns (LIKE, whatever the case), and their bytes. */
export const sizes = (database: string, patterns: readonly string[]): Piece =>
  sql`SELECT t.TABLE_NAME AS "name", NVL((SELECT SUM(s.BYTES) FROM DBA_SEGMENTS s
    WHERE s.OWNER = t.OWNER AND s.SEGMENT_NAME = t.TABLE_NAME), 0) AS "bytes"
    FROM DBA_TABLES t WHERE t.OWNER = ${ownerOf(database)} AND (${joined(
      patterns.map(
        (pattern) => sql`UPPER(t.TABLE_NAME) LIKE ${pattern.toUpperCase()} ESCAPE ${raw("'\\'")}`,
      ),
      ' OR ',
    )}) ORDER BY t.TABLE_NAME`
