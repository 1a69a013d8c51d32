import { joined, literal, owner, raw, sql, type Piece } from './ms-text.ts'
import { placeOf } from './place.ts'

/**
 * What the catalogue of a database is asked. A session sees what its user has any privilege on
 * ("Metadata visibility configuration").
 */
export const here = (database: string): Piece => {
  const { database: home, schema } = placeOf(database)
  return sql`s.name = ${schema} AND DB_NAME() = ${home}`
}

const inSchema = 'JOIN sys.schemas s ON s.schema_id'

export const exists = (database: string): Piece =>
  sql`SELECT 1 AS found FROM sys.schemas s WHERE ${here(database)}`

/**
 * Tables and views; of a table what makes a delete from it mean something else than of others. A
 * partitioned one has more than one partition in its heap or clustered index.
 */
export const tables = (database: string): Piece =>
  sql`SELECT o.name, o.type AS kind, t.is_memory_optimized AS in_memory, t.durability_desc AS
    durability, t.is_external AS remote, t.temporal_type_desc AS temporal, t.is_filetable AS
    files, CASE WHEN EXISTS (SELECT 1 FROM sys.partitions p WHERE p.object_id = o.object_id AND
    p.index_id IN (0, 1) AND p.partition_number > 1) THEN 1 ELSE 0 END AS partitioned
    FROM sys.objects o ${raw(inSchema)} = o.schema_id LEFT JOIN sys.tables t ON t.object_id =
    o.object_id WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND ${here(database)}
    ORDER BY o.name`

const columnsWhere = (where: Piece): Piece =>
  sql`SELECT o.name AS owner, c.name, CASE WHEN y.is_user_defined = 1 THEN b.name ELSE y.name END
    AS data, c.max_length AS most, c.precision, c.scale, c.is_nullable AS nullable,
    c.collation_name, c.is_computed AS computed, c.generated_always_type AS generated,
    k.definition AS expression, c.is_masked AS masked, c.encryption_type AS encrypted,
    c.is_identity AS counted FROM sys.columns c JOIN sys.objects o ON o.object_id = c.object_id
    ${raw(inSchema)} = o.schema_id JOIN sys.types y ON y.user_type_id = c.user_type_id LEFT JOIN
    sys.types b ON b.user_type_id = c.system_type_id LEFT JOIN sys.computed_columns k ON
    k.object_id = c.object_id AND k.column_id = c.column_id WHERE o.type IN ('U', 'V') AND
    o.is_ms_shipped = 0 AND ${where} ORDER BY o.name, c.column_id`

export const columns = (database: string): Piece => columnsWhere(here(database))

/** Of one table. */
export const columnsOf = (database: string, table: string): Piece =>
  columnsWhere(sql`${here(database)} AND o.name = ${table}`)

/** Indexes along which a walk or a look-up can go: B-trees of whole tables, that are in use. */
export const indexes = (database: string): Piece =>
  sql`SELECT o.name AS owner, i.name, i.is_primary_key AS main, i.is_unique AS alone,
    c.name AS part, x.is_descending_key AS descending, i.type AS sort FROM sys.indexes i
    JOIN sys.objects o ON o.object_id = i.object_id ${raw(inSchema)} = o.schema_id
    JOIN sys.index_columns x ON x.object_id = i.object_id AND x.index_id = i.index_id
    AND x.is_included_column = 0 AND x.key_ordinal > 0
    JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
    WHERE o.type = 'U' AND o.is_ms_shipped = 0 AND i.type IN (1, 2) AND i.has_filter = 0
    AND i.is_disabled = 0 AND i.is_hypothetical = 0 AND ${here(database)}
    ORDER BY o.name, i.name, x.key_ordinal`

/** A disabled key does not act; one that was not checked since acts, of every new row. */
export const acting = 'k.is_disabled = 0'
const onDelete = raw("REPLACE(k.delete_referential_action_desc, '_', ' ') AS on_delete")
const keys = raw(
  'sys.foreign_keys k JOIN sys.objects o ON o.object_id = k.parent_object_id JOIN sys.schemas s ' +
    'ON s.schema_id = o.schema_id JOIN sys.objects r ON r.object_id = k.referenced_object_id ' +
    'JOIN sys.schemas rs ON rs.schema_id = r.schema_id',
)
const referredHere = (database: string): Piece =>
  sql`rs.name = ${placeOf(database).schema} AND DB_NAME() = ${placeOf(database).database}`

export const foreignKeys = (database: string): Piece =>
  sql`SELECT o.name AS owner, k.name, c.name AS part, r.name AS parent, p.name AS parent_part,
    ${onDelete} FROM ${keys} JOIN sys.foreign_key_columns f ON f.constraint_object_id = k.object_id
    JOIN sys.columns c ON c.object_id = f.parent_object_id AND c.column_id = f.parent_column_id
    JOIN sys.columns p ON p.object_id = f.referenced_object_id AND p.column_id =
    f.referenced_column_id WHERE ${raw(acting)} AND ${here(database)} AND ${referredHere(database)}
    ORDER BY o.name, k.name, f.constraint_column_id`

/** Those of other schemas' tables that refer to this one's; no other database can have one. */
export const foreignKeysElsewhere = (database: string): Piece =>
  sql`SELECT s.name + '.' + o.name AS owner, k.name, r.name AS parent FROM ${keys}
    WHERE ${raw(acting)} AND ${referredHere(database)} AND NOT (${here(database)})
    ORDER BY s.name, o.name, k.name`

/** Foreign keys of the schema's own tables that refer to one of these. */
export const keysTo = (database: string, tables: readonly string[]): Piece =>
  sql`SELECT o.name AS owner, k.name, r.name AS parent, ${onDelete} FROM ${keys}
    WHERE ${raw(acting)} AND ${here(database)} AND ${referredHere(database)}
    AND r.name IN (${joined(
      tables.map((table) => sql`${table}`),
      ', ',
    )}) ORDER BY o.name, k.name`

/** Of a table of the session's own database, to others of its schema. */
export const foreignKeysOf = (table: string): Piece =>
  sql`SELECT k.name FROM ${keys} WHERE ${raw(acting)} AND s.name = ${raw(literal(owner))}
    AND rs.name = s.name AND o.name = ${table} ORDER BY k.name`

/** Pages of 8 KiB, of a table's rows and of all of its indexes. */
export const pages = raw(
  'SELECT p.object_id, SUM(CASE WHEN p.index_id < 2 THEN a.total_pages ELSE 0 END) AS data, ' +
    'SUM(CASE WHEN p.index_id < 2 THEN 0 ELSE a.total_pages END) AS indexes, ' +
    'SUM(a.total_pages - a.used_pages) AS free FROM sys.partitions p JOIN ' +
    'sys.allocation_units a ON a.container_id = CASE WHEN a.type = 2 THEN p.partition_id ELSE ' +
    'p.hobt_id END GROUP BY p.object_id',
)

/** Tables of any of the name patterns and their size in bytes. */
export const sizes = (database: string, patterns: readonly string[]): Piece =>
  sql`SELECT o.name, CAST((g.data + g.indexes) * 8192 AS BIGINT) AS bytes FROM sys.tables o
    ${raw(inSchema)} = o.schema_id JOIN (${pages}) g ON g.object_id = o.object_id
    WHERE ${here(database)} AND (${joined(
      patterns.map((pattern) => sql`o.name LIKE ${pattern} COLLATE Latin1_General_CI_AS`),
      ' OR ',
    )}) ORDER BY o.name`
