import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../../functions/aws/mysql-database.ts'
import { bindRules } from '../../functions/purge/bind.ts'
import type { Clock } from '../../functions/purge/database.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/purge/rules.ts'
import { readSchema } from '../../functions/purge/schema.ts'
import { stepSize } from '../../functions/purge/step-size.ts'
import { dialects } from '../../functions/sql/dialects.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { engines, inDatabase } from '../seed/engines.ts'
import { planned } from './planned.ts'
import { isDeadCode, isDeadToken } from '../seed/token-oracle.ts'

const cutoff = Date.parse('2026-11-24T07:30:00.250Z')
const clock: Clock = { now: () => performance.now(), sleep: (ms) => new Promise((done) => setTimeout(done, ms)), random: Math.random }

/** Times round the cutoff, to the second, and the odd ones. */
const time = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -90_000, max: 20_000 }).map((seconds) => new Date(Math.floor(cutoff / 1000) * 1000 + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')) },
  { weight: 1, arbitrary: fc.constantFrom(null, '0000-00-00 00:00:00') },
)
/** Periods in ms as texts, with every edge. */
const period = fc.oneof(
  fc.integer({ min: 1, max: 90_000_000 }).map(String),
  fc.constantFrom(null, '-1', '0', '1', '99999999999989', '99999999999990', '9223372036854775807', '-9223372036854775808'),
)
const state = fc.constantFrom(null, 'ACTIVE', 'EXPIRED', 'INACTIVE', 'REVOKED', 'revoked', 'LOCKED', 'ACTIVE ')
const token = fc.record({ state, created: time, refreshCreated: time, validity: period, refreshValidity: period })
const code = fc.record({ state, created: time, validity: period, token: fc.option(fc.nat({ max: 45 })) })

for (const engine of engines)
  test(`${engine.name}: for any rows no live one goes, every dead one goes, twice is the same as once`, { skip: engine.skip }, async () => {
    await inDatabase(engine, 'any_rows', async (connection) => {
      await loadSchema(connection, 'apim-2.5.0')
      await connection.query(`SET SESSION sql_mode = ''`)
      await connection.query(`INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, 'app')`)
      const url = new URL(engine.url ?? '')
      const dialect = dialects[engine.name.toLowerCase()]
      assert.ok(dialect)
      const database = await openDatabase({ host: url.hostname, port: Number(url.port), user: url.username, password: decodeURIComponent(url.password), database: 'any_rows', dialect, tls: false })
      try {
        const bound = bindRules(rules, planned(new Date(cutoff)), await readSchema(database, dialect, 'any_rows'))
        const run = () => purge({ database, dialect, clock, size: stepSize(250, 20), share: 1, spent: () => false }, bound, null, () => undefined)
        await fc.assert(fc.asyncProperty(fc.array(token, { maxLength: 40 }), fc.array(code, { maxLength: 20 }), async (tokens, codes) => {
          await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN')
          await connection.query('DELETE FROM IDN_OAUTH2_AUTHORIZATION_CODE')
          const tokenRows = tokens.map((row, at) => ({ id: `t${at}`, ...row }))
          const codeRows = codes.map((row, at) => ({ id: `c${at}`, ...row, token: row.token === null ? null : `t${row.token}` }))
          if (tokenRows.length > 0) {
            await connection.query('INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED, VALIDITY_PERIOD, REFRESH_TOKEN_VALIDITY_PERIOD) VALUES ?', [tokenRows.map((row) => [row.id, 1, row.state, row.id, row.created, row.refreshCreated, row.validity, row.refreshValidity])])
            await connection.query('INSERT INTO IDN_OAUTH2_ACCESS_TOKEN_SCOPE (TOKEN_ID, TOKEN_SCOPE) VALUES ?', [tokenRows.map(({ id }) => [id, 'scope'])])
          }
          if (codeRows.length > 0) await connection.query('INSERT INTO IDN_OAUTH2_AUTHORIZATION_CODE (CODE_ID, CONSUMER_KEY_ID, STATE, TIME_CREATED, VALIDITY_PERIOD, TOKEN_ID) VALUES ?', [codeRows.map((row) => [row.id, 1, row.state, row.created, row.validity, row.token])])
          const alive = tokenRows.filter((row) => !isDeadToken(row, cutoff)).map(({ id }) => id)
          const aliveCodes = codeRows.filter((row) => !isDeadCode(row, new Set(alive), cutoff)).map(({ id }) => id)
          await run()
          assert.deepEqual(await ids(connection, 'IDN_OAUTH2_ACCESS_TOKEN', 'TOKEN_ID'), alive.sort())
          assert.deepEqual(await ids(connection, 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE', 'TOKEN_ID'), alive.sort())
          assert.deepEqual(await ids(connection, 'IDN_OAUTH2_AUTHORIZATION_CODE', 'CODE_ID'), aliveCodes.sort())
          const again = await run()
          assert.equal(again.progress.deleted.reduce((sum, { rows }) => sum + rows, 0), 0)
        }), { numRuns: 60 })
      } finally {
        await database.close()
      }
    })
  })

async function ids(connection: Connection, table: string, column: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(`SELECT ${column} AS id FROM ${table}`)
  return rows.map(({ id }) => String(id)).sort()
}
