import { after } from 'node:test'
import { createConnection, type Connection } from 'mysql2/promise'
import { openScratch } from '../../local/scratch.ts'
import { startEngines, type Engine } from './start-engines.ts'

export type { Engine } from './start-engines.ts'

export const engines: readonly Engine[] = await startEngines({
  innodb_flush_log_at_trx_commit: '2',
})

after(() => openScratch().close())

export async function connect({ name, url }: Engine, database?: string): Promise<Connection> {
  if (url === undefined) throw new TypeError(`${name} has no server`)
  return createConnection({ uri: url, ...(database === undefined ? {} : { database }) })
}

/** Does the work in a new database and drops it. */
export async function inDatabase(
  on: Engine,
  database: string,
  work: (connection: Connection) => Promise<void>,
): Promise<void> {
  const connection = await connect(on)
  try {
    await connection.query(`DROP DATABASE IF EXISTS \`${database}\``)
    await connection.query(`CREATE DATABASE \`${database}\``)
    await connection.changeUser({ database })
    await work(connection)
  } finally {
    await connection.query(`DROP DATABASE IF EXISTS \`${database}\``)
    await connection.end()
  }
}
