import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createConnection } from 'mysql2/promise'
import { openScratch } from '../../local/scratch.ts'
import { findSoftware } from '../../local/server/find-software.ts'
import { nth, startProxy } from '../purge/database-proxy.ts'
import {
  assertCounted,
  living,
  purgeThrough,
  seedTokens,
  tokenRows,
} from '../purge/interrupted-purge.ts'

const rows = 300
const engines = process.env.DRYDOCK_ENGINES ?? 'mariadb,mysql'
const scratch = openScratch()
after(() => scratch.close())

for (const engine of ['mariadb', 'mysql'] as const)
  for (const [when, hook] of [
    ['before', 'onStatement'],
    ['right after', 'onAnswer'],
  ] as const)
    test(`${engine}: the server dies ${when} a commit and another takes over, read only at first: every row is right and counted once`, {
      skip: !engines.includes(engine) && `${engine} is left out (DRYDOCK_ENGINES)`,
    }, async (t) => {
      const software = await findSoftware(engine, console.log)
      const dataDirectory = `${scratch.folder}/${engine}-${hook}`
      await software.initialize(dataDirectory)
      const first = await software.start({ dataDirectory })
      const asRoot = (server: typeof first) =>
        createConnection({
          host: server.host,
          port: server.port,
          user: 'root',
          password: server.rootPassword,
        })
      const connection = await asRoot(first)
      connection.on('error', () => undefined)
      await connection.query('CREATE DATABASE apim')
      await connection.changeUser({ database: 'apim' })
      await seedTokens(connection, rows)
      const before = await tokenRows(connection)
      // Root may write where nobody else may.
      await connection.query(`CREATE USER 'purger'@'%' IDENTIFIED BY 'a-Password-1'`)
      await connection.query(`GRANT SELECT, DELETE ON apim.* TO 'purger'@'%'`)
      const proxy = await startProxy(first)
      t.after(() => proxy.close())
      t.after(() => connection.destroy())
      const another = (async () => {
        await new Promise<void>(
          (died) =>
            (proxy[hook] = nth(
              4,
              /^COMMIT/,
              async () => (await first.kill(), died(), 'cut' as const),
            )),
        )
        proxy.to = null
        const second = await software.start({ dataDirectory, settings: { read_only: '1' } })
        proxy.to = second
        const writable = await asRoot(second)
        t.after(() => (writable.destroy(), second.stop()))
        setTimeout(() => void writable.query('SET GLOBAL read_only = 0'), 1500)
        return writable
      })()
      const seen = new Set<string>()
      const progress = await purgeThrough({
        at: proxy,
        engine,
        user: 'purger',
        password: 'a-Password-1',
        database: 'apim',
        onTrouble: (kind) => seen.add(kind),
      })
      const writable = await another
      assert.deepEqual([...seen].sort(), ['connection lost', 'read only'])
      assertCounted(progress, rows)
      await writable.changeUser({ database: 'apim' })
      assert.deepEqual(await tokenRows(writable), living(before))
    })
