import { Client } from 'pg'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import type { DatabaseServer } from '../../local/server/server-software.ts'

/** What production takes up between two runs, as the server says. */
export interface Space {
  /** Of all tables and indexes. */
  readonly megabytes: number
  /** Rows that were deleted and lie there still; null where the server does not count them. */
  readonly deadTuples: number | null
}

export const spaceOf = (server: DatabaseServer): Promise<Space> =>
  server.engine === 'postgres' ? ofPostgres(server) : ofMysql(server)

async function ofMysql({ host, port, rootUser, rootPassword }: DatabaseServer): Promise<Space> {
  const connection = await createConnection({ host, port, user: rootUser, password: rootPassword })
  const [[row]] = await connection.query<RowDataPacket[]>(
    'SELECT SUM(DATA_LENGTH + INDEX_LENGTH) / 1048576 AS size FROM ' +
      "information_schema.TABLES WHERE TABLE_SCHEMA IN ('apim_db', 'shared_db')",
  )
  await connection.end()
  return { megabytes: Math.round(Number(row?.size)), deadTuples: null }
}

async function ofPostgres(server: DatabaseServer): Promise<Space> {
  const { host, port, rootUser: user, rootPassword: password } = server
  let [bytes, deadTuples] = [0, 0]
  for (const database of ['apim_db', 'shared_db']) {
    const client = new Client({ host, port, user, password, database })
    await client.connect()
    const { rows } = await client.query<{ bytes: string; dead: string }>(
      'SELECT pg_database_size(current_database()) AS bytes, SUM(n_dead_tup) AS dead ' +
        'FROM pg_stat_user_tables',
    )
    await client.end()
    bytes += Number(rows[0]?.bytes)
    deadTuples += Number(rows[0]?.dead)
  }
  return { megabytes: Math.round(bytes / 2 ** 20), deadTuples }
}
