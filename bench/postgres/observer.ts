import { Client } from 'pg'
import type { Observer } from '../bench-engine.ts'
import type { Access } from '../job.ts'

const tables =
  'idn_oauth2_access_token, idn_oauth2_access_token_scope, idn_oauth2_authorization_code'

export async function open(access: Access): Promise<Observer> {
  const client = new Client(access)
  client.on('error', () => undefined)
  await client.connect()
  const numbers = async (text: string): Promise<Record<string, string>> =>
    (await client.query<Record<string, string>>(text)).rows[0] ?? {}
  return {
    async run(statement) {
      await client.query(statement)
    },
    async count(from) {
      return Number((await numbers(`SELECT COUNT(*) AS total FROM ${from}`)).total)
    },
    async counters() {
      // Rows count once their transaction is over.
      const { wal, deleted } = await numbers(
        "SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS wal, tup_deleted AS deleted " +
          'FROM pg_stat_database WHERE datname = current_database()',
      )
      return { redoBytes: Number(wal), binlogBytes: null, deletedRows: Number(deleted) }
    },
    async warmUp() {
      await client.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm')
      await client.query(
        'SELECT pg_prewarm(c.oid) FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid ' +
          'JOIN pg_class t ON t.oid = COALESCE(i.indrelid, c.oid) ' +
          "WHERE t.relname LIKE 'idn\\_oauth2\\_a%' AND c.relkind IN ('r', 'i')",
      )
    },
    async settle() {
      const started = performance.now()
      await client.query(`VACUUM (ANALYZE) ${tables}`)
      return (performance.now() - started) / 1000
    },
    async analyze(table) {
      await client.query(`VACUUM (ANALYZE) ${table}`)
    },
    async finish() {
      await client.query('CHECKPOINT')
    },
    close: () => client.end(),
    destroy: () => void client.end(),
  }
}
