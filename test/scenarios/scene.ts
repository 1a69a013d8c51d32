import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after } from 'node:test'
import { createConnection, type Connection } from 'mysql2/promise'
import { engines, localEngine, usual, type Engine } from '../../local/engines/engines.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import { storeOf } from '../seed/in-database.ts'
import { postgresConnection } from '../seed/postgres-connection.ts'

// A production on a server of its own behind the local cloud: of the engine that
// DRYDOCK_SCENARIO_ENGINE names, MariaDB where it names none.

const { DRYDOCK_SCENARIO_ENGINE: asked = usual } = process.env
export const engine: Engine =
  engines.find((one) => one === asked) ??
  assert.fail(`DRYDOCK_SCENARIO_ENGINE is "${asked}"; expected one of ${engines.join(', ')}`)
export const onPostgres = engine === 'postgres'
/** Why a scenario about another engine's own ways is skipped here; false on one of `of`. */
export const only = (...of: readonly Engine[]): string | false =>
  !of.includes(engine) && `is of ${of.join(' and ')} alone`

export const scratch = openScratch()
after(() => scratch.close())
process.env.DRYDOCK_LOG = join(scratch.folder, 'drydock.log')
const software = await findSoftware(engine, (line) => console.log(line))
const dataDirectory = join(scratch.folder, 'data')
await software.initialize(dataDirectory)
/** Production's own. */
export const server = await software.start({
  dataDirectory,
  settings: {
    ...(await localEngine(engine)).quick,
    ...(onPostgres ? {} : { ssl: 'OFF', innodb_flush_log_at_trx_commit: '2' }),
  },
})

/** In the database or in none; as the one who may do all, if no user is named. */
export async function connectTo(
  to: Pick<typeof server, 'host' | 'port' | 'rootPassword'> & { readonly user?: string },
  database?: string,
): Promise<Connection> {
  const { host, port, rootPassword: password, user = server.rootUser } = to
  if (onPostgres)
    return postgresConnection(
      `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}`,
      database ?? 'postgres',
    )
  return createConnection({
    host,
    port,
    user,
    password,
    ...(database === undefined ? {} : { database }),
  })
}

/** Production, as whoever else works on it. */
export const connection = await connectTo(server)
scratch.onCleanup(() => connection.end())
export const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
cloud.rds.addInstance('production', server)
export const secret = cloud.secrets.add('production', {
  username: server.rootUser,
  password: server.rootPassword,
})

/** What a server calls a table in its own answers: PostgreSQL folds names. */
export const called = (name: string): string => (onPostgres ? name.toLowerCase() : name)

/** The database `apim` with a version's tables, and nothing in them. */
export async function emptyProduction(version: Parameters<typeof loadSchema>[1]): Promise<void> {
  if (onPostgres) {
    await connection.changeUser({ database: 'postgres' })
    await connection.query('DROP DATABASE IF EXISTS apim WITH (FORCE)')
  } else await connection.query('DROP DATABASE IF EXISTS apim')
  await connection.query('CREATE DATABASE apim')
  await connection.changeUser({ database: 'apim' })
  await loadSchema(storeOf(connection), version)
}
