import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, type Row } from '../../../functions/engines/database.ts'
import { sqlserver } from '../../../functions/engines/sqlserver/sqlserver.ts'
import { emptyDatabase } from './peer-answers.ts'

type Otherwise = Parameters<typeof emptyDatabase>[0]
type More = readonly (readonly [part: string, rows: readonly Row[]])[]

/** A healthy server's answers, with others in their place; nobody has read them from a server. */
function answering(otherwise: Otherwise = {}, more: More = []) {
  const script = emptyDatabase(otherwise)
  return {
    query: async ({ text }: { readonly text: string }) => {
      const own = more.find(([part]) => text.includes(part))
      if (own !== undefined) return own[1]
      return script.find(([part]) => text.includes(part))?.[1]({ text, values: [] }, 1) ?? []
    },
  }
}
const look = (otherwise?: Otherwise, more?: More) =>
  sqlserver.server.readiness(answering(otherwise, more))

test('a healthy server has nothing to say', async () =>
  assert.deepEqual(await look(), {
    stops: [],
    odd: [],
    fine: 'Production accepts deletes like the rehearsal, and its log has room.',
  }))

test('what would stop a purge is told with what to do', async () => {
  const stopped = async (otherwise: Otherwise) => (await look(otherwise)).stops.join('\n')
  assert.match(await stopped({ used: '80.50' }), /log is 80\.5% full \(log_reuse_wait_desc: NOTHI/)
  assert.equal(await stopped({ used: '80.00' }), '')
  assert.match(await stopped({ settings: { updates: 'READ_ONLY' } }), /Set the primary as the sour/)
  assert.match(
    await stopped({ settings: { level: '120' } }),
    /level 120; .*SET COMPATIBILITY_LEVEL/s,
  )
})

test('what is worth knowing does not stop it', async () => {
  const odd = async (settings: Row) => (await look({ settings })).odd.join('\n')
  assert.match(await odd({ rcsi: '0' }), /READ_COMMITTED_SNAPSHOT is off: a reader waits/)
  assert.match(await odd({ waits: 'ACTIVE_TRANSACTION' }), /cannot use its transaction log again/)
  assert.equal(await odd({ waits: 'LOG_BACKUP' }), '')
  assert.match(await odd({ cdc: '1' }), /Change data capture reads the deletes/)
  assert.match(await odd({ learns: '0' }), /AUTO_UPDATE_STATISTICS is off/)
})

test('an old transaction, and versions that fill tempdb, are told before rows go', async () => {
  const open = [{ who: 'wso2', id: '61', seconds: '7200' }]
  const old = await look({}, [['dm_tran_active_transactions', open]])
  assert.match(old.odd.join('\n'), /more than 30 min: wso2 \(session 61, for 7200 s\)\. Until they/)
  const tempdb = (used: string | null) =>
    look({}, [['version_store_reserved_page_count', [{ used }]]])
  assert.match((await tempdb('50.01')).odd.join('\n'), /Row versions take 50\.01% of tempdb/)
  assert.deepEqual((await tempdb('50.00')).odd, [])
  assert.deepEqual((await tempdb(null)).odd, [], 'a user who may not see it')
})

test('the throttle reads how full the log is, and nothing where the user may not see it', async () => {
  const { logUsed } = sqlserver.server
  assert.ok(logUsed)
  assert.equal(await ask(answering({ used: '61.25' }), logUsed), 61.25)
  const unseen = answering({}, [['used_log_space_in_percent', [{ used: null }]]])
  assert.equal(await ask(unseen, logUsed), null)
})
