import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { engineSupported } from '../../functions/preflight/server.ts'
import { proveDatabase } from '../../functions/prove/prove-database.ts'
import { proving, start } from '../prove/on-bench.ts'
import { everyValue } from '../archive/archived-values.ts'
import { everyRule } from '../rules/every-rule.ts'
import { root } from '../seed/root.ts'
import { startMariadb11 } from '../witnesses/mariadb-11.ts'
import { startMysql56 } from '../witnesses/mysql-5.6.ts'

// Versions that `npm test` leaves to the scenarios.
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
  'MariaDB 11, apim-4.7.0: every rule deletes the dead alone, and the undo brings every byte back',
  { skip: mariadb11.skip },
  () => everyRule(mariadb11, 'apim-4.7.0'),
)

for (const version of ['apim-2.5.0', 'apim-3.2.0'] as const)
  test(
    `MySQL 5.6, ${version}: every rule deletes the dead alone, and the undo brings every byte back`,
    { skip: mysql56.skip },
    () => everyRule(mysql56, version),
  )

async function supported(engine: typeof mariadb11) {
  const address = root(engine)
  const database = await openDatabase({ ...address, database: 'mysql' })
  try {
    return await engineSupported({ database, dialect: address.dialect })
  } finally {
    await database.close()
  }
}

test('MariaDB 11 is taken as a source', { skip: mariadb11.skip }, async () => {
  const { level, detail } = await supported(mariadb11)
  assert.equal(level, 'passed', detail)
  assert.match(detail, /^11\./)
})

test('MySQL 5.6 is refused by name as a source', { skip: mysql56.skip }, async () => {
  const finding = await supported(mysql56)
  assert.equal(finding.level, 'failed')
  assert.equal(finding.detail, 'The server is 5.6.24; Drydock supports MySQL 5.7 to 9.x.')
})
