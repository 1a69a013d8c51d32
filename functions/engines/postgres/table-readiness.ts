import { shownCount } from '../../contract/quantity.ts'
import type { Advice, Readiness } from '../answers.ts'
import { ask, text, type Database, type Question, type Row } from '../database.ts'
import { answering, called, joined, quoted, raw, sql, type Piece } from './pg-text.ts'
import { inCatalogue, placeOf } from './place.ts'
import { acting, inSchema, keysJoined } from './schema-questions.ts'
import { unlikeKeys } from './unlike-keys.ts'

/** Rows of a table that each deleted row may read whole. */
const scanLimit = 100_000

const among = (column: string, tables: readonly string[]): Piece =>
  sql`${raw(column)} IN (${joined(
    tables.map((table) => sql`${inCatalogue(table)}`),
    ', ',
  )})`

/** What is odd of each of the tables, by itself. */
const tablesOf = (database: string, tables: readonly string[]): Question<readonly Row[]> =>
  answering(
    sql`SELECT c.relname AS name, row_security_active(c.oid) AS hides,
      EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgisinternal
        AND t.tgenabled NOT IN ('O', 'A')) AS disabled,
      EXISTS (SELECT 1 FROM pg_publication_tables p JOIN pg_publication b ON b.pubname = p.pubname
        WHERE b.pubdelete AND p.schemaname = n.nspname AND p.tablename = c.relname) AS published,
      CASE c.relreplident WHEN 'f' THEN true WHEN 'n' THEN false WHEN 'd' THEN EXISTS (SELECT 1
        FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary)
        ELSE EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = c.oid AND i.indisreplident) END
        AS identified,
      COALESCE((SELECT option_value::boolean FROM pg_options_to_table(c.reloptions)
        WHERE option_name = 'autovacuum_enabled'), true) AS vacuums,
      COALESCE(s.n_dead_tup, 0) AS dead, COALESCE(s.n_live_tup, 0) AS alive
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
      WHERE ${inSchema('c.relnamespace', database)} AND ${among('c.relname', tables)}
      ORDER BY c.relname`,
    (rows) => rows,
  )

/** Foreign keys to the tables with no index of their own columns: each deleted row reads all. */
const unindexed = (database: string, tables: readonly string[]): Question<readonly Row[]> =>
  answering(
    sql`SELECT k.conname AS name, c.relname AS owner, r.relname AS parent,
      GREATEST(c.reltuples, 0)::bigint AS total, (SELECT string_agg(quote_ident(a.attname), ', '
        ORDER BY p.at) FROM unnest(k.conkey) WITH ORDINALITY AS p (here, at) JOIN pg_attribute a
        ON a.attrelid = k.conrelid AND a.attnum = p.here) AS columns
      FROM ${keysJoined} WHERE ${acting} AND ${inSchema('r.relnamespace', database)}
      AND ${among('r.relname', tables)} AND NOT EXISTS (SELECT 1 FROM pg_index i
        WHERE i.indrelid = c.oid AND i.indisvalid AND i.indpred IS NULL
        AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
      ORDER BY c.relname, k.conname`,
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
  const { schema } = placeOf(name)
  const alter = (table: string) => `ALTER TABLE ${quoted(schema)}.${quoted(table)}`
  for (const row of await ask(database, tablesOf(name, tables))) {
    const table = text(row.name)
    const shown = called(table)
    if (row.hides === 't')
      stops.push([
        `A row-level security policy hides rows of ${shown} from the user: the server ` +
          'refuses to read it.',
        'ALTER ROLE … BYPASSRLS for the user of the secret, or let the user own the table.',
      ])
    if (row.disabled === 't')
      stops.push([
        `Foreign keys of ${shown} do not act (DISABLE TRIGGER ALL): what hangs on a ` +
          'deleted row would stay.',
        `${alter(table)} ENABLE TRIGGER ALL.`,
      ])
    if (row.published === 't' && row.identified !== 't')
      stops.push([
        `${shown} is published for logical replication without a REPLICA IDENTITY: the ` +
          'server refuses each delete from it.',
        `${alter(table)} REPLICA IDENTITY FULL (or USING INDEX …), or take the table out ` +
          'of the publication.',
      ])
    else if (row.published === 't')
      odd.push([
        `${shown} is published for logical replication: subscribers delete the same rows.`,
        'Make sure that they are meant to, or let the publication leave deletes out (publish).',
      ])
    if (row.vacuums !== 't')
      odd.push([
        `Autovacuum is off for ${shown}: nothing takes the rows away that the purge deletes.`,
        `${alter(table)} RESET (autovacuum_enabled).`,
      ])
    else if (Number(row.dead) > scanLimit && Number(row.dead) > Number(row.alive) / 2)
      odd.push([
        `Autovacuum is behind on ${shown}: ${shownCount(Number(row.dead))} dead rows ` +
          `beside ${shownCount(Number(row.alive))} living ones.`,
        `VACUUM (ANALYZE) ${quoted(schema)}.${quoted(table)} before the run, at a quiet ` +
          'hour; find out what holds it up.',
      ])
  }
  stops.push(...(await ask(database, unlikeKeys(name, schema, tables))))
  for (const row of await ask(database, unindexed(name, tables))) {
    const total = Number(row.total)
    const far = total > scanLimit
    const detail =
      `No index of ${called(text(row.owner))} begins with the columns of its foreign key ` +
      `${text(row.name)} to ${called(text(row.parent))}: for each row that is deleted there, the ` +
      `server reads all of it, about ${shownCount(total)} rows.`
    const remedy =
      `CREATE INDEX CONCURRENTLY ON ${quoted(schema)}.${quoted(text(row.owner))} ` +
      `(${text(row.columns)}).`
    ;(far ? stops : odd).push([
      detail,
      far ? remedy : `While it is small, nothing; later: ${remedy}`,
    ])
  }
  return { stops, odd, fine: 'The server does nothing else when rows of these tables go.' }
}
