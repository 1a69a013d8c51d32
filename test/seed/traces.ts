import type { RowDataPacket } from 'mysql2/promise'
import { connect } from './in-database.ts'
import { readPostgresTraces } from './postgres-traces.ts'
import type { Engine, MysqlName, Name } from './start-engines.ts'

export type Traces = ReadonlySet<string>

/**
 * What may outlive a test file on a server: databases, accounts, zones, global variables,
 * connections.
 */
export async function readTraces(engine: Engine<Name>): Promise<Traces> {
  if (engine.url === undefined) return new Set()
  return isMysql(engine) ? readMysqlTraces(engine) : readPostgresTraces(engine.url)
}

const isMysql = (engine: Engine<Name>): engine is Engine<MysqlName> => engine.name !== 'PostgreSQL'

async function readMysqlTraces(engine: Engine): Promise<Traces> {
  const connection = await connect(engine)
  const read = async (sql: string) => (await connection.query<RowDataPacket[]>(sql))[0]
  const others = `SELECT ID AS id, USER AS name FROM information_schema.PROCESSLIST
    WHERE ID <> CONNECTION_ID() AND USER NOT IN ('event_scheduler', 'system user')`
  try {
    // The server takes a moment to see the end of a file's connections.
    for (let tries = 0; tries < 50 && (await read(others)).length > 0; tries++)
      await new Promise((done) => setTimeout(done, 20))
    return new Set([
      ...(await read('SHOW DATABASES')).map((row) => `database ${Object.values(row)[0]}`),
      ...(await read('SELECT User AS user, Host AS host FROM mysql.user')).map(
        ({ user, host }) => `account ${user}@${host}`,
      ),
      ...(await read('SELECT Name AS name FROM mysql.time_zone_name')).map(
        ({ name }) => `zone ${name}`,
      ),
      ...(await read('SHOW GLOBAL VARIABLES')).map(
        ({ Variable_name: name, Value: value }) => `variable ${name} = ${value}`,
      ),
      ...(await read(others)).map(({ id, name }) => `connection ${id} of ${name}`),
    ])
  } finally {
    await connection.end()
  }
}
