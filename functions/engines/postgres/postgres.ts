import type { Dialect } from '../dialect.ts'
import { openDatabase } from './connection.ts'
import { inspectDelete } from './inspect.ts'
import { may } from './may.ts'
import { liveQuestions } from './live-rows.ts'
import { takeLock } from './lock.ts'
import { pgNamedRows } from './pg-named-rows.ts'
import { name, raw, sql, written } from './pg-text.ts'
import { walkStatements } from './pg-walk.ts'
import { schema } from './read-schema.ts'
import { scratch } from './scratch.ts'
import { serverQuestions } from './server-questions.ts'
import { sessionSettings } from './session-settings.ts'
import { upkeep } from './upkeep.ts'
import { words } from './words.ts'

/** PostgreSQL 13 to 18. */
export const postgres: Dialect = {
  engine: 'postgres',
  gathers: true,
  open: (address) => openDatabase({ ...address, dialect: postgres }),
  // A purge passes by what others hold; where it has to wait, it is for a second.
  session: sessionSettings(1),
  undoSession: sessionSettings(5),
  ...walkStatements,
  savepoint: written(raw('SAVEPOINT drydock')),
  toSavepoint: written(raw('ROLLBACK TO SAVEPOINT drydock')),
  inUtc: written(raw("SET TimeZone = 'UTC'")),
  inServersZone: written(raw('SET TimeZone TO DEFAULT')),
  inspectDelete,
  ...may,
  deleteNothing: (table) => written(sql`DELETE FROM ${name(table)} WHERE FALSE`),
  takeLock,
  rows: pgNamedRows,
  server: serverQuestions,
  live: liveQuestions,
  upkeep,
  words,
  schema,
  scratch: () => scratch,
}
