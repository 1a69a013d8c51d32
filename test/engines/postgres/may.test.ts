import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '../../../functions/engines/postgres/may.ts'
import { inPostgres, open, skip } from './server.ts'

test('a user may delete who may lock, too; a table that does not exist is nobody’s', { skip }, () =>
  inPostgres('drydock_may', async (client) => {
    await client.query(`CREATE TABLE t (id int PRIMARY KEY, made timestamp);
      CREATE TABLE "Odd ""one" (id int); DROP ROLE IF EXISTS drydock_may;
      CREATE ROLE drydock_may LOGIN PASSWORD 'one'; GRANT SELECT, DELETE ON t TO drydock_may`)
    const on = await open('drydock_may', { user: 'drydock_may', password: 'one' })
    try {
      assert.equal(await may.maySelect(on, 'T'), true)
      assert.equal(await may.mayDelete(on, 'T'), false)
      await client.query('GRANT UPDATE (made) ON t TO drydock_may')
      assert.equal(await may.mayDelete(on, 'T'), true)
      assert.equal(await may.maySelect(on, '"Odd ""one"'), false)
      assert.equal(await may.maySelect(on, 'DRYDOCK_ASKS_FOR_GRANTS'), true)
    } finally {
      await on.close()
      await client.query('DROP OWNED BY drydock_may; DROP ROLE drydock_may')
    }
  }),
)
