import type { Dialect } from '../dialect.ts'
import { openDatabase } from './connection.ts'
import { connect } from './driver.ts'
import { inspectDelete } from './inspect.ts'
import { liveQuestions } from './live-rows.ts'
import { takeLock } from './lock.ts'
import { may } from './may.ts'
import { oraNamedRows } from './ora-named-rows.ts'
import { name, raw, sql, written } from './ora-text.ts'
import { walkStatements } from './ora-walk.ts'
import { schema } from './read-schema.ts'
import { scratch } from './scratch.ts'
import { serverQuestions } from './server-questions.ts'
import { sessionSettings } from './session-settings.ts'
import { upkeep } from './upkeep.ts'
import { words } from './words.ts'

/** Oracle Database 19c and 21c. Written from documentation: it never ran on a server. */
export const oracle: Dialect = {
  engine: 'oracle',
  // One list of values (ORA-01795). A statement stays in the server's memory by its text, values
  // beside it, and production's own have to stay there too.
  mostRows: 1000,
  open: (address) => openDatabase({ ...address, dialect: oracle, connect }),
  session: sessionSettings,
  undoSession: sessionSettings,
  ...walkStatements,
  savepoint: written(raw('SAVEPOINT drydock')),
  toSavepoint: written(raw('ROLLBACK TO SAVEPOINT drydock')),
  // Columns that hold instants are not archived: the zone of the session changes nothing.
  inUtc: written(raw("ALTER SESSION SET TIME_ZONE = '+00:00'")),
  inServersZone: written(raw("ALTER SESSION SET TIME_ZONE = '+00:00'")),
  inspectDelete,
  ...may,
  deleteNothing: (table) => written(sql`DELETE FROM ${name(table)} WHERE 1 = 0`),
  takeLock,
  rows: oraNamedRows,
  server: serverQuestions,
  live: liveQuestions,
  upkeep,
  words,
  schema,
  scratch: () => scratch,
}
