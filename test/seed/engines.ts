import { after } from 'node:test'
import { createConnection, type Connection } from 'mysql2/promise'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import { ServerError } from '../../local/server/server-error.ts'
import type { DatabaseServer, ServerSoftware } from '../../local/server/server-software.ts'

/** An engine to test on, with a server that runs while the file's tests do. */
export interface Engine {
  readonly name: 'MariaDB' | 'MySQL'
  readonly server: DatabaseServer | undefined
  readonly url: string | undefined
  /** Why its tests are skipped; false when they are not. */
  readonly skip: string | false
}

/** DRYDOCK_ENGINES=mariadb leaves MySQL out; MariaDB is always there. */
const wanted = process.env.DRYDOCK_ENGINES ?? 'mariadb,mysql'

/** MySQL where it can be had, and why not where it cannot. */
async function mysql(): Promise<Engine> {
  const missing = (skip: string): Engine => ({
    name: 'MySQL',
    server: undefined,
    url: undefined,
    skip,
  })
  if (!wanted.includes('mysql')) return missing('MySQL is left out (DRYDOCK_ENGINES)')
  try {
    return await started('MySQL', await findSoftware('mysql', console.log))
  } catch (error) {
    if (error instanceof ServerError) return missing(error.message)
    throw error
  }
}

export const engines: readonly Engine[] = await Promise.all([
  findSoftware('mariadb', console.log).then((software) => started('MariaDB', software)),
  mysql(),
])

async function started(name: Engine['name'], software: ServerSoftware): Promise<Engine> {
  const scratch = openScratch()
  const dataDirectory = `${scratch.folder}/${name}`
  await software.initialize(dataDirectory)
  const server = await software.start({
    dataDirectory,
    settings: { innodb_flush_log_at_trx_commit: '2' },
  })
  return {
    name,
    server,
    url: `mysql://root:${server.rootPassword}@127.0.0.1:${server.port}`,
    skip: false,
  }
}

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
