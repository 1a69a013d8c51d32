import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proveDatabase } from '../../functions/prove/prove-database.ts'
import { proving, start } from '../prove/on-bench.ts'
import { startMariadb11 } from '../witnesses/mariadb-11.ts'
import { startMysql56 } from '../witnesses/mysql-5.6.ts'

for (const [version, schema, engine] of [
  ['MariaDB 11', 'apim-4.7.0', await startMariadb11()],
  ['MySQL 5.6', 'apim-3.2.0', await startMysql56()],
] as const)
  test(`${version} is proven to do what the rules mean`, { skip: engine.skip }, (t) =>
    proving(engine, [schema], async ({ plan, prove }) => {
      const planned = await plan()
      const proven = await prove(
        (dialect) => dialect,
        (bench) => proveDatabase(bench, planned, start),
      )
      t.diagnostic(JSON.stringify(proven))
      assert.equal(proven.rules, planned.bound.rules.length)
    }),
  )
