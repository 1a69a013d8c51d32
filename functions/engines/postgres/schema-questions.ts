import { joined, raw, sql, type Piece } from './pg-text.ts'
import { inCatalogue, placeOf } from './place.ts'

/**
 * What the server's catalogue is asked about one schema of a database. Everybody may read it:
 * nothing is hidden from a user without privileges.
 */
export const inSchema = (column: string, database: string): Piece => {
  const { database: home, schema } = placeOf(database)
  return sql`${raw(column)} = (SELECT oid FROM pg_namespace WHERE nspname = ${schema} AND
    current_database() = ${home})`
}

export const exists = (database: string): Piece =>
  sql`SELECT 1 AS found FROM pg_namespace n WHERE ${inSchema('n.oid', database)}`

/**
 * Tables and views, without partitions: their rows are those of the table they are parts of. `kind`
 * is pg_class.relkind.
 */
export const tables = (database: string): Piece =>
  sql`SELECT c.relname AS name, c.relkind AS kind, c.relpersistence AS kept, m.amname AS method,
    EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhparent = c.oid) AS inherited
    FROM pg_class c LEFT JOIN pg_am m ON m.oid = c.relam WHERE
    ${inSchema('c.relnamespace', database)} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT
    c.relispartition AND c.relpersistence <> 't' ORDER BY c.relname`

/**
 * A domain is known by the type that it is made of. From 18 on a NOT NULL may be one that older
 * rows do not meet (NOT VALID).
 */
const columnsWhere = (where: Piece): Piece =>
  sql`SELECT c.relname AS owner, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
    b.typname AS data, b.typtype AS sort, b.typlen AS length, CASE WHEN t.typtype = 'd' THEN
    t.typtypmod ELSE a.atttypmod END AS most, (a.attnotnull AND NOT EXISTS (SELECT 1
    FROM pg_constraint v WHERE v.conrelid = a.attrelid AND v.contype = 'n' AND v.conkey =
    ARRAY[a.attnum] AND NOT v.convalidated)) OR t.typnotnull AS required,
    a.attgenerated AS generated, CASE WHEN l.collname = 'default' THEN
    (SELECT 'default (' || datcollate || ')'
    FROM pg_database WHERE datname = current_database()) ELSE l.collname END AS collation_name,
    CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END AS expression
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
    LEFT JOIN pg_collation l ON l.oid = a.attcollation LEFT JOIN pg_attrdef d ON d.adrelid =
    a.attrelid AND d.adnum = a.attnum WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN
    ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition AND ${where} ORDER BY c.relname, a.attnum`

export const columns = (database: string): Piece =>
  columnsWhere(inSchema('c.relnamespace', database))

/** Of one table. */
export const columnsOf = (database: string, table: string): Piece =>
  columnsWhere(sql`${inSchema('c.relnamespace', database)} AND c.relname = ${inCatalogue(table)}`)

/**
 * The columns of indexes that a walk, or a look-up, can go along: whole, valid, ordered as the
 * columns are. Included columns (INCLUDE) are none of the key.
 */
export const indexes = (database: string): Piece =>
  sql`SELECT c.relname AS owner, k.relname AS name, i.indisprimary AS main, i.indisunique AND
    i.indimmediate AS alone, a.attname AS part, o.opcdefault AND i.indoption[p.at - 1] = 0 AND
    (i.indcollation[p.at - 1] = 0 OR i.indcollation[p.at - 1] = a.attcollation) AS ordered
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class k ON k.oid = i.indexrelid
    JOIN pg_am m ON m.oid = k.relam CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) AS p (at)
    JOIN pg_opclass o ON o.oid = i.indclass[p.at - 1] LEFT JOIN pg_attribute a ON a.attrelid =
    i.indrelid AND a.attnum = i.indkey[p.at - 1] AND a.attnum > 0 WHERE
    ${inSchema('c.relnamespace', database)} AND NOT c.relispartition AND i.indisvalid AND
    i.indisready AND i.indpred IS NULL AND m.amname = 'btree' ORDER BY c.relname, k.relname, p.at`

