import { joined, name, raw, sql, type Piece } from './mysql-text.ts'

/**
 * Whether a column contains the database's name. The catalogue ignores case, although most servers
 * distinguish databases whose names differ only in case.
 */
export const isOf = (column: string, database: string): Piece =>
  sql`(${raw(column)} = ${database} AND (@@lower_case_table_names > 0
    OR CAST(${raw(column)} AS BINARY) = CAST(${database} AS BINARY)))`

/** Questions to the server's catalogue about one database. */
export const exists = (database: string): Piece =>
  sql`SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ${database}`

export const tables = (database: string): Piece =>
  sql`SELECT TABLE_NAME AS name, TABLE_TYPE AS type, ENGINE AS engine, CREATE_OPTIONS AS options
    FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${database} ORDER BY TABLE_NAME`

export const columnsWith = (database: string, expression: Piece): Piece =>
  sql`SELECT TABLE_NAME AS owner, COLUMN_NAME AS name, COLUMN_TYPE AS type, DATA_TYPE AS data,
    IS_NULLABLE AS nullable, COLLATION_NAME AS collation_name, EXTRA AS extra, ${expression} AS
    expression FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ${database}
    ORDER BY TABLE_NAME, ORDINAL_POSITION`

/**
 * Generated columns came with MySQL 5.7 and MariaDB 10.2; older servers have no such expression.
 */
export const noExpression = raw("''")
const expressions = [raw('GENERATION_EXPRESSION'), noExpression]

/** Uses the first statement that the server supports. */
export const columns = (database: string): readonly Piece[] =>
  expressions.map((expression) => columnsWith(database, expression))

/** For one table; uses the first statement that the server supports. */
export const columnsOf = (database: string, table: string): readonly Piece[] =>
  expressions.map(
    (expression) =>
      sql`SELECT COLUMN_NAME AS name, COLUMN_TYPE AS type, COLLATION_NAME AS collation_name,
        ${expression} AS expression FROM information_schema.COLUMNS
        WHERE TABLE_SCHEMA = ${database} AND TABLE_NAME = ${table} ORDER BY ORDINAL_POSITION`,
  )

export const indexes = (database: string): Piece =>
  sql`SELECT TABLE_NAME AS owner, INDEX_NAME AS name, NON_UNIQUE AS non_unique, COLUMN_NAME AS part,
    SUB_PART AS prefix, INDEX_TYPE AS kind FROM information_schema.STATISTICS
    WHERE TABLE_SCHEMA = ${database} ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`

/**
 * Indexes (`owner`, `name`) that the server does not use. Uses the first statement that the server
 * supports; such indexes came with MySQL 8.0 and MariaDB 10.6.
 */
export const hiddenIndexes = (database: string): readonly Piece[] =>
  [sql`IS_VISIBLE = 'NO'`, sql`IGNORED = 'YES'`].map(
    (unused) =>
      sql`SELECT DISTINCT TABLE_NAME AS owner, INDEX_NAME AS name FROM information_schema.STATISTICS
        WHERE TABLE_SCHEMA = ${database} AND ${unused} ORDER BY owner, name`,
  )

export const foreignKeys = (database: string): Piece =>
  sql`SELECT k.TABLE_NAME AS owner, k.CONSTRAINT_NAME AS name, k.COLUMN_NAME AS part,
    k.REFERENCED_TABLE_NAME AS parent, k.REFERENCED_COLUMN_NAME AS parent_part, r.DELETE_RULE AS
    on_delete FROM information_schema.KEY_COLUMN_USAGE k
    JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA
    AND r.TABLE_NAME = k.TABLE_NAME AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
    WHERE k.TABLE_SCHEMA = ${database} AND k.REFERENCED_TABLE_SCHEMA = ${database}
    AND ${isOf('k.TABLE_SCHEMA', database)} AND ${isOf('k.REFERENCED_TABLE_SCHEMA', database)}
    ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION`

/** Foreign keys of other databases' tables that refer to this one's. */
export const foreignKeysElsewhere = (database: string): Piece =>
  sql`SELECT DISTINCT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) AS owner, CONSTRAINT_NAME AS name,
    REFERENCED_TABLE_NAME AS parent FROM information_schema.KEY_COLUMN_USAGE
    WHERE REFERENCED_TABLE_SCHEMA = ${database} AND ${isOf('REFERENCED_TABLE_SCHEMA', database)}
    AND NOT ${isOf('TABLE_SCHEMA', database)} ORDER BY owner, name`

/** Foreign keys of the database's own tables that refer to one of these. */
export const keysTo = (database: string, tables: readonly string[]): Piece =>
  sql`SELECT TABLE_NAME AS owner, CONSTRAINT_NAME AS name, REFERENCED_TABLE_NAME AS parent,
    DELETE_RULE AS on_delete FROM information_schema.REFERENTIAL_CONSTRAINTS
    WHERE CONSTRAINT_SCHEMA = ${database} AND UNIQUE_CONSTRAINT_SCHEMA = ${database}
    AND ${isOf('UNIQUE_CONSTRAINT_SCHEMA', database)} AND REFERENCED_TABLE_NAME IN (${joined(
      tables.map((table) => sql`${table}`),
      ', ',
    )}) ORDER BY owner, name`

/** The table's CREATE TABLE statement. */
export const createTable = (table: string): Piece => sql`SHOW CREATE TABLE ${name(table)}`

/**
 * Tables of any of the name patterns (LIKE) and their size in bytes, as the server estimates it.
 */
export const sizes = (database: string, patterns: readonly string[]): Piece =>
  sql`SELECT TABLE_NAME AS name, COALESCE(DATA_LENGTH + INDEX_LENGTH, 0) AS bytes
    FROM information_schema.TABLES
    WHERE TABLE_SCHEMA = ${database} AND TABLE_TYPE = 'BASE TABLE' AND (${joined(
      patterns.map((pattern) => sql`TABLE_NAME LIKE ${pattern}`),
      ' OR ',
    )}) ORDER BY TABLE_NAME`
