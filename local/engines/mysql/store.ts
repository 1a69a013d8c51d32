import { createConnection, createPool, type Connection, type RowDataPacket } from 'mysql2/promise'
import type { Access, Page, Store, StoreEngine } from '../store.ts'
import { losses } from './losses.ts'
import { storePool } from './store-pool.ts'
import { name, tablesOf } from './tables.ts'

/** Strict, but for the zero dates some rows have. */
const zeroTimesMode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION'

/** A connection as the seed speaks to it. Its session's zone is left as it is. */
export function storeOf(connection: Connection): Store {
  return {
    ...tablesOf(connection),
    engine: 'mysql',
    page: (page) => readPage(connection, page),
    begin: () => connection.beginTransaction(),
    commit: () => connection.commit(),
    rollback: () => connection.rollback(),
    async allowingZeroTimes(work) {
      await connection.query('SET @drydock_sql_mode = @@SESSION.sql_mode')
      await connection.query('SET SESSION sql_mode = ?', [zeroTimesMode])
      try {
        return await work()
      } finally {
        await connection.query('SET SESSION sql_mode = @drydock_sql_mode')
      }
    },
    learn: async () => undefined,
    async createDatabase(database) {
      await connection.query(`CREATE DATABASE ${name(database)}`)
    },
    async estimatedRows(databases) {
      const [rows] = await connection.query<RowDataPacket[]>(
        "SELECT CONCAT(table_schema, '.', table_name) AS name, table_rows AS estimate FROM " +
          "information_schema.tables WHERE table_schema IN (?) AND table_type = 'BASE TABLE'",
        [databases],
      )
      return new Map(rows.map(({ name, estimate }) => [String(name), Number(estimate)]))
    },
    close: () => connection.end(),
  }
}

/** Spelled out, as MySQL does not use the key for (a, b) > (?, ?). */
async function readPage(
  connection: Connection,
  { table, columns, key, wide, after, limit }: Page,
): Promise<(string | null)[][]> {
  // Against text, a number beyond 2^53 would be compared as a double.
  const bound = (after ?? []).map((value, at) =>
    key[at] === wide && value !== null ? BigInt(value) : value,
  )
  const upTo = (at: number): string =>
    key
      .slice(0, at + 1)
      .map((column, i) => `${name(column)} ${i === at ? '>' : '='} ?`)
      .join(' AND ')
  const where = after && `WHERE ${key.map((_, at) => `(${upTo(at)})`).join(' OR ')}`
  const [rows] = await connection.query<RowDataPacket[][]>({
    sql: `SELECT ${columns.map((column) => `CAST(${name(column)} AS CHAR)`).join(', ')}
      FROM ${name(table)} ${where ?? ''} ORDER BY ${key.map(name).join(', ')} LIMIT ${limit}`,
    values: after === undefined ? [] : key.flatMap((_, at) => bound.slice(0, at + 1)),
    rowsAsArray: true,
  })
  return rows as unknown as (string | null)[][]
}

export const mysqlStores: StoreEngine = {
  open: async (access: Access) => storeOf(await createConnection({ ...access })),
  openPool: (access, connections) =>
    storePool(createPool({ ...access, connectionLimit: connections })),
  losses,
}
