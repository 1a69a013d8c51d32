import type { Upkept } from '../answers.ts'
import { text } from '../database.ts'
import type { Upkeep } from '../upkeep.ts'
import { answering, literal, raw, tableName, written } from './ms-text.ts'

/** Enterprise and Developer (EngineEdition 3), Azure SQL (5, 8): the others rebuild offline. */
const online = "CAST(SERVERPROPERTY('EngineEdition') AS INT) IN (3, 5, 8)"

/**
 * Reads and writes go on meanwhile. Where the edition cannot rebuild online, leaves are put in
 * order page by page (REORGANIZE), which every edition does online.
 */
const rebuilding = (table: string): string => {
  const all = `ALTER INDEX ALL ON ${tableName(table)}`
  const rebuilt = `${all} REBUILD WITH (ONLINE = ON, MAXDOP = 1)`
  return (
    `IF ${online} EXEC(${literal(rebuilt)}) ELSE ` +
    `EXEC(${literal(`${all} REORGANIZE WITH (LOB_COMPACTION = ON)`)})`
  )
}

export const upkeep: Upkeep = {
  refresh: (table) => answering(raw(`UPDATE STATISTICS ${tableName(table)}`), (): Upkept => 'fine'),
  // As rows, faults are told rather than thrown.
  check: (table) =>
    answering(
      raw(`DBCC CHECKTABLE (${literal(tableName(table))}) WITH TABLERESULTS, NO_INFOMSGS`),
      ([fault]): Upkept =>
        fault === undefined ? 'fine' : { fault: text(fault.MessageText).replace(/\.$/, '') },
    ),
  rebuild: (table) => written(raw(rebuilding(table))),
  // An online rebuild that ends early leaves nothing, and a REORGANIZE what it has done.
  tidy: async () => undefined,
  byHand: rebuilding,
  // A replica applies its pages as they come, not the statement.
  replayed: false,
  waitForTable: (seconds) => written(raw(`SET LOCK_TIMEOUT ${Math.round(seconds * 1000)}`)),
  session: answering(raw('SELECT @@SPID AS id'), ([row]) => row?.id ?? '0'),
  // The server cancels no statement of another session: it ends the session (ALTER ANY CONNECTION).
  endStatement: async (beside, session) => {
    await beside.execute(written(raw(`KILL ${Number(session)}`)))
  },
  endSession: async (beside, session) => {
    await beside.execute(written(raw(`KILL ${Number(session)}`)))
  },
}
