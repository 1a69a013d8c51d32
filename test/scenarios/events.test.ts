import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { cloud, connection, countTokens, freshProduction, purged, purgeRun } from './whole-run.ts'

test("the customer's own event comes with the snapshot, and is off on the clone before anything is counted", async () => {
  await freshProduction()
  // The scheduler is off on production here; on a clone of MySQL 8 it is on by itself.
  await connection.query(
    'CREATE EVENT often ON SCHEDULE EVERY 1 SECOND DO DELETE FROM IDN_OAUTH2_ACCESS_TOKEN ' +
      "WHERE TOKEN_STATE = 'REVOKED' LIMIT 1",
  )
  let status: string | undefined
  const onClone = async (statement: string) => {
    const clone = [...cloud.rds.instances.values()].find(({ id }) => id.startsWith('drydock-'))
    assert.ok(clone?.server)
    const { host, port, rootPassword: password } = clone.server
    const other = await createConnection({ host, port, user: 'root', password })
    try {
      return (await other.query<RowDataPacket[]>(statement))[0]
    } finally {
      await other.end()
    }
  }
  const { error } = await purgeRun({
    async onState(state) {
      if (state === 'MeasureClone') await onClone('SET GLOBAL event_scheduler = ON')
      if (state !== 'PurgeClone') return
      const [event] = await onClone('SELECT STATUS AS status FROM information_schema.EVENTS')
      status = String(event?.status)
    },
  })
  assert.equal(error, null, error?.message)
  assert.equal(status, 'DISABLED')
  assert.deepEqual(await countTokens(), purged)
})
