import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { everyEngine, one } from '../seed/engines.ts'
import {
  deadAboutSessions,
  deadSessionRows,
  sessionKey,
  type SessionRecord,
} from '../seed/session-oracle.ts'
import { fill, onBench, purgeAgain, purgeInCalls, runs, wall } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'

const cutoff = Date.parse('2026-11-24T07:30:00.250Z')
const edge = BigInt(cutoff) * 1_000_000n
const stores = ['IDN_AUTH_SESSION_STORE', 'IDN_AUTH_TEMP_SESSION_STORE'] as const
/** Few ids, types and instants, so that rows meet; nanoseconds about the cutoff. */
const near = fc.bigInt(-6n, 5n).map((nanoseconds) => edge + nanoseconds)
const row: fc.Arbitrary<SessionRecord> = fc.record({
  session: fc.constantFrom('s1', 's2'),
  type: fc.constantFrom('AppAuthFrameworkSessionContextCache', 'OAuthConsentCache'),
  operation: fc.constantFrom('STORE', 'STORE', 'DELETE'),
  created: fc.oneof(
    { weight: 9, arbitrary: near },
    { weight: 1, arbitrary: fc.constantFrom(0n, -1n, 1n) },
  ),
  // Before the creation, too: no vendor writes that, and no row may go for it that covers another.
  expiry: fc.oneof(
    { weight: 5, arbitrary: near },
    { weight: 5, arbitrary: fc.constantFrom(null, null, 0n, -1n, 1n, 9_223_372_036_854_775_807n) },
  ),
})
const rows = fc.uniqueArray(row, { selector: sessionKey, maxLength: 9 })
const session = fc.constantFrom('s1', 's2', 'nobody')
const made = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.integer({ min: -2, max: 2 }).map((seconds) => wall(cutoff + seconds * 1000)),
  },
  { weight: 1, arbitrary: fc.constant('0000-00-00 00:00:00') },
)
const mark = fc.oneof(
  { weight: 1, arbitrary: fc.constant(['IP', '::1'] as const) },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom('Login Time', 'Last Access Time'),
      fc.constantFrom(-2, -1, -1, 0, 1).map((after) => String(cutoff + after)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant('Login Time'), fc.constantFrom('', 'x', '0', '-1')),
  },
)
const children = {
  IDN_AUTH_USER_SESSION_MAPPING: fc
    .uniqueArray(session)
    .map((all) => all.map((one) => ({ SESSION_ID: one, USER_ID: 'u' }))),
  IDN_AUTH_SESSION_APP_INFO: fc
    .uniqueArray(session)
    .map((all) =>
      all.map((one) => ({ SESSION_ID: one, SUBJECT: 'u', APP_ID: 1, INBOUND_AUTH_TYPE: 'oidc' })),
    ),
  IDN_AUTH_SESSION_META_DATA: fc
    .uniqueArray(fc.tuple(session, mark), { selector: String, maxLength: 6 })
    .map((all) =>
      all.map(([one, [type, value]]) => ({ SESSION_ID: one, PROPERTY_TYPE: type, VALUE: value })),
    ),
  IDN_FED_AUTH_SESSION_MAPPING: fc.array(fc.tuple(session, made), { maxLength: 5 }).map((all) =>
    all.map(([one, time], at) => ({
      SESSION_ID: one,
      IDP_SESSION_ID: `i${at}`,
      IDP_NAME: 'idp',
      TIME_CREATED: time,
    })),
  ),
}
const tables = Object.keys(children) as (keyof typeof children)[]
const aboutRules = ['session-users', 'session-apps', 'session-metadata', 'federated-sessions']

