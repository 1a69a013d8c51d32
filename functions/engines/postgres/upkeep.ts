import type { Upkept } from '../answers.ts'
import { ask, text, type Question } from '../database.ts'
import type { Upkeep } from '../upkeep.ts'
import { answering, identifier, raw, sql, written } from './pg-text.ts'

/** Reads and writes go on meanwhile; `tidy` removes the index that it did not finish. */
const rebuild = (table: string) => written(raw(`REINDEX TABLE CONCURRENTLY ${identifier(table)}`))

/** What the server calls an index that a REINDEX has not finished (its page of REINDEX). */
const unfinished = (table: string): Question<readonly string[]> =>
  answering(
    sql`SELECT format('%I.%I', n.nspname, k.relname) AS name
      FROM pg_index i JOIN pg_class k ON k.oid = i.indexrelid
      JOIN pg_namespace n ON n.oid = k.relnamespace
      WHERE i.indrelid = CAST(CAST(${identifier(table)} AS text) AS regclass)
      AND NOT i.indisvalid AND k.relname ~ '_cc(new|old)[0-9]*$'`,
    (rows) => rows.map(({ name }) => text(name)),
  )

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`

/**
 * Reads the table whole, which finds pages that cannot be read, and compares each of its B-trees
 * with itself where the extension amcheck is there and the user may (PostgreSQL's documentation,
 * "amcheck": bt_index_check locks as a read does). What it finds it says in a setting of its own:
 * a DO answers nothing.
 */
const check = (table: string): string =>
  `DO ${literal(`DECLARE i record; f text;
BEGIN
  PERFORM set_config('drydock.check', '', false);
  PERFORM COUNT(*) FROM (SELECT t.* FROM ${identifier(table)} t OFFSET 0) every_row;
  SELECT n.nspname INTO f FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'amcheck';
  IF f IS NOT NULL AND has_function_privilege(format('%I.bt_index_check(regclass)', f), 'EXECUTE')
  THEN
    FOR i IN SELECT x.indexrelid FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
      JOIN pg_am m ON m.oid = c.relam WHERE x.indrelid = ${literal(identifier(table))}::regclass
      AND m.amname = 'btree' AND x.indisvalid AND c.relkind = 'i'
    LOOP
      EXECUTE format('SELECT %I.bt_index_check($1)', f) USING i.indexrelid::regclass;
    END LOOP;
  END IF;
EXCEPTION WHEN data_corrupted OR index_corrupted OR io_error OR undefined_file THEN
  PERFORM set_config('drydock.check', SQLERRM, false);
END`)}; SELECT current_setting('drydock.check') AS said`

export const upkeep: Upkeep = {
  /**
   * As gently as the server's own (the session's vacuum_cost_delay), without workers, and without
   * the lock that gives the end of a file back, for which everybody would wait.
   */
  refresh: (table) =>
    answering(
      raw(`VACUUM (ANALYZE, TRUNCATE false, PARALLEL 0) ${identifier(table)}`),
      (): Upkept => 'fine',
    ),
  atFullSpeed: written(raw('SET vacuum_cost_delay = 0')),
  check: (table) =>
    answering(raw(check(table)), (rows): Upkept => {
      const said = text(rows.at(-1)?.said)
      return said === '' ? 'fine' : { fault: said.replace(/\.$/, '') }
    }),
  rebuild,
  async tidy(database, table) {
    // Whoever rebuilds the same table at the moment holds it: its index is not dropped.
    await database.execute(written(raw("SET lock_timeout = '1s'")))
    for (const index of await ask(database, unfinished(table)))
      await database.execute(written(raw(`DROP INDEX CONCURRENTLY IF EXISTS ${index}`)))
  },
  byHand: (table) =>
    `${rebuild(table).text} (if it ends early, drop the indexes it leaves: their names end ` +
    'in _ccnew)',
  // Whoever waits for this lock is in nobody's way; a REINDEX that gives up leaves a dead index.
  // A replica applies its blocks as they come, not the statement.
  replayed: false,
  waitForTable: () => written(raw('SET lock_timeout = 0')),
  session: answering(raw('SELECT pg_backend_pid() AS id'), ([row]) => row?.id ?? '0'),
  endStatement: async (beside, session) => {
    await beside.execute(written(sql`SELECT pg_cancel_backend(CAST(${session} AS int))`))
  },
  endSession: async (beside, session) => {
    await beside.execute(written(sql`SELECT pg_terminate_backend(CAST(${session} AS int))`))
  },
}
