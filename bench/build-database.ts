import { join } from 'node:path'
import { storesOf } from '../local/engines/stores.ts'
import { loadSchema } from '../local/schema/schemas.ts'
import { openScratch } from '../local/scratch.ts'
import { consumerApps } from '../local/seed/token-rows.ts'
import type { ServerSoftware } from '../local/server/server-software.ts'
import { accessTo } from './access.ts'
import { databaseName } from './database-name.ts'
import { benchTables, type Shape } from './dataset.ts'
import { benchEngine } from './engines.ts'

export type Say = (line: string) => void

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
  const engine = await benchEngine(software.engine)
  const dataDirectory = join(openScratch().folder, `built-${shape.rows * shape.copies}`)
  await software.initialize(dataDirectory)
  const server = await software.start({
    dataDirectory,
    timeZone: '+00:00',
    settings: { ...engine.serverSettings(pool), ...engine.whileFilling(shape.copies) },
  })
  const access = accessTo(server)
  const stores = await storesOf(software.engine)
  const { database: _, ...toServer } = access
  const making = await stores.open(toServer)
  await making.createDatabase(databaseName)
  await making.close()
  const store = await stores.open(access)
  await loadSchema(store, 'apim-2.5.0')
  await store.insert(
    'IDN_OAUTH_CONSUMER_APPS',
    ['ID', 'CONSUMER_KEY', 'APP_NAME', 'TENANT_ID'],
    Array.from({ length: consumerApps }, (_, at) => [
      at + 1,
      `consumer-key-${at + 1}`,
      `app-${at + 1}`,
      -1234,
    ]),
  )
  await store.close()
  const observer = await engine.open(access)
  for (const table of benchTables(shape)) {
    const started = performance.now()
    let told = started
    await engine.load(access, table, (rows) => {
      if (performance.now() - told < 10_000) return
      told = performance.now()
      say(
        `  ${table.name}: ${rows.toLocaleString('en-US')} of ${table.rows.toLocaleString('en-US')}`,
      )
    })
    await engine.multiply(
      access,
      table,
      shape.copies,
      (nth) => nth % 10 === 0 && say(`  ${table.name}: ${nth} of ${shape.copies} copies`),
    )
    say(
      `  ${table.name}: ${(table.rows * shape.copies).toLocaleString('en-US')} in ` +
        `${((performance.now() - started) / 1000).toFixed(0)} s`,
    )
    await observer.analyze(table.name)
  }
  await observer.finish()
  await observer.close()
  await server.stop()
  return dataDirectory
}
