import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { engineSupported } from '../../functions/preflight/server.ts'
import { everyRule } from '../rules/every-rule.ts'
import { root } from '../seed/root.ts'
import { inDatabase } from '../seed/in-database.ts'
import { startMysql56 } from './mysql-5.6.ts'

const engine = await startMysql56()

test(
  'MySQL 5.6, apim-2.5.0: every rule deletes what is dead, and nothing else; put back, every table is byte for byte as before',
  {
    skip: engine.skip,
  },
  () => everyRule(engine, 'apim-2.5.0'),
)

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
