import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { bystandersOf } from '../../local/seed/bystanders.ts'
import { classAt } from '../../local/seed/class-layout.ts'
import { rowOfUuid } from '../../local/seed/draw.ts'
import { cutoffOf } from '../../local/seed/row-time.ts'
import { seedTokens } from '../../local/seed/seed-tokens.ts'
import { tokenLayouts } from '../../local/seed/token-truth.ts'
import { families, seededTables, type Truth } from '../../local/seed/truth.ts'
import { verifyTruth } from '../../local/seed/verify-truth.ts'
import { connect, engines, inDatabase, one, whole } from './engines.ts'
import { plainPurge } from './plain-purge.ts'
import { isDeadCode, isDeadToken, type CodeRecord, type TokenRecord } from './token-oracle.ts'

const now = new Date('2026-11-24T09:30:15.250Z')
const shape = { tokens: 3000, now, seed: 7 }
const nobody = new Set<string>()

async function read<T>(connection: Connection, sql: string): Promise<T[]> {
  const [rows] = await connection.query<RowDataPacket[]>(sql)
  return rows as T[]
}

const readTokens = (connection: Connection): Promise<TokenRecord[]> =>
  read(
    connection,
    `SELECT TOKEN_ID AS id, TOKEN_STATE AS state, CAST(TIME_CREATED AS CHAR) AS created,
      CAST(REFRESH_TOKEN_TIME_CREATED AS CHAR) AS refreshCreated,
      CAST(VALIDITY_PERIOD AS CHAR) AS validity,
      CAST(REFRESH_TOKEN_VALIDITY_PERIOD AS CHAR) AS refreshValidity
    FROM IDN_OAUTH2_ACCESS_TOKEN`,
  )
const readCodes = (connection: Connection): Promise<(CodeRecord & { id: string })[]> =>
  read(
    connection,
    `SELECT CODE_ID AS id, STATE AS state, CAST(TIME_CREATED AS CHAR) AS created,
      CAST(VALIDITY_PERIOD AS CHAR) AS validity, TOKEN_ID AS token
    FROM IDN_OAUTH2_AUTHORIZATION_CODE`,
  )

