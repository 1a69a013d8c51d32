import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { measuredSchema } from '../../functions/contract/evidence.ts'
import { addTokens } from '../seed/plain-tokens.ts'
import { evidence, measureRows, planned } from '../local/account-scene.ts'
import { connection, context } from '../local/production.ts'

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
    const [, table] =
      /^SELECT (?:class, COUNT|COUNT\(\*\) AS total|t0\.`\w+` AS key0)[^]*?FROM `(\w+)` t0/.exec(
        String(said),
      ) ?? []
    return table === undefined ? [] : [table]
  })
  const stretches = walked.filter((table, at) => table !== walked[at - 1])
  return Object.fromEntries(
    judged.map((table) => [table, stretches.filter((one) => one === table).length]),
  )
}

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
