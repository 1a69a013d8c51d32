import { after } from 'node:test'
import { createConnection, type Connection } from 'mysql2/promise'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'

/** A database server to test on: one named by a mysql:// URL in the environment, else one started for this file. */
export interface Engine {
  readonly name: string
  readonly url: string | undefined
  /** Why its tests are skipped; false when they are not. */
  readonly skip: string | false
}

export const engines: readonly Engine[] = [
  { name: 'MariaDB', url: process.env.DRYDOCK_TEST_MARIADB ?? (await startMariadb()), skip: false },
  {
    name: 'MySQL',
    url: process.env.DRYDOCK_TEST_MYSQL,
    skip: process.env.DRYDOCK_TEST_MYSQL === undefined ? 'no MySQL: set DRYDOCK_TEST_MYSQL to the URL of a running server' : false,
  },
]

async function startMariadb(): Promise<string> {
  const software = await findSoftware('mariadb', (line) => console.log(line))
  const scratch = openScratch()
  const dataDirectory = `${scratch.folder}/data`
  await software.initialize(dataDirectory)
  const server = await software.start({ dataDirectory, settings: { innodb_flush_log_at_trx_commit: '2' } })
  after(() => scratch.close())
  return `mysql://root:${server.rootPassword}@127.0.0.1:${server.port}`
}

export async function connect({ name, url }: Engine, database?: string): Promise<Connection> {
  if (url === undefined) throw new TypeError(`${name} has no server`)
  return createConnection({ uri: url, ...(database === undefined ? {} : { database }) })
}

/** Does the work in a new database and drops it. */
export async function inDatabase(on: Engine, database: string, work: (connection: Connection) => Promise<void>): Promise<void> {
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
