import { number } from '../answered-counts.ts'
import type { Upkept } from '../answers.ts'
import { text, type Question, type Row } from '../database.ts'
import type { Upkeep } from '../upkeep.ts'
import { answering, name, raw, sql, written } from './mysql-text.ts'

/**
 * How servers report in `Msg_text` that they gave up (ER_STATEMENT_TIMEOUT, ER_QUERY_INTERRUPTED,
 * ER_LOCK_WAIT_TIMEOUT). MariaDB then adds "Corrupt", which refers to the statement, not the table.
 */
const gaveUp = /^(Query execution was interrupted|Lock wait timeout exceeded)/

const upkept =
  (fine: RegExp): Question<Upkept>['read'] =>
  (rows) => {
    if (rows.some(({ Msg_text: said }) => gaveUp.test(text(said)))) return 'late'
    const bad = rows.some(
      ({ Msg_type: type, Msg_text: said }) =>
        /^(status|error)$/i.test(text(type)) && !fine.test(text(said)),
    )
    // Besides its verdict the server sends warnings that name the cause, for instance an index.
    return bad
      ? {
          fault: rows
            .map(({ Msg_text: said }) => (said ?? 'no answer').replace(/\.$/, ''))
            .join('; '),
        }
      : 'fine'
  }

/** Rows that the storage engine changed; where a server does not count them, all engines' rows. */
const ofStorage = ["'Innodb_rows_inserted'", "'Innodb_rows_updated'", "'Innodb_rows_deleted'"]
const ofHandlers = ["'Handler_write'", "'Handler_update'", "'Handler_delete'"]

function sumOf(rows: readonly Row[], names: readonly string[]): number | null {
  const found = rows.filter(({ Variable_name: name }) =>
    names.some((one) => one.toLowerCase() === `'${text(name).toLowerCase()}'`),
  )
  return found.length < names.length
    ? null
    : found.reduce((sum, { Value: value }) => sum + Number(value), 0)
}

/** In place, repacking rows and indexes; refused if other sessions could not write meanwhile. */
const rebuild = (table: string) =>
  written(sql`ALTER TABLE ${name(table)} FORCE, ALGORITHM=INPLACE, LOCK=NONE`)

export const upkeep: Upkeep = {
  refresh: (table) =>
    answering(
      sql`ANALYZE NO_WRITE_TO_BINLOG TABLE ${name(table)}`,
      upkept(/^(OK|Table is already up to date)$/),
    ),
  check: (table) => answering(sql`CHECK TABLE ${name(table)}`, upkept(/^OK$/)),
  rebuild,
  // The server itself removes the copy.
  tidy: async () => undefined,
  byHand: (table) => rebuild(table).text,
  // One statement of the binary log, which a replica applies before it goes on (manual of MySQL,
  // "Online DDL Limitations").
  replayed: true,
  // Beyond it the rebuild fails (manual of MySQL, innodb_online_alter_log_max_size).
  changesKept: answering(
    raw("SHOW GLOBAL VARIABLES LIKE 'innodb_online_alter_log_max_size'"),
    ([row]) => (row === undefined ? null : number(row.Value)),
  ),
  changed: answering(
    raw(`SHOW GLOBAL STATUS WHERE Variable_name IN (${[...ofStorage, ...ofHandlers].join(', ')})`),
    (rows) => sumOf(rows, ofStorage) ?? sumOf(rows, ofHandlers),
  ),
  waitForTable: (seconds) => written(raw(`SET SESSION lock_wait_timeout = ${Math.ceil(seconds)}`)),
  session: answering(raw('SELECT CONNECTION_ID() AS id'), ([row]) => row?.id ?? '0'),
  endStatement: async (beside, session) => {
    await beside.execute(written(raw(`KILL QUERY ${BigInt(session)}`)))
  },
  endSession: async (beside, session) => {
    await beside.execute(written(raw(`KILL ${BigInt(session)}`)))
  },
}
