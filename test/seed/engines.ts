import { after } from 'node:test'
import { openScratch } from '../../local/scratch.ts'
import { startEngines, type Engine } from './start-engines.ts'

export { connect, inDatabase } from './in-database.ts'
export type { Engine } from './start-engines.ts'

export const engines: readonly Engine[] = await startEngines({
  innodb_flush_log_at_trx_commit: '2',
})

after(() => openScratch().close())
