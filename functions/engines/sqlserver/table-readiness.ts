import { shownCount } from '../../contract/quantity.ts'
import type { Advice, Readiness } from '../answers.ts'
import { ask, text, type Database, type Question, type Row } from '../database.ts'
import { answering, joined, raw, sql, tableName, type Piece } from './ms-text.ts'
import { acting, here } from './schema-questions.ts'

/** Rows of a table that each deleted row may read whole. */
const scanLimit = 100_000
/**
 * Locks of one statement on a table or an index from which the server takes the table's instead
 * ("Transaction locking and row versioning guide", lock escalation).
 */
const escalates = 5000
/** The most rows that a statement names, which leaves their own locks below that. */
export const mostRows = 2000

const among = (column: string, tables: readonly string[]): Piece =>
  sql`${raw(column)} IN (${joined(
    tables.map((table) => sql`${table}`),
    ', ',
  )})`

/** What is odd about each of the tables, by itself. */
const tablesOf = (database: string, tables: readonly string[]): Question<readonly Row[]> =>
  answering(
    sql`SELECT o.name, o.is_tracked_by_cdc AS captured, o.is_replicated AS replicated,
      CASE WHEN EXISTS (SELECT 1 FROM sys.change_tracking_tables c WHERE c.object_id = o.object_id)
      THEN 1 ELSE 0 END AS tracked, CASE WHEN EXISTS (SELECT 1 FROM sys.security_predicates p
      JOIN sys.security_policies q ON q.object_id = p.object_id
      WHERE p.target_object_id = o.object_id AND q.is_enabled = 1) THEN 1 ELSE 0 END AS hides,
      CASE WHEN EXISTS (SELECT 1 FROM sys.indexes i WHERE i.object_id = o.object_id
      AND i.type IN (5, 6)) THEN 1 ELSE 0 END AS columnstore,
      CASE WHEN EXISTS (SELECT 1 FROM sys.indexes i WHERE i.object_id = o.object_id
      AND i.is_disabled = 0 AND i.type IN (1, 2) AND i.allow_row_locks = 0)
      THEN 1 ELSE 0 END AS coarse
      FROM sys.tables o JOIN sys.schemas s ON s.schema_id = o.schema_id
      WHERE ${here(database)} AND ${among('o.name', tables)} ORDER BY o.name`,
    (rows) => rows,
  )

/** Disabled keys of the tables, and to them: what hangs on a deleted row would stay. */
const idle = (database: string, tables: readonly string[]): Question<readonly Row[]> =>
  answering(
    sql`SELECT k.name, o.name AS owner, r.name AS parent FROM sys.foreign_keys k
      JOIN sys.objects o ON o.object_id = k.parent_object_id JOIN sys.schemas s ON s.schema_id =
      o.schema_id JOIN sys.objects r ON r.object_id = k.referenced_object_id
      WHERE k.is_disabled = 1 AND ${here(database)} AND ${among('r.name', tables)}
      ORDER BY o.name, k.name`,
    (rows) => rows,
  )

/** Foreign keys to the tables whose first column begins no index: each deleted row reads all. */
const unindexed = (database: string, tables: readonly string[]): Question<readonly Row[]> =>
  answering(
    sql`SELECT k.name, o.name AS owner, r.name AS parent, c.name AS part,
      (SELECT SUM(p.rows) FROM sys.partitions p WHERE p.object_id = o.object_id
      AND p.index_id IN (0, 1)) AS total
      FROM sys.foreign_keys k JOIN sys.objects o ON o.object_id = k.parent_object_id
      JOIN sys.schemas s ON s.schema_id = o.schema_id
      JOIN sys.objects r ON r.object_id = k.referenced_object_id
      JOIN sys.foreign_key_columns f ON f.constraint_object_id = k.object_id
      AND f.constraint_column_id = 1 JOIN sys.columns c ON c.object_id = f.parent_object_id
      AND c.column_id = f.parent_column_id
      WHERE ${raw(acting)} AND ${here(database)} AND ${among('r.name', tables)}
      AND NOT EXISTS (SELECT 1 FROM sys.index_columns x JOIN sys.indexes i
      ON i.object_id = x.object_id AND i.index_id = x.index_id
      WHERE x.object_id = o.object_id AND x.key_ordinal = 1 AND i.is_disabled = 0
      AND i.has_filter = 0 AND x.column_id IN (SELECT y.parent_column_id
      FROM sys.foreign_key_columns y WHERE y.constraint_object_id = k.object_id))
      ORDER BY o.name, k.name`,
    (rows) => rows,
  )

