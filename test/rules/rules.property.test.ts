import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { everyEngine, one } from '../seed/engines.ts'
import { isDeadCode, isDeadToken } from '../seed/token-oracle.ts'
import { fill, onBench, purgeAgain, purgeInCalls, runs } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'

const cutoff = Date.parse('2026-11-24T07:30:00.250Z')

/** Times round the cutoff, to the second, and the odd ones. */
const time = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .integer({ min: -90_000, max: 20_000 })
      .map((seconds) =>
        new Date(Math.floor(cutoff / 1000) * 1000 + seconds * 1000)
          .toISOString()
          .slice(0, 19)
          .replace('T', ' '),
      ),
  },
  { weight: 1, arbitrary: fc.constantFrom(null, '0000-00-00 00:00:00') },
)
/** Periods in ms as texts, with every edge. */
const period = fc.oneof(
  fc.integer({ min: 1, max: 90_000_000 }).map(String),
  fc.constantFrom(
    null,
    '-1',
    '0',
    '1',
    '99999999999989',
    '99999999999990',
    '9223372036854775807',
    '-9223372036854775808',
  ),
)
const state = fc.constantFrom(
  null,
  'ACTIVE',
  'EXPIRED',
  'INACTIVE',
  'REVOKED',
  'revoked',
  'LOCKED',
  'ACTIVE ',
)
const token = fc.record({
  state,
  created: time,
  refreshCreated: time,
  validity: period,
  refreshValidity: period,
})
const code = fc.record({
  state,
  created: time,
  validity: period,
  token: fc.option(fc.nat({ max: 45 })),
})

const cut = fc.record({
  rows: fc.integer({ min: 1, max: 12 }),
  steps: fc.integer({ min: 1, max: 8 }),
})

for (const engine of everyEngine.filter(one))
  test(`${engine.name}: for any tokens and codes no live one goes, every dead one goes, however the purge is cut, and twice is the same as once`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'any_rows', 'apim-2.5.0', async (bench) => {
      const { connection } = bench
      const bound = await bench.bind(
        planned(new Date(cutoff)).filter(({ rule }) => rule === 'tokens' || rule === 'codes'),
      )
      assert.equal(bound.rules.length, 2)
      await fc.assert(
        fc.asyncProperty(
          fc.array(token, { maxLength: 40 }),
          fc.array(code, { maxLength: 20 }),
          cut,
          async (tokens, codes, how) => {
            const tokenRows = tokens.map((row, at) => ({ id: `t${at}`, ...row }))
            const codeRows = codes.map((row, at) => ({
              id: `c${at}`,
              ...row,
              token: row.token === null ? null : `t${row.token}`,
            }))
            await fill(
              connection,
              'IDN_OAUTH2_ACCESS_TOKEN',
              tokenRows.map((row) => ({
                TOKEN_ID: row.id,
                TOKEN_STATE: row.state,
                TOKEN_STATE_ID: row.id,
                TIME_CREATED: row.created,
                REFRESH_TOKEN_TIME_CREATED: row.refreshCreated,
                VALIDITY_PERIOD: row.validity,
                REFRESH_TOKEN_VALIDITY_PERIOD: row.refreshValidity,
              })),
            )
            await fill(
              connection,
              'IDN_OAUTH2_ACCESS_TOKEN_SCOPE',
              tokenRows.map(({ id }) => ({ TOKEN_ID: id, TOKEN_SCOPE: 'scope' })),
            )
            await fill(
              connection,
              'IDN_OAUTH2_AUTHORIZATION_CODE',
              codeRows.map((row) => ({
                CODE_ID: row.id,
                STATE: row.state,
                TIME_CREATED: row.created,
                VALIDITY_PERIOD: row.validity,
                TOKEN_ID: row.token,
              })),
            )
            const alive = tokenRows.filter((row) => !isDeadToken(row, cutoff)).map(({ id }) => id)
            const aliveCodes = codeRows
              .filter((row) => !isDeadCode(row, new Set(alive), cutoff))
              .map(({ id }) => id)
            await purgeInCalls(bench, bound, how)
            assert.deepEqual(
              await ids(connection, 'IDN_OAUTH2_ACCESS_TOKEN', 'TOKEN_ID'),
              alive.sort(),
            )
            assert.deepEqual(
              await ids(connection, 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE', 'TOKEN_ID'),
              alive.sort(),
            )
            assert.deepEqual(
              await ids(connection, 'IDN_OAUTH2_AUTHORIZATION_CODE', 'CODE_ID'),
              aliveCodes.sort(),
            )
            assert.equal(await purgeAgain(bench, bound), 0)
          },
        ),
        { numRuns: runs(engine, 50) },
      )
    })
  })

async function ids(connection: Connection, table: string, column: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(`SELECT ${column} AS id FROM ${table}`)
  return rows.map(({ id }) => String(id)).sort()
}
