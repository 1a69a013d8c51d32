import { escapeIdentifier } from 'pg'
import type { BenchEngine } from '../bench-engine.ts'
import { deadRows } from './dead-rows.ts'
import { load } from './load.ts'
import { multiply } from './multiply.ts'
import { open } from './observer.ts'
import { serverSettings, whileFilling } from './server-settings.ts'

export const postgres: BenchEngine = {
  serverSettings,
  whileFilling,
  databaseFolder: 'base',
  open,
  load,
  multiply,
  deadRows,
  deleteStatement: ({ table, where }) => `DELETE FROM ${table} t0 WHERE ${where}`,
  procedure: new URL('cleanup-tokens.sql', import.meta.url),
  callStatement: (procedure) => `CALL ${escapeIdentifier(procedure)}()`,
  findArchiver: null,
  startReplica: null,
}
