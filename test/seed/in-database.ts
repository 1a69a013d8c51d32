import { after, before } from 'node:test'
import { createConnection, type Connection } from 'mysql2/promise'
import { storeOf as mysqlStore } from '../../local/engines/mysql/store.ts'
import { storeOf as pgStore } from '../../local/engines/postgres/store.ts'
import type { Engine as LocalName } from '../../local/engines/engines.ts'
import type { Access, Store } from '../../local/engines/store.ts'
import { storesOf } from '../../local/engines/stores.ts'
import { loadSchema, type SchemaVersion } from '../../local/schema/schemas.ts'
import { clientOf, postgresConnection } from './postgres-connection.ts'
import type { Engine, Name } from './start-engines.ts'

const seeded: Readonly<Record<Name, LocalName>> = {
  MariaDB: 'mariadb',
  MySQL: 'mysql',
  PostgreSQL: 'postgres',
}

/** What a database is loaded and seeded through. */
export function storeOf(connection: Connection): Store {
  const client = clientOf(connection)
  return client === undefined ? mysqlStore(connection) : pgStore(client)
}

export async function connect({ name, url }: Engine<Name>, database?: string): Promise<Connection> {
  if (url === undefined) throw new TypeError(`${name} has no server`)
  if (name === 'PostgreSQL') return postgresConnection(url, database ?? 'postgres')
  return createConnection({ uri: url, ...(database === undefined ? {} : { database }) })
}

/** How a client of the test reaches a database as the one who may do all. */
export function login(
  { name, url }: Engine<Name>,
  database: string,
): Required<Access> & { engine: LocalName } {
  if (url === undefined) throw new TypeError(`${name} has no server`)
  const { hostname, port, username, password } = new URL(url)
  return {
    engine: seeded[name],
    host: hostname,
    port: Number(port),
    user: username,
    password: decodeURIComponent(password),
    database,
  }
}

/** No statement of the session then cascades, nor is refused for a foreign key. */
export const keysOff = (store: Store): Promise<number> =>
  store.run(
    store.engine === 'postgres'
      ? 'SET session_replication_role = replica'
      : 'SET SESSION foreign_key_checks = 0',
  )

/** Does the work in a new database of any engine, as the seed speaks to it, and drops it. */
export async function inStore(
  on: Engine<Name>,
  database: string,
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const { open } = await storesOf(seeded[on.name])
  const { host, port, user, password } = login(on, database)
  const server = { host, port, user, password }
  const maker = await open(server)
  await maker.createDatabase(database)
  const store = await open({ ...server, database })
  try {
    await work(store)
  } finally {
    await store.close()
    await maker.run(`DROP DATABASE ${database}`)
    await maker.close()
  }
}

/** Does the work in a new database and drops it. */
export async function inDatabase(
  on: Engine<Name>,
  database: string,
  work: (connection: Connection) => Promise<void>,
): Promise<void> {
  const maker = await connect(on)
  try {
    await maker.query(`DROP DATABASE IF EXISTS \`${database}\``)
    await maker.query(`CREATE DATABASE \`${database}\``)
    // A connection of its own: the driver's change of database does not work with MySQL 5.6.
    const connection = await connect(on, database)
    try {
      await work(connection)
    } finally {
      await connection.end()
    }
  } finally {
    await maker.query(`DROP DATABASE IF EXISTS \`${database}\``)
    await maker.end()
  }
}

/**
 * A database for all tests of a suite: its tables are made before the first and dropped after the
 * last, which takes longer than to fill them anew for each.
 */
export function sharedDatabase(
  on: Engine<Name>,
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
    await connection.end()
    const maker = await connect(on)
    await maker.query(`DROP DATABASE \`${database}\``)
    await maker.end()
  })
  return () => connection
}