/** Every index's text, without the schema's name, for whoever compares two schemas. */
export const definitions = (database: string): Piece =>
  sql`SELECT replace(pg_get_indexdef(i.indexrelid), format(' %s.',
    c.relnamespace::regnamespace), ' ') AS text, i.indisvalid AS valid
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE
    ${inSchema('c.relnamespace', database)} ORDER BY 1`

/**
 * Of a partitioned table's keys the parts repeat each: only the first is listed. 18 brought keys
 * that the server does not act on (NOT ENFORCED).
 */
export const acting = sql`k.contype = 'f' AND k.conparentid = 0 AND COALESCE(to_jsonb(k) ->>
  'conenforced', 'true') = 'true'`
const onDelete = sql`CASE k.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN
  'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END`
/** A key of a partition alone is its table's. */
export const keysJoined = sql`pg_constraint k JOIN pg_class c ON c.oid =
  COALESCE(pg_partition_root(k.conrelid), k.conrelid) JOIN pg_namespace n ON n.oid =
  c.relnamespace JOIN pg_class r ON r.oid = COALESCE(pg_partition_root(k.confrelid), k.confrelid)`

export const foreignKeys = (database: string): Piece =>
  sql`SELECT c.relname AS owner, k.conname AS name, a.attname AS part, r.relname AS parent,
    f.attname AS parent_part, ${onDelete} AS on_delete FROM ${keysJoined}
    CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS p (here, there, at)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = p.here
    JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = p.there
    WHERE ${acting} AND ${inSchema('c.relnamespace', database)} AND
    ${inSchema('r.relnamespace', database)} ORDER BY c.relname, k.conname, p.at`

/** Those of other schemas' tables that refer to this one's; no other database can have one. */
export const foreignKeysElsewhere = (database: string): Piece =>
  sql`SELECT n.nspname || '.' || c.relname AS owner, k.conname AS name, r.relname AS parent
    FROM ${keysJoined} WHERE ${acting} AND NOT (${inSchema('c.relnamespace', database)}) AND
    ${inSchema('r.relnamespace', database)} ORDER BY owner, name`

/** Foreign keys of the schema's own tables that refer to one of these. */
export const keysTo = (database: string, tables: readonly string[]): Piece =>
  sql`SELECT c.relname AS owner, k.conname AS name, r.relname AS parent, ${onDelete} AS on_delete
    FROM ${keysJoined} WHERE ${acting} AND ${inSchema('c.relnamespace', database)} AND
    ${inSchema('r.relnamespace', database)} AND r.relname IN (${joined(
      tables.map((table) => sql`${inCatalogue(table)}`),
      ', ',
    )}) ORDER BY owner, name`

/** Of a table of the session's own schema, to others of it. */
export const foreignKeysOf = (table: string): Piece =>
  sql`SELECT k.conname AS name FROM ${keysJoined} WHERE ${acting} AND n.nspname = current_schema()
    AND r.relnamespace = c.relnamespace AND c.relname = ${inCatalogue(table)} ORDER BY name`

/** A partitioned table has no storage of its own. */
export const sizeOf = (measure: string): Piece =>
  sql`CASE c.relkind WHEN 'p' THEN (SELECT COALESCE(SUM(${raw(measure)}(relid)), 0)
    FROM pg_partition_tree(c.oid)) ELSE ${raw(measure)}(c.oid) END`

/** Tables of any of the name patterns (ILIKE) and their size in bytes. */
export const sizes = (database: string, patterns: readonly string[]): Piece =>
  sql`SELECT c.relname AS name, ${sizeOf('pg_total_relation_size')} AS bytes
    FROM pg_class c WHERE ${inSchema('c.relnamespace', database)} AND c.relkind IN ('r', 'p') AND
    NOT c.relispartition AND (${joined(
      patterns.map((pattern) => sql`c.relname ILIKE ${pattern}`),
      ' OR ',
    )}) ORDER BY c.relname`
