import { createConnection, type Connection } from 'mysql2/promise'
import type { Engine } from './start-engines.ts'

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
  const maker = await connect(on)
  await maker.query(`DROP DATABASE IF EXISTS \`${database}\``)
  await maker.query(`CREATE DATABASE \`${database}\``)
  await maker.end()
  // A connection of its own: the driver's change of database does not work with MySQL 5.6.
  const connection = await connect(on, database)
  try {
    await work(connection)
  } finally {
    await connection.query(`DROP DATABASE IF EXISTS \`${database}\``)
    await connection.end()
  }
}
