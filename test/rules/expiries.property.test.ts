import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { everyEngine, one } from '../seed/engines.ts'
import { isDead, livingRecovery } from '../seed/expiry-oracle.ts'
import { fill, onBench, purgeAgain, purgeInCalls, runs } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { cutoff, retention, times, time, milliseconds, seconds } from './expiry-times.ts'

type Row = Record<string, string | null>

/** Rows with a key each. */
const table = <Columns extends Row>(
  key: string,
  columns: { [Name in keyof Columns]: fc.Arbitrary<Columns[Name]> },
) =>
  fc
    .array(fc.record(columns), { maxLength: 6 })
    .map((rows) => rows.map((row, at): Row => ({ [key]: `${at + 1}`, ...row })))
const same = (value: string): fc.Arbitrary<string> => fc.constant(value)

const apim = {
  IDN_OAUTH2_DEVICE_FLOW: table('DEVICE_CODE', {
    EXPIRY_TIME: time,
    TIME_CREATED: time,
    STATUS: fc.constantFrom(null, 'EXPIRED', 'PENDING', 'AUTHORIZED', 'expired', 'EXPIRED '),
  }),
  IDN_OAUTH2_CIBA_AUTH_CODE: table('AUTH_CODE_KEY', {
    ISSUED_TIME: time,
    EXPIRES_IN: seconds,
    AUTH_REQ_STATUS: fc.constantFrom(
      null,
      'REQUESTED',
      'EXPIRED',
      'TOKEN_ISSUED',
      'FAILED',
      'AUTHENTICATED',
      'failed',
    ),
  }),
  IDN_OIDC_JTI: table('JWT_ID', { EXP_TIME: time, TIME_CREATED: time }),
  AM_REVOKED_JWT: table('UUID', { EXPIRY_TIMESTAMP: milliseconds, SIGNATURE: same('s') }),
  IDN_INVALID_TOKENS: table('UUID', {
    EXPIRY_TIMESTAMP: time,
    TOKEN_IDENTIFIER: same('t'),
    CONSUMER_KEY: same('c'),
  }),
  IDN_SUBJECT_ENTITY_REVOKED_EVENT: table('EVENT_ID', { TIME_REVOKED: time }).map((rows) =>
    rows.map((row): Row => ({ ...row, ENTITY_ID: row.EVENT_ID ?? '', ENTITY_TYPE: 'USER_ID' })),
  ),
  IDN_APP_REVOKED_EVENT: table('EVENT_ID', { TIME_REVOKED: time }).map((rows) =>
    rows.map((row): Row => ({ ...row, CONSUMER_KEY: row.EVENT_ID ?? '' })),
  ),
  IDN_UMA_PERMISSION_TICKET: table('ID', { PT: same('p'), EXPIRY_TIME: time }),
  IDN_SAML2_ARTIFACT_STORE: table('ID', {
    EXP_TIMESTAMP: time,
    SOURCE_ID: same('s'),
    MESSAGE_HANDLER: same('h'),
    INIT_TIMESTAMP: same('2026-01-01 00:00:00'),
    AUTHN_REQ_DTO: same(''),
    SESSION_ID: same('s'),
  }),
}
const apps = fc.array(
  fc.record({
    USER_ACCESS_TOKEN_EXPIRE_TIME: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('1', '2', '3') },
      { weight: 1, arbitrary: seconds },
    ),
    APP_ACCESS_TOKEN_EXPIRE_TIME: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('1', '2') },
      { weight: 1, arbitrary: seconds },
    ),
  }),
  { maxLength: 3 },
)
const cut = fc.record({
  rows: fc.integer({ min: 1, max: 4 }),
  steps: fc.integer({ min: 1, max: 9 }),
})

async function keys(connection: Connection, from: string, key: string): Promise<string[]> {
  const [found] = await connection.query<RowDataPacket[]>(`SELECT ${key} AS id FROM ${from}`)
  return found.map(({ id }) => String(id)).sort()
}

