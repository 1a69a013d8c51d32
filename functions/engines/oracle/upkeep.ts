import type { Upkept } from '../answers.ts'
import type { Upkeep } from '../upkeep.ts'
import { breakOff } from './open-sessions.ts'
import { text } from '../database.ts'
import { answering, identifier, inCatalogue, literal, raw, written } from './ora-text.ts'

const schema = "SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')"

/**
 * Reads and writes go on meanwhile; the end of the segment is given back under a short lock
 * (Administrator's Guide, "Reclaiming Unused Space"). In every edition, while ONLINE of a rebuild
 * or a MOVE is Enterprise Edition's alone.
 */
const rebuild = (table: string) =>
  written(raw(`ALTER TABLE ${identifier(table)} SHRINK SPACE CASCADE`))

export const upkeep: Upkeep = {
  // In one process; the table's own preferences decide how much is read.
  refresh: (table) =>
    answering(
      raw(
        `BEGIN DBMS_STATS.GATHER_TABLE_STATS(${schema}, ${literal(inCatalogue(table))}, ` +
          'degree => 1, cascade => TRUE); END;',
      ),
      (): Upkept => 'fine',
    ),
  // The connection answers what the server says of a fault (ORA-01498, ORA-01499).
  check: (table) =>
    answering(
      raw(`ANALYZE TABLE ${identifier(table)} VALIDATE STRUCTURE CASCADE ONLINE`),
      ([row]): Upkept => (row === undefined ? 'fine' : { fault: text(row.said) }),
    ),
  rebuild,
  // A SHRINK that was cancelled leaves nothing behind: what it has moved, it has committed.
  tidy: async () => undefined,
  byHand: (table) =>
    `ALTER TABLE ${identifier(table)} ENABLE ROW MOVEMENT; ${rebuild(table).text}; ALTER TABLE ` +
    `${identifier(table)} DISABLE ROW MOVEMENT`,
  // A standby applies its blocks as they come, not the statement.
  replayed: false,
  waitForTable: (seconds) =>
    written(raw(`ALTER SESSION SET DDL_LOCK_TIMEOUT = ${Math.round(seconds)}`)),
  session: answering(
    raw("SELECT SYS_CONTEXT('USERENV', 'SID') AS \"id\" FROM DUAL"),
    ([row]) => row?.id ?? '0',
  ),
  // Another session may cancel it with ALTER SYSTEM alone; its own connection needs no privilege.
  endStatement: (_, session) => breakOff(session),
  // Of another process's session only its own connection is known, and that is gone.
  endSession: (_, session) => breakOff(session),
}
