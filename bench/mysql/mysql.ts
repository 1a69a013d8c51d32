import type { Engine } from '../../local/engines/engines.ts'
import type { BenchEngine } from '../bench-engine.ts'
import { databaseName } from '../database-name.ts'
import { findArchiver } from './archiver.ts'
import { bulkLoad } from './bulk-load.ts'
import { deadRows } from './dead-rows.ts'
import { multiply } from './multiply.ts'
import { open } from './observer.ts'
import { startReplica } from './replica.ts'
import { serverSettings, whileFilling } from './server-settings.ts'

export const benchOf = (engine: Engine): BenchEngine => ({
  serverSettings: (pool) => serverSettings(engine, pool),
  whileFilling: (copies) => whileFilling(engine, copies),
  databaseFolder: databaseName,
  open: (access) => open(engine, access),
  load: bulkLoad,
  multiply,
  deadRows,
  deleteStatement: ({ table, where }) => `DELETE FROM \`${table}\` WHERE ${where}`,
  procedure: new URL('cleanup-tokens.sql', import.meta.url),
  callStatement: (procedure) => `CALL \`${procedure}\`()`,
  findArchiver,
  startReplica,
})