/** Rows that go by foreign keys with rows of the tables, unless their locks stay rows (DISABLE). */
const together = (database: string, tables: readonly string[]): Question<readonly Row[]> =>
  answering(
    sql`SELECT k.name, o.name AS owner, r.name AS parent, o.lock_escalation_desc AS escalates,
      (SELECT SUM(p.rows) FROM sys.partitions p WHERE p.object_id = o.object_id
      AND p.index_id IN (0, 1)) AS total, (SELECT SUM(p.rows) FROM sys.partitions p
      WHERE p.object_id = r.object_id AND p.index_id IN (0, 1)) AS parents
      FROM sys.foreign_keys k JOIN sys.tables o ON o.object_id = k.parent_object_id
      JOIN sys.schemas s ON s.schema_id = o.schema_id
      JOIN sys.tables r ON r.object_id = k.referenced_object_id
      WHERE ${raw(acting)} AND ${here(database)} AND ${among('r.name', tables)}
      AND o.object_id <> r.object_id AND o.lock_escalation <> 1 ORDER BY o.name, k.name`,
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
  for (const row of await ask(database, tablesOf(name, tables))) {
    const [own, other] = oddOf(row)
    stops.push(...own)
    odd.push(...other)
  }
  for (const row of await ask(database, idle(name, tables)))
    stops.push([
      `The foreign key ${text(row.name)} of ${text(row.owner)} is disabled: what hangs on a ` +
        `deleted row of ${text(row.parent)} would stay.`,
      `ALTER TABLE ${tableName(text(row.owner))} WITH CHECK CHECK CONSTRAINT ${text(row.name)}.`,
    ])
  for (const row of await ask(database, unindexed(name, tables))) {
    const total = Number(row.total)
    const far = total > scanLimit
    const remedy =
      `CREATE INDEX … ON ${tableName(text(row.owner))} (${text(row.part)}) WITH (ONLINE = ON) ` +
      'where the edition has it; else at a quiet hour.'
    ;(far ? stops : odd).push([
      `No index of ${text(row.owner)} begins with a column of its foreign key ${text(row.name)} ` +
        `to ${text(row.parent)}: for each row that is deleted there, the server reads all of ` +
        `it, about ${shownCount(total)} rows.`,
      far ? remedy : `While it is small, nothing; later: ${remedy}`,
    ])
  }
  for (const row of await ask(database, together(name, tables))) {
    const each = Number(row.total) / Math.max(1, Number(row.parents))
    if (each * mostRows >= escalates)
      odd.push([
        `About ${each.toFixed(1)} rows of ${text(row.owner)} hang on each row of ` +
          `${text(row.parent)} (${text(row.name)}): a batch of ${shownCount(mostRows)} may take ` +
          `${shownCount(escalates)} locks there, from which the server locks the whole table ` +
          `(LOCK_ESCALATION = ${text(row.escalates)}).`,
        `ALTER TABLE ${tableName(text(row.owner))} SET (LOCK_ESCALATION = DISABLE) at a quiet ` +
          'hour: locks stay those of rows. Without it, lower limits.batchMilliseconds for ' +
          'smaller batches.',
      ])
  }
  return { stops, odd, fine: 'The server does nothing else when rows of these tables go.' }
}

function oddOf(row: Row): readonly [stops: Advice[], odd: Advice[]] {
  const table = text(row.name)
  const stops: Advice[] = []
  const odd: Advice[] = []
  if (row.hides === '1')
    stops.push([
      `A security policy filters the rows of ${table}: Drydock might not see all of them.`,
      'Let the policy except the user of the secret (a predicate that is true for it).',
    ])
  if (row.coarse === '1')
    stops.push([
      `An index of ${table} takes no row locks (ALLOW_ROW_LOCKS = OFF): a batch would hold ` +
        'pages, or the table.',
      `ALTER INDEX ALL ON ${tableName(table)} SET (ALLOW_ROW_LOCKS = ON).`,
    ])
  if (row.columnstore === '1')
    stops.push([
      `${table} has a columnstore index: a delete from it does not lock single rows.`,
      'Drop the index, or turn off the rules of this table.',
    ])
  if (row.captured === '1' || row.tracked === '1' || row.replicated === '1')
    odd.push([
      `${table} is read by ${row.replicated === '1' ? 'replication' : 'change tracking'}: its ` +
        'readers delete the same rows.',
      'Make sure that they are meant to.',
    ])
  return [stops, odd]
}
