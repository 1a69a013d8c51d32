import pg, { type Client, type Pool } from 'pg'
import { retried } from '../retried.ts'
import type { Access, Page, Store, StoreEngine, StorePool } from '../store.ts'
import { losses } from './losses.ts'
import { tablesOf, texts, Values } from './tables.ts'
import { asText, name } from './values.ts'

/** Serialization failure, deadlock, lock timeout (appendix A, "PostgreSQL Error Codes"). */
const passing = new Set(['40001', '40P01', '55P03'])

const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  passing.has(error.code)

/** A connection as the seed speaks to it. */
export const storeOf = (client: Client): Store => ({
  ...tablesOf(client),
  engine: 'postgres',
  page: (page) => readPage(client, page),
  begin: async () => void (await client.query('BEGIN')),
  commit: async () => void (await client.query('COMMIT')),
  rollback: async () => void (await client.query('ROLLBACK')),
  allowingZeroTimes: (work) => work(),
  async createDatabase(database) {
    await client.query(`CREATE DATABASE ${name(database)}`)
  },
  // Autovacuum comes by once a minute.
  learn: async () => void (await client.query('ANALYZE')),
  estimatedRows: (databases) => estimates(client, databases),
  close: () => client.end(),
})

async function readPage(
  client: Client,
  { table, columns, key, after, limit }: Page,
): Promise<(string | null)[][]> {
  const values = new Values()
  const keys = key.map(name).join(', ')
  const where = after && `WHERE (${keys}) > (${after.map((value) => values.add(value)).join(', ')})`
  return texts(
    client,
    `SELECT ${columns.map(name).join(', ')} FROM ${name(table)} ${where ?? ''}
     ORDER BY ${keys} LIMIT ${limit}`,
    values.list,
  )
}

/** A connection sees the tables of its own database only. */
async function estimates(on: Client, databases: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const database of databases) {
    const client = new pg.Client({
      host: on.host,
      port: on.port,
      ...(on.user === undefined ? {} : { user: on.user }),
      ...(on.password === undefined || on.password === null ? {} : { password: on.password }),
      database,
      types: asText,
    })
    await client.connect()
    const { rows } = await client.query<{ name: string; rows: string }>(
      `SELECT CASE nspname WHEN 'public' THEN '' ELSE nspname || '.' END || relname AS name,
       reltuples AS rows FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n
       ON n.oid = relnamespace WHERE relkind = 'r' AND nspname !~ '^pg_|^information_schema$'`,
    )
    await client.end()
    // -1 until the table is first analyzed.
    for (const table of rows)
      found.set(`${database}.${table.name}`, Math.max(0, Number(table.rows)))
  }
  return found
}

const storePool = (pool: Pool): StorePool => ({
  ...tablesOf(pool),
  transaction: (work, onRetry) =>
    retried(isPassing, onRetry, async () => {
      const client = await pool.connect()
      try {
        await client.query('BEGIN')
        const result = await work(tablesOf(client))
        await client.query('COMMIT')
        client.release()
        return result
      } catch (error) {
        // Closing rolls back, whatever state the connection is in.
        client.release(true)
        throw error
      }
    }),
  close: () => pool.end(),
})

const settings = (access: Access) => ({ database: 'postgres', ...access, types: asText })

export const postgresStores: StoreEngine = {
  async open(access) {
    const client = new pg.Client(settings(access))
    // What breaks a connection at rest is met by its next statement.
    client.on('error', () => undefined)
    await client.connect()
    return storeOf(client)
  },
  openPool(access, connections) {
    const pool = new pg.Pool({ ...settings(access), max: connections })
    pool.on('error', () => undefined)
    // One that is in use is not the pool's: its statement meets what breaks it.
    pool.on('connect', (client) => client.on('error', () => undefined))
    return storePool(pool)
  },
  losses,
}
