import { Client } from 'pg'
import type { Traces } from './traces.ts'

/** As readTraces, of PostgreSQL: databases, roles, settings, slots, sessions. */
export async function readPostgresTraces(url: string): Promise<Traces> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const read = async (sql: string) =>
    (await client.query<{ trace: string }>(sql)).rows.map(({ trace }) => trace)
  const others = `SELECT 'connection of ' || usename || ': ' || query AS trace
    FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`
  try {
    // The server takes a moment to see the end of a file's connections.
    for (let tries = 0; tries < 50 && (await read(others)).length > 0; tries++)
      await new Promise((done) => setTimeout(done, 20))
    return new Set([
      ...(await read(`SELECT 'database ' || datname AS trace FROM pg_database`)),
      ...(await read(`SELECT 'role ' || rolname AS trace FROM pg_roles`)),
      ...(await read(`SELECT 'slot ' || slot_name AS trace FROM pg_replication_slots`)),
      ...(await read(`SELECT format('setting %s = %s', name, setting) AS trace FROM pg_settings
        WHERE source NOT IN ('client', 'session')`)),
      ...(await read(`SELECT format('setting of %s, %s: %s', setdatabase, setrole, setconfig)
        AS trace FROM pg_db_role_setting`)),
      ...(await read(`SELECT format('%s %s.%s', c.relkind, n.nspname, c.relname) AS trace
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname NOT LIKE 'pg_%' AND n.nspname <> 'information_schema'`)),
      ...(await read(others)),
    ])
  } finally {
    await client.end()
  }
}
