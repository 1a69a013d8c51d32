import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { otherTables } from '../../local/seed/other-truth.ts'
import { cutoffOf } from '../../local/seed/row-time.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { seededTables } from '../../local/seed/truth.ts'
import { verifyTruth } from '../../local/seed/verify-truth.ts'
import { engines, inDatabase } from '../seed/engines.ts'
import { cell, numbers } from '../seed/seeded-rows.ts'

/** The safe rules as one plain condition a table: knows nothing of the seed's classes. */
const dead: Readonly<Record<string, string>> = {
  IDN_RECOVERY_DATA: 'TIME_CREATED < @cutoff - INTERVAL 30 DAY',
  IDN_RECOVERY_FLOW_DATA: 'TIME_CREATED < @cutoff - INTERVAL 30 DAY',
  IDN_OAUTH2_DEVICE_FLOW: "BINARY STATUS = 'EXPIRED' OR EXPIRY_TIME < @cutoff",
  IDN_OIDC_JTI: 'EXP_TIME < @cutoff',
  IDN_OAUTH_PAR: 'SCHEDULED_EXPIRY > 0 AND SCHEDULED_EXPIRY < @milliseconds',
  IDN_OAUTH2_CIBA_AUTH_CODE:
    '(EXPIRES_IN > 0 AND ISSUED_TIME + INTERVAL EXPIRES_IN SECOND < @cutoff) OR (BINARY ' +
    "AUTH_REQ_STATUS IN ('EXPIRED', 'TOKEN_ISSUED', 'FAILED') AND ISSUED_TIME < @cutoff)",
  AM_REVOKED_JWT: 'EXPIRY_TIMESTAMP > 0 AND EXPIRY_TIMESTAMP < @milliseconds',
  IDN_UMA_PERMISSION_TICKET: 'EXPIRY_TIME < @cutoff',
  IDN_SAML2_ARTIFACT_STORE: 'EXP_TIMESTAMP < @cutoff',
}

for (const engine of engines) {
  for (const schema of ['apim-2.6.0', 'apim-3.2.0', 'apim-4.7.0', 'is-7.0'] as const) {
    for (const milliseconds of [0, 250, 999]) {
      test(`${engine.name}, ${schema}, a run at .${milliseconds} s: plain statements leave exactly the truth of the other families`, {
        skip: engine.skip,
      }, async () => {
        await inDatabase(
          engine,
          `others_${schema.replace(/\W/g, '_')}_${milliseconds}`,
          async (connection) => {
            const now = new Date(Date.parse('2026-11-24T09:30:15Z') + milliseconds)
            await loadSchema(storeOf(connection), schema)
            const truth = await seedDatabase(storeOf(connection), {
              schema,
              tokens: 1000,
              now,
              seed: 7,
              families: ['others'],
            })
            const cutoff = cutoffOf(now)
            const wall = connection.escape(
              new Date(cutoff).toISOString().slice(0, 23).replace('T', ' '),
            )
            const tables = new Set(seededTables(truth).map(({ table }) => table))
            for (const [table, condition] of Object.entries(dead)) {
              const where = condition
                .replaceAll('@cutoff', `TIMESTAMP(${wall})`)
                .replaceAll('@milliseconds', String(cutoff))
              if (tables.has(table)) await connection.query(`DELETE FROM ${table} WHERE ${where}`)
            }
            assert.deepEqual(await verifyTruth(storeOf(connection), truth, new Set()), [])
          },
        )
      })
    }
  }
}

test('every row of the other families is found by its key, and every kind is there', () => {
  const tables = otherTables({ tokens: 1000, seed: 7, now: Date.parse('2026-11-24T09:30:15.250Z') })
  for (const table of tables) {
    for (const at of numbers(table))
      assert.equal(
        table.find(table.key.map((column) => cell(table, at, column) ?? '')),
        at,
        `${table.table} row ${at}`,
      )
  }
  for (const name of Object.keys(dead)) {
    const table = tables.find((one) => one.table === name)
    assert.ok(table, name)
    const verdicts = new Set(numbers(table).map(table.verdict))
    assert.equal(verdicts.size, 2, name)
  }
})
