import { createConnection, type Connection } from 'mysql2/promise'

/** A database server to test on: one that runs already, named by a mysql:// URL in the environment. */
export interface Engine {
  readonly name: string
  readonly url: string | undefined
  /** Why its tests are skipped; false when they are not. */
  readonly skip: string | false
}

const engine = (name: string, variable: string): Engine => {
  const url = process.env[variable]
  return { name, url, skip: url === undefined ? `no ${name}: set ${variable} to the URL of a running server` : false }
}

export const engines: readonly Engine[] = [
  engine('MariaDB', 'DRYDOCK_TEST_MARIADB'),
  engine('MySQL', 'DRYDOCK_TEST_MYSQL'),
]

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
