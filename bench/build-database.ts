import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { storeOf } from '../local/engines/mysql/store.ts'
import { loadSchema } from '../local/schema/schemas.ts'
import { openScratch } from '../local/scratch.ts'
import { consumerApps } from '../local/seed/token-rows.ts'
import type { ServerSoftware } from '../local/server/server-software.ts'
import { bulkLoad } from './bulk-load.ts'
import { multiply } from './multiply.ts'
import { benchTables, type Shape } from './dataset.ts'
import { serverSettings, whileFilling } from './server-settings.ts'

export const databaseName = 'apim_db'
export type Say = (line: string) => void

/** A server with gigabytes to write would be killed while it stops. */
async function flushed(connection: Connection): Promise<void> {
  await connection.query('SET GLOBAL innodb_max_dirty_pages_pct_lwm = 0')
  await connection.query('SET GLOBAL innodb_max_dirty_pages_pct = 0')
  for (let tries = 0; tries < 1200; tries++) {
    const [rows] = await connection.query<RowDataPacket[]>(
      "SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_pages_dirty'",
    )
    if (Number(rows[0]?.Value) < 2000) return
    await sleep(250)
  }
}

/**
 * Makes a data directory with a database of the shape and shuts its server down in order: every
 * contender gets a copy.
 * @returns absolute path of the data directory.
 */
export async function buildDatabase(
  software: ServerSoftware,
  shape: Shape,
  pool: number,
  say: Say,
): Promise<string> {
  const dataDirectory = join(openScratch().folder, `built-${shape.rows * shape.copies}`)
  await software.initialize(dataDirectory)
  const server = await software.start({
    dataDirectory,
    timeZone: '+00:00',
    settings: {
      ...serverSettings(software.engine, pool),
      ...whileFilling(software.engine, shape.copies),
    },
  })
  const access = {
    host: server.host,
    port: server.port,
    user: 'root',
    password: server.rootPassword,
  }
  const connection = await createConnection(access)
  await connection.query(`CREATE DATABASE ${databaseName}`)
  await connection.changeUser({ database: databaseName })
  await loadSchema(storeOf(connection), 'apim-2.5.0')
  await connection.query(
    'INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY, APP_NAME, TENANT_ID) VALUES ?',
    [
      Array.from({ length: consumerApps }, (_, at) => [
        at + 1,
        `consumer-key-${at + 1}`,
        `app-${at + 1}`,
        -1234,
      ]),
    ],
  )
  for (const table of benchTables(shape)) {
    const started = performance.now()
    let told = started
    await bulkLoad({ ...access, database: databaseName }, table, (rows) => {
      if (performance.now() - told < 10_000) return
      told = performance.now()
      say(
        `  ${table.name}: ${rows.toLocaleString('en-US')} of ${table.rows.toLocaleString('en-US')}`,
      )
    })
    await multiply(
      { ...access, database: databaseName },
      table,
      shape.copies,
      (nth) => nth % 10 === 0 && say(`  ${table.name}: ${nth} of ${shape.copies} copies`),
    )
    say(
      `  ${table.name}: ${(table.rows * shape.copies).toLocaleString('en-US')} in ` +
        `${((performance.now() - started) / 1000).toFixed(0)} s`,
    )
    await connection.query(`ANALYZE TABLE ${table.name}`)
  }
  // What the filling wrote there is nobody's to count, and large.
  await connection.query(
    software.engine === 'mysql' ? 'RESET BINARY LOGS AND GTIDS' : 'RESET MASTER',
  )
  await flushed(connection)
  await connection.end()
  await server.stop()
  return dataDirectory
}
