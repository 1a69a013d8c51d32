import { after, before } from 'node:test'
import { createConnection, type Connection } from 'mysql2/promise'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema, type SchemaVersion } from '../../local/schema/schemas.ts'
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

/**
 * A database for all tests of a suite: its tables are made before the first and dropped after the
 * last, which takes longer than to fill them anew for each.
 */
export function sharedDatabase(
  on: Engine,
  database: string,
  schemas: readonly SchemaVersion[],
): () => Connection {
  let connection: Connection
  before(async () => {
    const maker = await connect(on)
    await maker.query(`CREATE DATABASE \`${database}\``)
    await maker.end()
    connection = await connect(on, database)
    for (const schema of schemas) await loadSchema(storeOf(connection), schema)
  })
  after(async () => {
    await connection.query(`DROP DATABASE \`${database}\``)
    await connection.end()
  })
  return () => connection
}
