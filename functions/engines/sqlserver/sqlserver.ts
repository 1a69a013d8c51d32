import type { Dialect } from '../dialect.ts'
import { openDatabase } from './connection.ts'
import { inspectDelete } from './inspect.ts'
import { liveQuestions } from './live-rows.ts'
import { takeLock } from './lock.ts'
import { may } from './may.ts'
import { msNamedRows } from './ms-named-rows.ts'
import { name, raw, sql, written } from './ms-text.ts'
import { walkStatements } from './ms-walk.ts'
import { schema } from './read-schema.ts'
import { scratch } from './scratch.ts'
import { serverQuestions } from './server-questions.ts'
import { sessionSettings } from './session-settings.ts'
import { mostRows } from './table-readiness.ts'
import { upkeep } from './upkeep.ts'
import { words } from './words.ts'

/** SQL Server 2016 to 2022. It was never run on one: see docs/engines.md. */
export const sqlserver: Dialect = {
  engine: 'sqlserver',
  mostRows,
  open: (address) => openDatabase({ ...address, dialect: sqlserver }),
  // A purge passes by what others hold; where it has to wait, it is for a second.
  session: sessionSettings(1, true),
  undoSession: sessionSettings(5, false),
  ...walkStatements,
  savepoint: written(raw('SAVE TRANSACTION drydock')),
  toSavepoint: written(raw('ROLLBACK TRANSACTION drydock')),
  // No type of its tables is told in a zone of the session.
  inUtc: written(raw('SELECT 1 AS one')),
  inServersZone: written(raw('SELECT 1 AS one')),
  inspectDelete,
  ...may,
  deleteNothing: (table) => written(sql`DELETE FROM ${name(table)} WHERE 1 = 0`),
  takeLock,
  rows: msNamedRows,
  server: serverQuestions,
  live: liveQuestions,
  upkeep,
  words,
  schema,
  scratch: () => scratch,
}
