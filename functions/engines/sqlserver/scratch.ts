import { text } from '../database.ts'
import type { MadeColumn, MadeTable, Scratch } from '../scratch.ts'
import { holds } from './holds.ts'
import { answering, literal, quoted, raw, sql, tableName, written } from './ms-text.ts'
import { placeOf } from './place.ts'

const types: Readonly<Record<MadeColumn['kind'], string>> = {
  integer: 'BIGINT',
  unsigned: 'DECIMAL(20, 0)',
  text: 'VARCHAR(60)',
  binary: 'VARBINARY(60)',
  time: 'DATETIME2(3)',
  long: 'VARBINARY(MAX)',
}

/** The columns of an index or a key in order, as one text: STRING_AGG came with 2017. */
const gathered = (column: string, source: string, order: string, more = ''): string =>
  `STUFF((SELECT ', ' + QUOTENAME(${column})${more} FROM ${source} ORDER BY ${order} ` +
  `FOR XML PATH(''), TYPE).value('.', 'NVARCHAR(MAX)'), 1, 2, '')`

/** A database of its own on the same server: a session reads the other by its name. */
export const scratch: Scratch = {
  beside: (_, own) => own,
  make: (database) => written(raw(`CREATE DATABASE ${quoted(placeOf(database).database)}`)),
  drop: (database) => {
    const { database: home } = placeOf(database)
    return written(
      raw(
        `IF DB_ID(${literal(home)}) IS NOT NULL BEGIN ALTER DATABASE ${quoted(home)} ` +
          `SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE ${quoted(home)} END`,
      ),
    )
  },
  left: (_, start) =>
    answering(
      sql`SELECT name FROM sys.databases WHERE LEFT(name, LEN(${start})) = ${start}`,
      (rows) => rows.map((row) => text(row.name)),
    ),
  // SINGLE_USER WITH ROLLBACK IMMEDIATE ends the others.
  async dropLeft(maker, database) {
    await maker.execute(scratch.drop(database))
  },
  copy: (from, table) => written(raw(copied(placeOf(from).database, table))),
  keysOf: (from, table) => {
    const home = quoted(placeOf(from).database)
    const columns = (side: string) =>
      gathered(
        `${side}.name`,
        `${home}.sys.foreign_key_columns f JOIN ${home}.sys.columns c ON c.object_id = ` +
          'f.parent_object_id AND c.column_id = f.parent_column_id JOIN ' +
          `${home}.sys.columns p ON p.object_id = f.referenced_object_id AND p.column_id = ` +
          'f.referenced_column_id WHERE f.constraint_object_id = k.object_id',
        'f.constraint_column_id',
      )
    return answering(
      sql`SELECT r.name AS parent, ${raw(
        `'CONSTRAINT ' + QUOTENAME(k.name) + ' FOREIGN KEY (' + ${columns('c')} + ') REFERENCES ` +
          `[dbo].' + QUOTENAME(r.name) + ' (' + ${columns('p')} + ') ON DELETE ' + ` +
          `REPLACE(k.delete_referential_action_desc, '_', ' ')`,
      )} AS definition FROM ${raw(home)}.sys.foreign_keys k JOIN ${raw(home)}.sys.objects o
        ON o.object_id = k.parent_object_id JOIN ${raw(home)}.sys.objects r
        ON r.object_id = k.referenced_object_id JOIN ${raw(home)}.sys.schemas s
        ON s.schema_id = o.schema_id WHERE k.is_disabled = 0 AND s.name = 'dbo'
        AND o.name = ${table} ORDER BY k.name`,
      (rows) => rows.map((row) => ({ parent: text(row.parent), definition: text(row.definition) })),
    )
  },
  addKey: (table, { definition }) =>
    written(raw(`ALTER TABLE ${tableName(table)} ADD ${definition}`)),
  table: (made) => written(raw([madeTable(made), ...madeIndexes(made)].join('; '))),
  dropTable: (table) => written(raw(`DROP TABLE ${tableName(table)}`)),
  change: (table, column, value, [by, own]) =>
    written(
      sql`UPDATE ${raw(tableName(table))} SET ${raw(quoted(column))} = ${value} WHERE ${raw(
        quoted(by),
      )} = ${own}`,
    ),
  kinds: ['integer', 'text', 'binary', 'time', 'long'],
  holds,
}

/**
 * SELECT INTO takes the columns along, and what they take; keys and indexes are made after the
 * catalogue, the clustered one first. No default comes along, and of a computed column its value.
 */
function copied(from: string, table: string): string {
  const home = quoted(from)
  const columns = (included: number) =>
    gathered(
      'c.name',
      `${home}.sys.index_columns x JOIN ${home}.sys.columns c ON c.object_id = x.object_id AND ` +
        'c.column_id = x.column_id WHERE x.object_id = i.object_id AND x.index_id = i.index_id ' +
        `AND x.is_included_column = ${included}`,
      'x.key_ordinal, x.index_column_id',
      included === 1 ? '' : " + CASE WHEN x.is_descending_key = 1 THEN ' DESC' ELSE '' END",
    )
  const sort = "CASE WHEN i.type = 1 THEN 'CLUSTERED' ELSE 'NONCLUSTERED' END"
  const own = tableName(table)
  return (
    `SELECT TOP (0) * INTO ${own} FROM ${home}.${own}; DECLARE @made NVARCHAR(MAX) = ` +
    `(SELECT CASE WHEN i.is_primary_key = 1 OR i.is_unique_constraint = 1 THEN ` +
    `${literal(`ALTER TABLE ${own} ADD CONSTRAINT `)} + QUOTENAME(i.name) + ' ' + ` +
    `CASE WHEN i.is_primary_key = 1 THEN 'PRIMARY KEY ' ELSE 'UNIQUE ' END + ${sort} + ' (' ` +
    `ELSE 'CREATE ' + CASE WHEN i.is_unique = 1 THEN 'UNIQUE ' ELSE '' END + ${sort} + ` +
    `' INDEX ' + QUOTENAME(i.name) + ${literal(` ON ${own} (`)} END + ${columns(0)} + ')' + ` +
    `ISNULL(' INCLUDE (' + ${columns(1)} + ')', '') + ` +
    `ISNULL(' WHERE ' + i.filter_definition, '') + '; ' FROM ${home}.sys.indexes i WHERE ` +
    `i.object_id = OBJECT_ID(${literal(`${home}.${own}`)}) ` +
    'AND i.type IN (1, 2) AND i.is_hypothetical = 0 AND i.is_disabled = 0 ' +
    "ORDER BY i.type, i.name FOR XML PATH(''), TYPE).value('.', 'NVARCHAR(MAX)'); EXEC(@made)"
  )
}

const names = (columns: readonly string[]): string => columns.map(quoted).join(', ')

function madeTable({ name: table, columns, primary, unique, parent }: MadeTable): string {
  const parts = [
    ...columns.map(column),
    ...(primary === null ? [] : [`PRIMARY KEY (${names(primary)})`]),
    ...(unique === undefined ? [] : [`UNIQUE (${names(unique)})`]),
    ...(parent === undefined
      ? []
      : [
          `FOREIGN KEY (${names(Object.keys(parent.on))}) REFERENCES ${tableName(parent.table)} ` +
            `(${names(Object.values(parent.on))}) ON DELETE CASCADE`,
        ]),
  ]
  return `CREATE TABLE ${tableName(table)} (${parts.join(', ')})`
}

const madeIndexes = ({ name: table, indexes }: MadeTable): string[] =>
  Object.entries(indexes).map(
    ([id, of]) => `CREATE INDEX ${quoted(id)} ON ${tableName(table)} (${names(of)})`,
  )

const column = ({ name: id, kind, collated, nullable }: MadeColumn): string => {
  const known = kind === 'text' && collated !== undefined && /^\w+$/.test(collated)
  const collation = known ? ` COLLATE ${collated}` : ''
  return `${quoted(id)} ${types[kind]}${collation} ${nullable === true ? 'NULL' : 'NOT NULL'}`
}
