import pg from 'pg'
import { openDatabase } from '../../../functions/engines/postgres/connection.ts'
import type { Opened } from '../../../functions/engines/postgres/dial.ts'
import { sessionSettings } from '../../../functions/engines/postgres/session-settings.ts'
import type { Database } from '../../../functions/engines/database.ts'

/** postgres://user:password@host:port of a server to test on. */
const { DRYDOCK_TEST_POSTGRES: url } = process.env

export const skip = url === undefined && 'no server: DRYDOCK_TEST_POSTGRES names none'

export const dialect: Opened['dialect'] = {
  session: sessionSettings(1),
  undoSession: sessionSettings(5),
}

/** How the superuser is connected to a database. */
export function at(database: string | null): Opened {
  const { hostname: host, port, username: user, password } = new URL(url ?? '')
  return { host, port: Number(port), user, password, database, tls: false, dialect }
}

export const open = (database: string | null, changes: Partial<Opened> = {}): Promise<Database> =>
  openDatabase({ ...at(database), ...changes })

/** Does the work in a new database and drops it. */
export async function inPostgres(
  database: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const drop = `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`
  const maker = new pg.Client({ connectionString: url, database: 'postgres' })
  await maker.connect()
  try {
    await maker.query(drop)
    await maker.query(`CREATE DATABASE "${database}"`)
    const client = new pg.Client({ connectionString: `${url ?? ''}/${database}` })
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
