import { text } from '../database.ts'
import type { MadeColumn, MadeTable, Scratch } from '../scratch.ts'
import { holds } from './holds.ts'
import {
  answering,
  called,
  identifier,
  inCatalogue,
  literal,
  name,
  quoted,
  raw,
  sql,
  written,
} from './ora-text.ts'
import { placeOf, shownPlace } from './place.ts'
import { keyTexts } from './schema-questions.ts'

const types: Readonly<Record<MadeColumn['kind'], string>> = {
  integer: 'NUMBER(19)',
  unsigned: 'NUMBER(20)',
  text: 'VARCHAR2(60 CHAR)',
  binary: 'RAW(255)',
  time: 'TIMESTAMP(3)',
  long: 'BLOB',
}

/**
 * A table gets its segment with its first row, unless told otherwise; a SERIALIZABLE transaction
 * that put that one in would end in ORA-08177.
 */
const atOnce = 'SEGMENT CREATION IMMEDIATE'
const execute = (statement: string): string => `EXECUTE IMMEDIATE ${literal(statement)};`
const block = (...statements: readonly string[]): string =>
  `BEGIN ${statements.map(execute).join(' ')} END;`
const ownOf = (database: string): string => quoted(placeOf(database).schema ?? '')
/** The schema in PL/SQL, as the catalogue has it. */
const schemaText = (database: string): string => {
  const { schema } = placeOf(database)
  return schema === null ? 'USER' : literal(schema)
}

/**
 * A schema of its own in the same database: a user without a password, whom nobody logs in as
 * (18c). On a clone the master user may make one, and tables in it.
 */
