import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { openEngine } from '../../functions/engines/engines.ts'
import '../../functions/aws/target-database.ts'

const loaded = () =>
  Object.keys(createRequire(import.meta.url).cache).some((file) =>
    file.includes('/node_modules/mysql2/'),
  )

test("an engine's driver is loaded once the engine is named, and not before", async () => {
  assert.equal(loaded(), false)
  assert.equal((await openEngine('aurora-mysql', 'prod')).engine, 'mysql')
  assert.equal(loaded(), true)
})

test('an engine that Drydock does not know is refused, with those it knows', async () => {
  await assert.rejects(openEngine('db2-se', 'prod'), {
    name: 'SourceNotFound',
    message: /"prod" runs db2-se; Drydock supports mysql, mariadb, aurora-mysql, postgres/,
  })
})
