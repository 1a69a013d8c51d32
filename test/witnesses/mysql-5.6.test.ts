import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { engineSupported } from '../../functions/preflight/server.ts'
import { everyRule } from '../rules/every-rule.ts'
import { root } from '../seed/root.ts'
import { inDatabase } from '../seed/in-database.ts'
import { findMysql56 } from './mysql-5.6.ts'
import { proveDatabase } from '../../functions/prove/prove-database.ts'
import { proving, start } from '../prove/on-bench.ts'
import { startWitness } from './witness.ts'

// The lower witness of MySQL 5.7, which no package registry has: what 5.6 understands 5.7 does too.
const engine = await startWitness('MySQL', '5.6.24', findMysql56, {
  // Keys of more than 767 bytes, as 5.7 takes them.
  innodb_large_prefix: '1',
  innodb_file_format: 'Barracuda',
  // A time that is NULL stays NULL.
  explicit_defaults_for_timestamp: '1',
  // What the tests sort by is wide.
  sort_buffer_size: '16M',
})

for (const schema of ['apim-2.5.0', 'apim-3.2.0'] as const) {
  test(
    `MySQL 5.6, ${schema}: every rule deletes what is dead, and nothing else; put back, every table is byte for byte as before`,
    {
      skip: engine.skip,
    },
    () => everyRule(engine, schema),
  )
}

test('MySQL 5.6 is refused by name as a source', { skip: engine.skip }, async () => {
  await inDatabase(engine, 'refused', async () => {
    const address = { ...root(engine), database: 'refused' }
    const database = await openDatabase(address)
    try {
      const finding = await engineSupported({ database, dialect: address.dialect })
      assert.equal(finding.level, 'failed')
      assert.equal(finding.detail, 'The server is 5.6.24; Drydock supports MySQL 5.7 to 9.x.')
    } finally {
      await database.close()
    }
  })
})

test('MySQL 5.6 is proven to do what the rules mean', { skip: engine.skip }, (t) =>
  proving(engine, ['apim-3.2.0'], async ({ plan, prove }) => {
    const planned = await plan()
    const proven = await prove(
      (dialect) => dialect,
      (bench) => proveDatabase(bench, planned, start),
    )
    t.diagnostic(JSON.stringify(proven))
    assert.equal(proven.rules, planned.bound.rules.length)
  }),
)