export const scratch: Scratch = {
  beside: (database, own) => shownPlace({ ...placeOf(database), schema: own.toUpperCase() }),
  // RDS's master user may grant no system privilege (GRANT ANY PRIVILEGE), so that room is given
  // by a quota, for which CREATE USER suffices.
  make: (database) =>
    written(
      raw(
        'DECLARE s VARCHAR2(128); BEGIN SELECT PROPERTY_VALUE INTO s FROM DATABASE_PROPERTIES ' +
          "WHERE PROPERTY_NAME = 'DEFAULT_PERMANENT_TABLESPACE'; EXECUTE IMMEDIATE 'CREATE USER " +
          `${ownOf(database)} NO AUTHENTICATION DEFAULT TABLESPACE "' || s || ` +
          `'" QUOTA UNLIMITED ON "' || s || '"'; END;`,
      ),
    ),
  // ORA-01918: no such user.
  drop: (database) =>
    written(
      raw(
        `BEGIN ${execute(`DROP USER ${ownOf(database)} CASCADE`)} EXCEPTION WHEN OTHERS THEN ` +
          'IF SQLCODE <> -1918 THEN RAISE; END IF; END;',
      ),
    ),
  left: (database, start) =>
    answering(
      sql`SELECT USERNAME AS "name" FROM ALL_USERS
        WHERE SUBSTR(USERNAME, 1, LENGTH(${start})) = UPPER(${start})`,
      (rows) => rows.map((row) => shownPlace({ ...placeOf(database), schema: text(row.name) })),
    ),
  // A session that still holds its tables has the server refuse this (ORA-00054): it is not ended.
  async dropLeft(maker, database) {
    await maker.execute(scratch.drop(database))
  },
  // Columns with their NOT NULL; keys and indexes by their names.
  copy: (from, table) => {
    const [owner, own] = [schemaText(from), literal(inCatalogue(table))]
    const source =
      placeOf(from).schema === null ? identifier(table) : `${ownOf(from)}.${identifier(table)}`
    const made =
      `CREATE TABLE ${identifier(table)} ${atOnce} ` + `AS SELECT * FROM ${source} WHERE 1 = 0`
    return written(
      raw(
        `DECLARE o VARCHAR2(128) := ${owner}; t VARCHAR2(128) := ${own}; BEGIN ` +
          `${execute(made)} ` +
          'FOR k IN (SELECT c.CONSTRAINT_NAME AS name, c.INDEX_NAME AS made, ' +
          "CASE c.CONSTRAINT_TYPE WHEN 'P' THEN ' PRIMARY KEY (' ELSE ' UNIQUE (' END AS kind, " +
          `LISTAGG('"' || p.COLUMN_NAME || '"', ', ') WITHIN GROUP (ORDER BY p.POSITION) ` +
          'AS parts ' +
          'FROM DBA_CONSTRAINTS c JOIN DBA_CONS_COLUMNS p ON p.OWNER = c.OWNER ' +
          'AND p.CONSTRAINT_NAME = c.CONSTRAINT_NAME WHERE c.OWNER = o AND c.TABLE_NAME = t ' +
          "AND c.CONSTRAINT_TYPE IN ('P', 'U') AND c.STATUS = 'ENABLED' " +
          'GROUP BY c.CONSTRAINT_NAME, c.INDEX_NAME, c.CONSTRAINT_TYPE) LOOP ' +
          `EXECUTE IMMEDIATE 'ALTER TABLE "' || t || '" ADD CONSTRAINT "' || k.name || '"' || ` +
          "k.kind || k.parts || ')'; END LOOP; " +
          'FOR i IN (SELECT x.INDEX_NAME AS name, ' +
          "CASE x.UNIQUENESS WHEN 'UNIQUE' THEN 'UNIQUE ' END AS kind, " +
          `LISTAGG('"' || p.COLUMN_NAME || '"', ', ') WITHIN GROUP (ORDER BY p.COLUMN_POSITION) ` +
          'AS parts FROM DBA_INDEXES x JOIN DBA_IND_COLUMNS p ON p.INDEX_OWNER = x.OWNER ' +
          'AND p.INDEX_NAME = x.INDEX_NAME WHERE x.TABLE_OWNER = o AND x.TABLE_NAME = t ' +
          "AND x.INDEX_TYPE = 'NORMAL' AND NOT EXISTS (SELECT 1 FROM DBA_CONSTRAINTS c " +
          'WHERE c.OWNER = o AND c.TABLE_NAME = t AND c.INDEX_NAME = x.INDEX_NAME) ' +
          'GROUP BY x.INDEX_NAME, x.UNIQUENESS) LOOP ' +
          `EXECUTE IMMEDIATE 'CREATE ' || i.kind || 'INDEX "' || i.name || '" ON "' || t || ` +
          `'" (' || i.parts || ')'; END LOOP; END;`,
      ),
    )
  },
  keysOf: (from, table) =>
    answering(keyTexts(from, table), (rows) =>
      rows.map((row) => ({ parent: called(text(row.parent)), definition: text(row.definition) })),
    ),
  addKey: (table, { definition }) =>
    written(sql`ALTER TABLE ${name(table)} ADD ${raw(definition)}`),
  table: (made) => written(raw(block(madeTable(made), ...madeIndexes(made)))),
  dropTable: (table) => written(sql`DROP TABLE ${name(table)} PURGE`),
  change: (table, column, value, [by, own]) =>
    written(
      sql`UPDATE ${name(table)} SET ${raw(identifier(column))} = ${value} WHERE ${raw(
        identifier(by),
      )} = ${own}`,
    ),
  kinds: ['integer', 'text', 'binary', 'time', 'long'],
  holds,
}

const names = (columns: readonly string[]): string => columns.map(identifier).join(', ')

function madeTable({ name: table, columns, primary, unique, parent }: MadeTable): string {
  const parts = [
    ...columns.map(column),
    ...(primary === null ? [] : [`PRIMARY KEY (${names(primary)})`]),
    ...(unique === undefined ? [] : [`UNIQUE (${names(unique)})`]),
    ...(parent === undefined ? [] : [cascade(parent)]),
  ]
  return `CREATE TABLE ${identifier(table)} (${parts.join(', ')}) ${atOnce}`
}

const madeIndexes = ({ name: table, indexes }: MadeTable): string[] =>
  Object.entries(indexes).map(
    ([id, of]) => `CREATE INDEX ${identifier(id)} ON ${identifier(table)} (${names(of)})`,
  )

/** Texts compare by their bytes everywhere, so that no column has a collation of its own. */
const column = ({ name: id, kind, nullable }: MadeColumn): string =>
  `${identifier(id)} ${types[kind]}${nullable === true ? '' : ' NOT NULL'}`

const cascade = ({ table, on }: NonNullable<MadeTable['parent']>): string =>
  `FOREIGN KEY (${names(Object.keys(on))}) REFERENCES ${identifier(table)} ` +
  `(${names(Object.values(on))}) ON DELETE CASCADE`
