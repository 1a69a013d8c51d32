import assert from 'node:assert/strict'
import { test } from 'node:test'
import { proveDatabase } from '../../functions/prove/prove-database.ts'
import { proving, start } from '../prove/on-bench.ts'
import { everyValue } from '../archive/archived-values.ts'
import { everyRule } from '../rules/every-rule.ts'
import { startMariadb11 } from '../witnesses/mariadb-11.ts'
import { startMysql56 } from '../witnesses/mysql-5.6.ts'

// What `npm test` (test/witnesses) leaves to the scenarios.
const mariadb11 = await startMariadb11()
const mysql56 = await startMysql56()

for (const [version, schema, engine] of [
  ['MariaDB 11', 'apim-4.7.0', mariadb11],
  ['MySQL 5.6', 'apim-3.2.0', mysql56],
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

test(
  'MariaDB 11: a value of every type, at every length, comes back byte for byte, or is refused before it goes',
  { skip: mariadb11.skip },
  () => everyValue(mariadb11),
)

test(
  'MySQL 5.6, apim-3.2.0: every rule deletes what is dead, and nothing else; put back, every table is byte for byte as before',
  { skip: mysql56.skip },
  () => everyRule(mysql56, 'apim-3.2.0'),
)