for (const engine of everyEngine.filter(one))
  test(`${engine.name}: for any sessions no live row goes, every dead one goes, and no reader finds another session at any step`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'any_sessions', 'apim-4.7.0', async (bench) => {
      const { connection } = bench
      const bound = await bench.bind(
        planned(new Date(cutoff))
          .filter(({ rule }) => /session/.test(rule))
          .map((one) =>
            aboutRules.includes(one.rule)
              ? { ...one, cutoff: new Date(cutoff).toISOString() }
              : one,
          ),
      )
      assert.equal(bound.rules.length, 6)
      await fc.assert(
        fc.asyncProperty(
          rows,
          rows,
          fc.record(children),
          fc.record({
            rows: fc.integer({ min: 1, max: 3 }),
            steps: fc.integer({ min: 1, max: 2 }),
          }),
          async (kept, temporary, about, cut) => {
            const given = [kept, temporary]
            for (const [at, store] of stores.entries())
              await fill(
                connection,
                store,
                (given[at] ?? []).map((one) => ({
                  SESSION_ID: one.session,
                  SESSION_TYPE: one.type,
                  OPERATION: one.operation,
                  TIME_CREATED: one.created.toString(),
                  EXPIRY_TIME: one.expiry?.toString() ?? null,
                })),
              )
            for (const table of tables) await fill(connection, table, about[table])
            const found = given.map(readers)
            await purgeInCalls(bench, bound, cut, async () => {
              for (const [at, store] of stores.entries())
                found[at]?.same(await read(connection, store))
            })
            for (const [at, store] of stores.entries()) {
              const dead = deadSessionRows(given[at] ?? [], edge)
              assert.deepEqual(
                (await read(connection, store)).map(sessionKey).sort(),
                (given[at] ?? [])
                  .map(sessionKey)
                  .filter((key) => !dead.has(key))
                  .sort(),
                store,
              )
            }
            const rowsOf = (table: (typeof tables)[number]) =>
              about[table].map((one) => ({
                key: `${table} ${JSON.stringify(Object.values(one))}`,
                session: one.SESSION_ID,
                ...('TIME_CREATED' in one
                  ? {
                      created: one.TIME_CREATED.startsWith('0000')
                        ? 0
                        : Date.parse(`${one.TIME_CREATED.replace(' ', 'T')}Z`),
                    }
                  : {}),
              }))
            const dead = deadAboutSessions(
              {
                stores: given,
                marks: about.IDN_AUTH_SESSION_META_DATA.map((one) => ({
                  session: one.SESSION_ID,
                  type: one.PROPERTY_TYPE,
                  value: one.VALUE,
                })),
                cutoff,
              },
              {
                users: [
                  rowsOf('IDN_AUTH_USER_SESSION_MAPPING'),
                  rowsOf('IDN_AUTH_SESSION_APP_INFO'),
                ],
                marked: rowsOf('IDN_AUTH_SESSION_META_DATA'),
                federated: rowsOf('IDN_FED_AUTH_SESSION_MAPPING'),
              },
            )
            for (const table of tables) {
              const [left] = await connection.query<RowDataPacket[]>({
                sql:
                  `SELECT ${Object.keys(about[table][0] ?? { SESSION_ID: '' }).join(', ')} FROM ` +
                  `${table}`,
                dateStrings: true,
              })
              assert.deepEqual(
                left.map((one) => `${table} ${JSON.stringify(Object.values(one))}`).sort(),
                rowsOf(table)
                  .map(({ key }) => key)
                  .filter((key) => !dead.has(key))
                  .sort(),
                table,
              )
            }
            assert.equal(await purgeAgain(bench, bound), 0, 'twice is the same as once')
          },
        ),
        { numRuns: runs(engine, 50) },
      )
    })
  })

async function read(connection: Connection, store: string): Promise<SessionRecord[]> {
  const [found] = await connection.query<RowDataPacket[]>(
    'SELECT SESSION_ID AS session, SESSION_TYPE AS type, OPERATION AS operation, ' +
      `CAST(TIME_CREATED AS CHAR) AS created, CAST(EXPIRY_TIME AS CHAR) AS expiry FROM ${store}`,
  )
  return found.map(({ session, type, operation, created, expiry }) => ({
    session,
    type,
    operation,
    created: BigInt(created),
    expiry: expiry === null ? null : BigInt(expiry),
  }))
}

/**
 * Readers of a store: they take the newest row of an id and type. Of two of one instant either may
 * be read.
 */
function readers(before: readonly SessionRecord[]) {
  const expired = ({ expiry }: SessionRecord): boolean =>
    expiry !== null && expiry > 0n && expiry < edge
  const newest = (all: readonly SessionRecord[]) =>
    Map.groupBy(
      all.filter((one) =>
        all.every(
          (other) =>
            other.session !== one.session ||
            other.type !== one.type ||
            other.created <= one.created,
        ),
      ),
      ({ session, type }) => `${session} ${type}`,
    )
  const live = (all: readonly SessionRecord[]) =>
    [...newest(all).values()]
      .filter((top) => top.some((one) => one.operation === 'STORE' && !expired(one)))
      .map((top) => top.map(sessionKey).sort())
      .sort()
  const top = newest(before)
  return {
    same(now: readonly SessionRecord[]): void {
      assert.deepEqual(live(now), live(before), 'a reader that heeds the expiry finds the same')
      // One that does not may find nothing instead of an expired session, but never an older one.
      for (const [of, found] of newest(now))
        for (const one of found)
          if (one.operation === 'STORE')
            assert.ok(
              top.get(of)?.some(({ created }) => created === one.created),
              `${sessionKey(one)} was laid open`,
            )
    },
  }
}
