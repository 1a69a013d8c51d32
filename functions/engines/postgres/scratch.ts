import { text } from '../database.ts'
import type { MadeColumn, MadeTable, Scratch } from '../scratch.ts'
import { holds } from './holds.ts'
import { answering, called, identifier, name, quoted, raw, sql, written } from './pg-text.ts'
import { inCatalogue, placeOf, shownPlace } from './place.ts'
import { acting, inSchema, keysJoined } from './schema-questions.ts'

const types: Readonly<Record<MadeColumn['kind'], string>> = {
  integer: 'bigint',
  unsigned: 'numeric(20)',
  text: 'varchar(60)',
  binary: 'bytea',
  time: 'timestamp(3)',
  long: 'bytea',
}

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`

/**
 * A schema of its own in the database of the tables that are copied: no statement reaches another
 * database. A copy has its indexes by their names (LIKE … INCLUDING INDEXES would give them
 * others).
 */
export const scratch: Scratch = {
  beside: (database, own) => shownPlace({ ...placeOf(database), schema: own }),
  make: (database) => written(raw(`CREATE SCHEMA ${quoted(placeOf(database).schema)}`)),
  drop: (database) =>
    written(raw(`DROP SCHEMA IF EXISTS ${quoted(placeOf(database).schema)} CASCADE`)),
  left: (database, start) =>
    answering(
      sql`SELECT nspname AS name FROM pg_namespace
        WHERE LEFT(nspname, LENGTH(${start}::text)) = ${start}::text`,
      (rows) => rows.map((row) => shownPlace({ ...placeOf(database), schema: text(row.name) })),
    ),
  async dropLeft(maker, database) {
    await maker.query(endHolders(placeOf(database).schema))
    // For as long as their end may take.
    await maker.execute(written(raw("SET lock_timeout = '10s'")))
    await maker.execute(scratch.drop(database))
  },
  copy: (from, table) => {
    const [home, own] = [literal(placeOf(from).schema), literal(inCatalogue(table))]
    return written(
      raw(
        `DO ${literal(`DECLARE r record; BEGIN
  EXECUTE format('CREATE TABLE %I (LIKE %I.%I INCLUDING ALL EXCLUDING INDEXES)',
    ${own}, ${home}, ${own});
  FOR r IN SELECT k.relname AS name, pg_get_constraintdef(o.oid) AS definition,
    pg_get_indexdef(i.indexrelid) AS text FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid
    JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_constraint o ON o.conindid = i.indexrelid AND o.conrelid = c.oid
    AND o.contype IN ('p', 'u', 'x')
    WHERE n.nspname = ${home} AND c.relname = ${own} AND i.indisvalid
    ORDER BY k.relname
  LOOP
    IF r.definition IS NULL THEN
      EXECUTE replace(r.text, format(' ON %I.%I ', ${home}, ${own}), format(' ON %I ', ${own}));
    ELSE
      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I %s', ${own}, r.name, r.definition);
    END IF;
  END LOOP;
END`)}`,
      ),
    )
  },
  keysOf: (from, table) => {
    const { schema } = placeOf(from)
    return answering(
      sql`SELECT r.relname AS parent, format('CONSTRAINT %I %s', k.conname,
        replace(pg_get_constraintdef(k.oid), format(' REFERENCES %I.', ${schema}::text),
        ' REFERENCES ')) AS definition
        FROM ${keysJoined} WHERE ${acting} AND ${inSchema('c.relnamespace', from)}
        AND ${inSchema('r.relnamespace', from)} AND c.relname = ${inCatalogue(table)}
        ORDER BY k.conname`,
      (rows) =>
        rows.map((row) => ({ parent: called(text(row.parent)), definition: text(row.definition) })),
    )
  },
  addKey: (table, { definition }) =>
    written(sql`ALTER TABLE ${name(table)} ADD ${raw(definition)}`),
  table: (made) => written(raw([madeTable(made), ...madeIndexes(made)].join('; '))),
  dropTable: (table) => written(sql`DROP TABLE ${name(table)}`),
  change: (table, id, value, [by, own]) =>
    written(sql`UPDATE ${name(table)} SET ${name(id)} = ${value} WHERE ${name(by)} = ${own}`),
  kinds: ['integer', 'text', 'binary', 'time', 'long'],
  holds,
}

/** A role may end its own sessions (PostgreSQL's documentation, "Server Signaling Functions"). */
const endHolders = (schema: string) =>
  written(
    sql`SELECT pg_terminate_backend(pid) AS ended FROM (SELECT DISTINCT l.pid FROM pg_locks l
      JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.database = (SELECT oid FROM pg_database WHERE datname = CURRENT_DATABASE())
      AND n.nspname = ${schema} AND a.usename = CURRENT_USER
      AND l.pid <> pg_backend_pid()) holders`,
  )

const names = (columns: readonly string[]): string => columns.map(identifier).join(', ')

function madeTable({ name: table, columns, primary, unique, parent }: MadeTable): string {
  const parts = [
    ...columns.map(column),
    ...(primary === null ? [] : [`PRIMARY KEY (${names(primary)})`]),
    ...(unique === undefined ? [] : [`UNIQUE (${names(unique)})`]),
    ...(parent === undefined ? [] : [cascade(parent)]),
  ]
  return `CREATE TABLE ${identifier(table)} (${parts.join(', ')})`
}

const madeIndexes = ({ name: table, indexes }: MadeTable): string[] =>
  Object.entries(indexes).map(
    ([id, of]) => `CREATE INDEX ${identifier(id)} ON ${identifier(table)} (${names(of)})`,
  )

/** The database's own collation is no object of its own everywhere, and is that of any text. */
const column = ({ name: id, kind, collated, nullable }: MadeColumn): string => {
  const own = kind === 'text' && collated !== undefined && !collated.startsWith('default')
  const collation = own ? ` COLLATE ${quoted(collated)}` : ''
  return `${identifier(id)} ${types[kind]}${collation}${nullable === true ? '' : ' NOT NULL'}`
}

const cascade = ({ table, on }: NonNullable<MadeTable['parent']>): string =>
  `FOREIGN KEY (${names(Object.keys(on))}) REFERENCES ${identifier(table)} ` +
  `(${names(Object.values(on))}) ON DELETE CASCADE`
