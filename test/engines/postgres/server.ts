import pg from 'pg'
import { openDatabase } from '../../../functions/engines/postgres/connection.ts'
import type { Opened } from '../../../functions/engines/postgres/dial.ts'
import { sessionSettings } from '../../../functions/engines/postgres/session-settings.ts'
import type { Database } from '../../../functions/engines/database.ts'
import { everyEngine } from '../../seed/engines.ts'

const engine = everyEngine.find(({ name }) => name === 'PostgreSQL')
const url = engine?.url

export const skip = engine?.skip ?? 'the tests have no PostgreSQL'

export const dialect: Opened['dialect'] = {
  session: sessionSettings(1),
  undoSession: sessionSettings(5),
}

/** How the superuser is connected to a database. */
export function at(database: string | null): Opened {
  const { hostname: host, port, username: user, password } = new URL(url ?? '')
  return {
    host,
    port: Number(port),
    user,
    password: decodeURIComponent(password),
    database,
    tls: false,
    dialect,
  }
}

export const open = (database: string | null, changes: Partial<Opened> = {}): Promise<Database> =>
  openDatabase({ ...at(database), ...changes })

/** Does the work in a new database and drops it. */
export async function inPostgres(
  database: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const drop = `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`
  const { host, port, user, password } = at(null)
  const login = { host, port, user, password }
  const maker = new pg.Client({ ...login, database: 'postgres' })
  await maker.connect()
  try {
    await maker.query(drop)
    await maker.query(`CREATE DATABASE "${database}"`)
    const client = new pg.Client({ ...login, database })
    await client.connect()
    try {
      await work(client)
    } finally {
      await client.end()
    }
  } finally {
    await maker.query(drop)
    await maker.end()
  }
}
