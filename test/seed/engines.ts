import { createConnection } from 'node:net'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import { openScratch } from '../../local/scratch.ts'
import { settings, startEngines, type Engine } from './start-engines.ts'

export { connect, inDatabase, sharedDatabase } from './in-database.ts'
export type { Engine } from './start-engines.ts'

const { DRYDOCK_TEST_ENGINES: lender } = process.env

/**
 * A server of each engine for this file alone: lent by `npm test` (lend-engines.ts), started where
 * it runs by itself.
 */
export const engines: readonly Engine[] =
  lender === undefined ? await startEngines(settings) : await borrowEngines(lender)

after(() => openScratch().close())

/** They are this file's until its process ends. */
async function borrowEngines(path: string): Promise<Engine[]> {
  const socket = createConnection(path)
  for await (const line of createInterface(socket)) {
    socket.unref()
    return JSON.parse(line) as Engine[]
  }
  throw new Error('No servers were lent: npm test has ended.')
}
