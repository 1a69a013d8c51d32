import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { serversFollow } from '../seed/server-clock.ts'
import { rows, planned } from './account-scene.ts'
import { connection } from './production.ts'

test('a run whose clock is hours ahead ends at the first token that the application still accepts', async (t) => {
  const wall = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
  await connection.query(
    "UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = 'ACTIVE', TIME_CREATED = ?, " +
      'REFRESH_TOKEN_TIME_CREATED = ?, VALIDITY_PERIOD = 3600000, REFRESH_TOKEN_VALIDITY_PERIOD ' +
      "= 3600000 WHERE TOKEN_ID = 't0007'",
    [wall(Date.now() - 1_800_000), wall(Date.now() - 1_800_000)],
  )
  // The server's clock is as wrong, so that nothing else is in the way.
  const restore = serversFollow()
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 6 * 3_600_000 })
  const { purge } = await planned('hours-ahead', new Date().toISOString())
  t.mock.timers.reset()
  restore()
  await assert.rejects(purge(), { name: 'LiveRow', message: /"tokens" was about to delete 1 of/ })
  const [[left]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.equal(left?.n, rows)
})
