import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { engineSupported } from '../../functions/preflight/server.ts'
import { everyRule } from '../rules/every-rule.ts'
import { root } from '../seed/root.ts'
import { inDatabase } from '../seed/in-database.ts'
import { startMariadb11 } from './mariadb-11.ts'

const engine = await startMariadb11()

test(
  'MariaDB 11, apim-4.7.0: every rule deletes what is dead, and nothing else; put back, every table is byte for byte as before',
  {
    skip: engine.skip,
  },
  () => everyRule(engine, 'apim-4.7.0'),
)

test('MariaDB 11 is taken as a source', { skip: engine.skip }, async () => {
  await inDatabase(engine, 'taken', async () => {
    const address = { ...root(engine), database: 'taken' }
    const database = await openDatabase(address)
    try {
      const { level, detail } = await engineSupported({ database, dialect: address.dialect })
      assert.equal(level, 'passed', detail)
      assert.match(detail, /^11\./)
    } finally {
      await database.close()
    }
  })
})
