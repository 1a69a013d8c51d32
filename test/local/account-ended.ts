import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { verifiedSchema } from '../../functions/contract/evidence.ts'
import type { Run } from '../../functions/contract/steps.ts'
import { weekdays } from '../../functions/contract/window.ts'
import { evidence, rows, planned } from './account-scene.ts'
import { cloud, connection } from './production.ts'

test('a purge that fails midway has recorded its deletes, and the next attempt adds to them', async () => {
  const { purge, account, deleted } = await planned('midway')
  await connection.query(
    'CREATE TRIGGER refuse BEFORE DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW IF ' +
      "OLD.TOKEN_ID = 't1100' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not this one'; " +
      'END IF',
  )
  await assert.rejects(purge(), /ER_SIGNAL_EXCEPTION 1644/)
  const midway = await deleted()
  assert.ok(midway >= 500 && midway < rows, `${midway} rows on record`)
  assert.equal((await account()).done, false)
  const [[left]] = await connection.query<RowDataPacket[]>(
    'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
  )
  assert.equal(left?.n, rows - midway, 'the record is what is gone')
  await connection.query('DROP TRIGGER refuse')
  // As the state machine tries again: with the progress from before the call that failed.
  assert.deepEqual(await purge(null), { done: true, progress: null })
  assert.equal(await deleted(), rows)
  // A call whose answer was lost is called again.
  assert.deepEqual(await purge(null), { done: true, progress: null })
  assert.equal(await deleted(), rows)
})

test('a purge whose time is over ends at the next batch, and what it did is verified and accounted for', async () => {
  const { run, purge, measure, verify, account, deleted } = await planned('out-of-time')
  const kept = evidence(run)
  await connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
      "TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ('live', 1, 'ACTIVE', " +
      "'live', '2020-01-01', '2020-01-01')",
  )
  await measure()
  await kept.put('production', 'purge-clone', {
    done: true,
    databases: [
      {
        database: 'apim',
        tables: [{ table: 'IDN_OAUTH2_ACCESS_TOKEN', rows, old: rows, hash: '0' }],
        batches: 1,
        milliseconds: 1,
      },
    ],
    progress: null,
  })
  await connection.query(
    'CREATE TRIGGER refuse BEFORE DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW IF ' +
      "OLD.TOKEN_ID = 't1100' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not this one'; " +
      'END IF',
  )
  await assert.rejects(purge(), { name: 'Unexpected' })
  await connection.query('DROP TRIGGER refuse')
  const midway = await deleted()
  assert.deepEqual(await purge(null, { purgeBy: new Date().toISOString() }), {
    done: true,
    progress: null,
  })
  const { done, ended } = await account()
  assert.deepEqual([done, ended, await deleted()], [true, 'time', midway])
  await verify()
  const { databases } = verifiedSchema.parse(await kept.get('production', 'verify-production'))
  assert.equal(
    databases[0]?.checks.find(({ check }) => check === 'no-dead-row-left')?.detail,
    `The time limit was reached: ${rows - midway} dead rows are left for the next run.`,
  )
  // An early end excuses no row that lived.
  await connection.query("DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = 'live'")
  await assert.rejects(verify(), { name: 'CheckFailed', message: /survivors-unchanged/ })
  const late = { endsBy: new Date(Date.now() + 1_800_000).toISOString() }
  await assert.rejects(verify(late), { name: 'OutOfTime', message: /no more rows are processed/ })
})

/** Of the last hour and the next two minutes. */
const open = (at: number): Run['window'] => {
  const clock = (ms: number) => new Date(at + ms).toISOString().slice(11, 16)
  return { days: [...weekdays], from: clock(-3_600_000), to: clock(120_000), outside: 'wait' }
}

for (const [what, bounds, over] of [
  ['the time is over', (at: number) => ({ purgeBy: new Date(at + 60_000).toISOString() }), true],
  ['the window closes', (at: number) => ({ window: open(at) }), false],
] as const)
  test(`a purge in whose midst ${what} ends at its next batch`, async (t) => {
    const { purge, account, deleted } = await planned(over ? 'over' : 'closed')
    const began = Date.now()
    t.mock.timers.enable({ apis: ['Date'], now: began })
    // Its own account first, then the archive of a batch and what is about to go.
    let written = 0
    cloud.watch((action) => {
      if (action === 'PutObject' && ++written === 4) t.mock.timers.setTime(began + 300_000)
    })
    const { done, waitSeconds } = await purge(null, bounds(began))
    cloud.watch(() => undefined)
    t.mock.timers.reset()
    const gone = await deleted()
    assert.ok(gone > 0 && gone < rows, `${gone} rows`)
    assert.equal((await account()).ended, over ? 'time' : undefined)
    assert.deepEqual([done, (waitSeconds ?? 0) > 0], [over, !over])
  })

test('a purge that starts after its time is over deletes nothing, and says so', async () => {
  const { purge, account, deleted } = await planned('too-late')
  assert.equal((await purge(null, { purgeBy: new Date().toISOString() })).done, true)
  assert.deepEqual([(await account()).ended, await deleted()], ['time', 0])
})
