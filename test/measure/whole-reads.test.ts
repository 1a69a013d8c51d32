import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { measuredSchema, verifiedSchema } from '../../functions/contract/evidence.ts'
import { addTokens } from '../seed/plain-tokens.ts'
import type { RowsResult } from '../../functions/contract/steps.ts'
import { evidence, measureRows, planned, purgeRows, verifyRows } from '../local/account-scene.ts'
import { connection } from '../local/production.ts'

// Each statement as the server logs it. A walk asks all its questions about one table before it
// goes on to the next, so each stretch of such questions is one time that the table is read.

const judged = [
  'IDN_OAUTH2_ACCESS_TOKEN',
  'IDN_OAUTH2_ACCESS_TOKEN_SCOPE',
  'IDN_OAUTH2_AUTHORIZATION_CODE',
  'IDN_AUTH_SESSION_STORE',
]

/** How often each judged table is read from its beginning while the work is done. */
async function wholeReads(work: () => Promise<unknown>): Promise<Record<string, number>> {
  await connection.query("SET GLOBAL log_output = 'TABLE'")
  await connection.query('TRUNCATE mysql.general_log')
  await connection.query('SET GLOBAL general_log = 1')
  await work()
  await connection.query('SET GLOBAL general_log = 0')
  const [log] = await connection.query<RowDataPacket[]>(
    'SELECT CONVERT(argument USING utf8mb4) AS said FROM mysql.general_log WHERE command_type ' +
      "IN ('Query', 'Execute')",
  )
  const walked = log.flatMap(({ said }) => {
    const all = /^SELECT (class, COUNT|COUNT\(\*\) AS total)|LIMIT 1000000000$/.test(String(said))
    const [, table] = /FROM `(\w+)` t0/.exec(String(said)) ?? []
    return all && table !== undefined ? [table] : []
  })
  const stretches = walked.filter((table, at) => table !== walked[at - 1])
  return Object.fromEntries(
    judged.map((table) => [table, stretches.filter((one) => one === table).length]),
  )
}

/** Time enough for a busy computer, so that each step is one call. */
const context = { getRemainingTimeInMillis: () => 800_000 } as never

const once = Object.fromEntries(judged.map((table) => [table, 1]))
const none = Object.fromEntries(judged.map((table) => [table, 0]))

test("production's tables are read whole once before the purge, by the count for the gates", async () => {
  await addTokens(connection, {
    rows: 600,
    state: 'ACTIVE',
    id: (at) => `live${at}`,
    endless: true,
  })
  const { run, source } = await planned('once', new Date().toISOString())
  const event = { run, source, target: 'production', progress: null }
  const before = await wholeReads(() => measureRows(event, context))
  assert.deepEqual(before, once)
  const again = await wholeReads(() => measureRows({ ...event, again: true }, context))
  assert.deepEqual(again, none)
  const kept = async (step: string) =>
    measuredSchema.parse(await evidence(run).get('production', step))
  const [first, second] = [await kept('measure-production'), await kept('recount-production')]
  assert.deepEqual(second, first)
  const tokens = first.databases[0]?.tables.find(({ table }) => table === judged[0])
  assert.ok((tokens?.rosterPages?.length ?? 0) > 0)
})

test('and once after it: counts and roster are looked up in one pass, which finds what is lost', async () => {
  await addTokens(connection, {
    rows: 600,
    state: 'ACTIVE',
    id: (at) => `live${at}`,
    endless: true,
  })
  const { run, source } = await planned('after', new Date().toISOString())
  const event = { run, source, target: 'production', progress: null }
  const verify = () => verifyRows(event, context)
  await measureRows({ ...event, again: true }, context)
  assert.equal(((await purgeRows(event, context)) as RowsResult).done, true)
  const kept = evidence(run)
  await kept.put('production', 'purge-clone', await kept.get('production', 'purge-production'))
  assert.deepEqual(await wholeReads(() => verify()), once)
  const rosterOf = async () =>
    verifiedSchema
      .parse(await kept.get(source.name, 'verify-production'))
      .databases[0]?.rosters?.find(({ table }) => table === judged[0])
  assert.deepEqual((await rosterOf())?.lost, 0)
  assert.equal((await rosterOf())?.living, 600)
  await connection.query("DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = 'live7'")
  await assert.rejects(async () => verify(), { name: 'CheckFailed' })
  assert.deepEqual((await rosterOf())?.examples, ['live7'])
})