for (const engine of engines.filter(one)) {
  describe(`on ${engine.name}`, { skip: engine.skip }, () => {
    for (const milliseconds of whole ? [250, 0, 999] : [999]) {
      test(`an oracle that knows only the rules agrees with every seeded row, the run starting at .${milliseconds} s`, async () => {
        await inDatabase(engine, `seed_oracle_${milliseconds}`, async (connection) => {
          await loadSchema(storeOf(connection), 'apim-2.5.0')
          const at = new Date(Math.floor(now.getTime() / 1000) * 1000 + milliseconds)
          await seedTokens(storeOf(connection), { ...shape, now: at })
          const cutoff = cutoffOf(at)
          const layouts = tokenLayouts(shape.tokens)
          const met = new Map<string, number>()
          const meet = (name: string): void => void met.set(name, (met.get(name) ?? 0) + 1)

          const surviving = new Set<string>()
          const tokens = await readTokens(connection)
          for (const token of tokens) {
            const row = rowOfUuid(token.id, shape.seed, shape.tokens, 1)
            assert.notEqual(row, undefined)
            const { name, verdict } = classAt(layouts.tokens, row ?? -1)
            meet(`token: ${name}`)
            const dead = isDeadToken(token, cutoff)
            assert.equal(
              dead ? 'dead' : 'alive',
              verdict,
              `token class "${name}": ${JSON.stringify(token)}`,
            )
            if (!dead) surviving.add(token.id)
          }
          for (const code of await readCodes(connection)) {
            const row = rowOfUuid(code.id, shape.seed, layouts.codes.total, 11)
            assert.notEqual(row, undefined)
            const { name, verdict } = classAt(layouts.codes, row ?? -1)
            meet(`code: ${name}`)
            assert.equal(
              isDeadCode(code, surviving, cutoff) ? 'dead' : 'alive',
              verdict,
              `code class "${name}": ${JSON.stringify(code)}`,
            )
          }

          for (const { rowClass, count } of layouts.tokens.runs)
            assert.equal(met.get(`token: ${rowClass.name}`), count)
          for (const { rowClass, count } of layouts.codes.runs)
            assert.equal(met.get(`code: ${rowClass.name}`), count)
          assert.equal(tokens.length, shape.tokens)
          const share = 1 - surviving.size / tokens.length
          assert.ok(share > 0.7 && share < 0.9, `${share} of the tokens are dead`)
        })
      })
    }

    for (const zone of whole ? ['+00:00', '+05:30', '+09:00', '-08:00'] : ['+05:30']) {
      test(`purging by the rules leaves exactly the truth on a server at ${zone}`, async () => {
        const admin = await connect(engine)
        const before =
          (await read<{ zone: string }>(admin, 'SELECT @@GLOBAL.time_zone AS zone'))[0]?.zone ??
          'SYSTEM'
        await admin.query('SET GLOBAL time_zone = ?', [zone])
        try {
          await inDatabase(engine, 'seed_zone', async (connection) => {
            assert.equal(
              (await read<{ zone: string }>(connection, 'SELECT @@time_zone AS zone'))[0]?.zone,
              zone,
            )
            await loadSchema(storeOf(connection), 'apim-2.5.0')
            const truth = await seedTokens(storeOf(connection), shape)
            const untouched = await verifyTruth(storeOf(connection), truth, nobody)
            assert.ok(
              untouched.length > 0 && untouched.every(({ kind }) => kind === 'should be gone'),
              'before the purge only dead rows are wrong',
            )
            assert.deepEqual(
              await verifyTruth(storeOf(connection), truth, nobody, false),
              [],
              'and none, where none was to be purged',
            )
            await plainPurge(storeOf(connection), cutoffOf(now))
            assert.deepEqual(await verifyTruth(storeOf(connection), truth, nobody), [])
          })
        } finally {
          await admin.query('SET GLOBAL time_zone = ?', [before])
          await admin.end()
        }
      })
    }

    test('a row that is gone, changed or left over is named, unless the client changed it', async () => {
      await inDatabase(engine, 'seed_differences', async (connection) => {
        await loadSchema(storeOf(connection), 'apim-2.5.0')
        const truth = await seedTokens(storeOf(connection), shape)
        await plainPurge(storeOf(connection), cutoffOf(now))
        const [tokens] = seededTables(truth)
        const layout = tokenLayouts(shape.tokens).tokens
        const key = (name: string): string => {
          const run = layout.runs.find(({ rowClass }) => rowClass.name === name)
          return String(tokens?.row(run?.start ?? -1)[0])
        }
        const deleted = key('locked')
        const changed = key('active, never expires')
        await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = ?', [deleted])
        await connection.query(
          "UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = 'REVOKED' WHERE TOKEN_ID = ?",
          [changed],
        )
        await connection.query(
          "UPDATE IDN_OIDC_JTI SET EXP_TIME = '2030-01-01' WHERE JWT_ID = 'bystander-3'",
        )
        const found = await verifyTruth(storeOf(connection), truth, nobody)
        assert.ok(found.some(({ key, kind }) => key === deleted && kind === 'should be there'))
        assert.ok(
          found.some(
            ({ key, kind }) => key.startsWith(`${deleted}/`) && kind === 'should be there',
          ),
          'its scopes too',
        )
        assert.ok(found.some(({ key, kind }) => key === changed && kind === 'changed'))
        assert.ok(found.some(({ table, kind }) => table === 'IDN_OIDC_JTI' && kind === 'changed'))
        const excused = await verifyTruth(storeOf(connection), truth, new Set([deleted, changed]))
        assert.deepEqual(
          excused.map(({ table }) => table),
          ['IDN_OIDC_JTI'],
        )
        const without = await verifyTruth(
          storeOf(connection),
          truth,
          new Set([deleted, changed]),
          false,
        )
        assert.ok(
          without.some(({ key, kind }) => key !== deleted && kind === 'should be there'),
          'a dead row is missed where nothing was to be purged',
        )
        assert.ok(!without.some(({ key }) => key === changed), 'the client changes rows')
      })
    })
  })
}

test('the truth of a million tokens fits into a kilobyte of JSON', () => {
  const truth: Truth = {
    engine: 'postgres',
    schema: 'apim-2.5.0',
    families,
    tokens: 1_000_000,
    seed: 2 ** 32 - 1,
    now: now.getTime(),
    bystanders: bystandersOf('postgres', 'apim-2.5.0').map(({ table }) => ({
      table,
      rows: 500,
      digest: 'f'.repeat(64),
    })),
  }
  assert.ok(JSON.stringify(truth).length < 1024)
})

test('too few tokens for every class are refused', () => {
  assert.throws(() => tokenLayouts(50), RangeError)
})
