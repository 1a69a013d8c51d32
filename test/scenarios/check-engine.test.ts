import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proveServer } from '../../local/prove-server.ts'
import { serverNamed } from '../../local/server-url.ts'
import { everyEngine } from '../seed/engines.ts'
import { inStore } from '../seed/in-database.ts'
import { root } from '../seed/root.ts'

for (const engine of everyEngine)
  test(
    `${engine.name}: npm run engines:check proves a server that holds nothing`,
    {
      skip: engine.skip,
    },
    () =>
      inStore(engine, 'check_engine', async (store) => {
        const { dialect, ...address } = root(engine)
        const server = {
          engine: dialect.engine,
          address: { ...address, database: 'check_engine' },
        }
        const { shapes, rules, rows, answered } = await proveServer(server)
        assert.ok(
          shapes > 100 && rules > 10 && rows > 1000 && answered > 20,
          JSON.stringify({ shapes, rules, rows, answered }),
        )
        await store.run('CREATE TABLE SOMEBODYS (ID INT)')
        await assert.rejects(proveServer(server), {
          name: 'InvalidInput',
          message: /has tables \(somebodys.*Nothing was changed/i,
        })
      }),
  )

// Servers that development has none of: whoever has one names it.
for (const name of ['MSSQL_URL', 'ORACLE_URL']) {
  const url = process.env[name] ?? ''
  test(`the server of ${name} is proven`, {
    skip: url === '' && `${name} names no server: nothing was proven`,
  }, async () => {
    const { rules } = await proveServer(serverNamed(url, true))
    assert.ok(rules > 10)
  })
}
