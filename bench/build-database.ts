import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { loadSchema } from '../local/schema/schemas.ts'
import { openScratch } from '../local/scratch.ts'
import { consumerApps } from '../local/seed/token-rows.ts'
import type { ServerSoftware } from '../local/server/server-software.ts'
import { bulkLoad } from './bulk-load.ts'
import { benchTables, type Shape } from './dataset.ts'
import { serverSettings, whileFilling } from './server-settings.ts'

export const databaseName = 'apim_db'
export type Say = (line: string) => void

/**
 * Makes a data directory with a database of the shape and shuts its server down in order: every contender gets a copy.
 * @returns absolute path of the data directory.
 */
export async function buildDatabase(software: ServerSoftware, shape: Shape, pool: number, say: Say): Promise<string> {
  const dataDirectory = join(openScratch().folder, `built-${shape.rows}`)
  await software.initialize(dataDirectory)
  const server = await software.start({ dataDirectory, timeZone: '+00:00', settings: { ...serverSettings(software.engine, pool), ...whileFilling } })
  const access = { host: server.host, port: server.port, user: 'root', password: server.rootPassword }
  const connection = await createConnection(access)
  await connection.query(`CREATE DATABASE ${databaseName}`)
  await connection.changeUser({ database: databaseName })
  await loadSchema(connection, 'apim-2.5.0')
  await connection.query('INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY, APP_NAME, TENANT_ID) VALUES ?', [Array.from({ length: consumerApps }, (_, at) => [at + 1, `consumer-key-${at + 1}`, `app-${at + 1}`, -1234])])
  for (const table of benchTables(shape)) {
    const started = performance.now()
    let told = started
    await bulkLoad({ ...access, database: databaseName }, table, (rows) => {
      if (performance.now() - told < 10_000) return
      told = performance.now()
      say(`  ${table.name}: ${rows.toLocaleString('en-US')} of ${table.rows.toLocaleString('en-US')}`)
    })
    say(`  ${table.name}: ${table.rows.toLocaleString('en-US')} in ${((performance.now() - started) / 1000).toFixed(0)} s`)
    await connection.query(`ANALYZE TABLE ${table.name}`)
  }
  // What the filling wrote there is nobody's to count, and large.
  await connection.query(software.engine === 'mysql' ? 'RESET BINARY LOGS AND GTIDS' : 'RESET MASTER')
  await connection.end()
  await server.stop()
  return dataDirectory
}