for (const engine of everyEngine.filter(one)) {
  test(`${engine.name}: of codes, tickets, artifacts and revocations exactly the dead go, however the purge is cut`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'any_expiries', 'apim-4.7.0', async (bench) => {
      const { connection } = bench
      // No version has it so large yet.
      await connection.query('ALTER TABLE IDN_OAUTH2_CIBA_AUTH_CODE MODIFY EXPIRES_IN BIGINT')
      const bound = await bench.bind(
        planned(new Date(cutoff)).filter(({ rule }) =>
          /device|ciba|jti|jwt|invalid|revoc|uma|saml/.test(rule),
        ),
      )
      assert.deepEqual(bound.rules.map(({ rule }) => rule.table).sort(), Object.keys(apim).sort())
      await fc.assert(
        fc.asyncProperty(fc.record(apim), apps, cut, async (given, lives, how) => {
          await fill(
            connection,
            'IDN_OAUTH_CONSUMER_APPS',
            lives.map((life, at) => ({ ...life, CONSUMER_KEY: `${at}` })),
          )
          const expected: Record<string, string[]> = {}
          for (const [name, rows] of Object.entries(given) as [keyof typeof isDead, Row[]][]) {
            await fill(
              connection,
              name,
              name === 'IDN_OAUTH2_DEVICE_FLOW'
                ? rows.map((row) => ({
                    ...row,
                    CODE_ID: row.DEVICE_CODE ?? '',
                    USER_CODE: row.DEVICE_CODE ?? '',
                  }))
                : rows,
            )
            expected[name] = rows
              .filter((row) => !isDead[name](row, cutoff, lives))
              .map((row) => Object.values(row)[0] ?? '')
              .sort()
          }
          const [devices, requests, tickets] = [
            keysOf(given.IDN_OAUTH2_DEVICE_FLOW),
            keysOf(given.IDN_OAUTH2_CIBA_AUTH_CODE),
            keysOf(given.IDN_UMA_PERMISSION_TICKET),
          ]
          await fill(
            connection,
            'IDN_OAUTH2_DEVICE_FLOW_SCOPES',
            twice(devices).map((id) => ({ SCOPE_ID: id, SCOPE: 's' })),
          )
          await fill(
            connection,
            'IDN_OAUTH2_CIBA_REQUEST_SCOPES',
            twice(requests).map((id) => ({ AUTH_CODE_KEY: id, SCOPE: 's' })),
          )
          await fill(
            connection,
            'IDN_UMA_PT_RESOURCE',
            tickets.map((id) => ({ ID: id, PT_ID: id, PT_RESOURCE_ID: 1 })),
          )
          await fill(
            connection,
            'IDN_UMA_PT_RESOURCE_SCOPE',
            twice(tickets).map((id) => ({ PT_RESOURCE_ID: id, PT_SCOPE_ID: 1 })),
          )
          await purgeInCalls(bench, bound, how)
          for (const [name, rows] of Object.entries(given))
            assert.deepEqual(
              await keys(connection, name, Object.keys(rows[0] ?? { 1: '' })[0] ?? ''),
              expected[name],
              name,
            )
          assert.deepEqual(
            await keys(connection, 'IDN_OAUTH2_DEVICE_FLOW_SCOPES', 'SCOPE_ID'),
            twice(expected.IDN_OAUTH2_DEVICE_FLOW ?? []).sort(),
          )
          assert.deepEqual(
            await keys(connection, 'IDN_OAUTH2_CIBA_REQUEST_SCOPES', 'AUTH_CODE_KEY'),
            twice(expected.IDN_OAUTH2_CIBA_AUTH_CODE ?? []).sort(),
          )
          assert.deepEqual(
            await keys(connection, 'IDN_UMA_PT_RESOURCE', 'PT_ID'),
            expected.IDN_UMA_PERMISSION_TICKET,
          )
          assert.deepEqual(
            await keys(connection, 'IDN_UMA_PT_RESOURCE_SCOPE', 'PT_RESOURCE_ID'),
            twice(expected.IDN_UMA_PERMISSION_TICKET ?? []).sort(),
          )
          assert.equal(await purgeAgain(bench, bound), 0, 'twice is the same as once')
        }),
        { numRuns: runs(engine, 25) },
      )
    })
  })

  test(`${engine.name}: of recovery codes, flows and pushed requests exactly the dead go, however the purge is cut`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'any_recovery', 'is-7.0', async (bench) => {
      const { connection } = bench
      const bound = await bench.bind(
        planned(new Date(cutoff)).filter(({ rule }) => /recovery|par/.test(rule)),
      )
      assert.equal(bound.rules.length, 3)
      const flows = table('RECOVERY_FLOW_ID', { TIME_CREATED: times(cutoff - retention) }).map(
        (rows) => rows.map((row) => ({ ...row, RECOVERY_FLOW_ID: `f${row.RECOVERY_FLOW_ID}` })),
      )
      const codes = table('CODE', {
        TIME_CREATED: times(cutoff - retention),
        RECOVERY_FLOW_ID: fc.constantFrom(null, 'f1', 'f2', 'F1', 'F3', 'f9'),
      })
      const pushed = table('REQ_URI_REF', { SCHEDULED_EXPIRY: milliseconds, CLIENT_ID: same('c') })
      await fc.assert(
        fc.asyncProperty(flows, codes, pushed, cut, async (flowRows, codeRows, requests, how) => {
          await fill(connection, 'IDN_RECOVERY_FLOW_DATA', flowRows)
          await fill(
            connection,
            'IDN_RECOVERY_DATA',
            codeRows.map((row) => ({
              ...row,
              USER_NAME: row.CODE ?? '',
              USER_DOMAIN: 'PRIMARY',
              SCENARIO: 's',
              STEP: 's',
            })),
          )
          await fill(connection, 'IDN_OAUTH_PAR', requests)
          const living = livingRecovery(codeRows, flowRows, cutoff, engine.name !== 'PostgreSQL')
          await purgeInCalls(bench, bound, how)
          assert.deepEqual(
            await keys(connection, 'IDN_RECOVERY_DATA', 'CODE'),
            keysOf(living.codes).sort(),
          )
          assert.deepEqual(
            await keys(connection, 'IDN_RECOVERY_FLOW_DATA', 'RECOVERY_FLOW_ID'),
            living.flows.map((row) => row.RECOVERY_FLOW_ID ?? '').sort(),
          )
          assert.deepEqual(
            await keys(connection, 'IDN_OAUTH_PAR', 'REQ_URI_REF'),
            keysOf(requests.filter((row) => !isDead.IDN_OAUTH_PAR(row, cutoff))).sort(),
          )
          assert.equal(await purgeAgain(bench, bound), 0, 'twice is the same as once')
        }),
        { numRuns: runs(engine, 30) },
      )
    })
  })
}

const keysOf = (rows: readonly Row[]): string[] => rows.map((row) => Object.values(row)[0] ?? '')
const twice = (ids: readonly string[]): string[] => ids.flatMap((id) => [id, id])
