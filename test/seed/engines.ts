import { createConnection } from 'node:net'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import { openScratch } from '../../local/scratch.ts'
import { settings, startEngines, type Engine, type MysqlName, type Name } from './start-engines.ts'

export { connect, inDatabase, inStore, login, sharedDatabase } from './in-database.ts'
export { type Engine, type Name, one, quick, whole } from './start-engines.ts'

const { DRYDOCK_TEST_ENGINES: lender } = process.env

/**
 * A server of each engine for this file alone: lent by `npm test` (lend-engines.ts), started where
 * it runs by itself.
 */
export const everyEngine: readonly Engine<Name>[] =
  lender === undefined ? await startEngines(settings) : await borrowEngines(lender)

/**
 * MariaDB and MySQL, for the files that are about their own ways, or speak to their servers by
 * their driver. What the port promises, every rule, the batch, the walk, the checks, the seed and
 * the local servers are tried on `everyEngine`.
 */
export const engines: readonly Engine<MysqlName>[] = everyEngine.filter(
  (engine): engine is Engine<MysqlName> => engine.name !== 'PostgreSQL',
)

after(() => openScratch().close())

/** They are this file's until its process ends. */
async function borrowEngines(path: string): Promise<Engine<Name>[]> {
  const socket = createConnection(path)
  for await (const line of createInterface(socket)) {
    socket.unref()
    return JSON.parse(line) as Engine<Name>[]
  }
  throw new Error('No servers were lent: npm test has ended.')
}
