import assert from 'node:assert/strict'
import type { Connection } from 'mysql2/promise'
import { limitsSchema } from '../../functions/contract/environment.ts'
import type { Check } from '../../functions/contract/evidence.ts'
import type { ArchiveBatch } from '../../functions/archive/archive.ts'
import type { BoundRules } from '../../functions/rules/bound.ts'
import { judge } from '../../functions/checks/checks.ts'
import { keepRows } from '../../functions/archive/keep-rows.ts'
import { observe } from '../../functions/measure/observe.ts'
import { purge } from '../../functions/purge/purge.ts'
import { purgedSoFar } from '../../functions/purge/purge-account.ts'
import { explainMissing } from '../../functions/measure/look-up.ts'
import type { RosterPage } from '../../functions/measure/roster-pages.ts'
import type { Schema } from '../../functions/engines/schema.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import { some, type Expression } from '../../functions/engines/expression.ts'

interface Production {
  readonly connection: Connection
  readonly bound: BoundRules
  readonly schema: Schema
  readonly along: Walk
  readonly at: Date
}

const stores = ['IDN_AUTH_SESSION_STORE', 'IDN_AUTH_TEMP_SESSION_STORE']

/** People sign in: each table has a row of each name, all of which live. */
async function signIn({ connection, at }: Production, ...names: string[]): Promise<void> {
  const [now, later] = [at.getTime() - 3_000_000, at.getTime() + 86_400_000].map(BigInt)
  assert.ok(now !== undefined && later !== undefined)
  for (const name of names) {
    for (const store of stores)
      await connection.query(
        `INSERT INTO ${store} (SESSION_ID, SESSION_TYPE, OPERATION, TIME_CREATED, ` +
          "EXPIRY_TIME) VALUES (?, 'A', 'STORE', ?, ?)",
        [name, String(now * 1_000_000n), String(later * 1_000_000n)],
      )
    await connection.query(
      "INSERT INTO AM_REVOKED_JWT (UUID, SIGNATURE, EXPIRY_TIMESTAMP) VALUES (?, 'x', ?)",
      [name, String(later)],
    )
    await connection.query(
      'INSERT INTO IDN_OAUTH2_CIBA_AUTH_CODE (AUTH_CODE_KEY, AUTH_REQ_ID, ISSUED_TIME, ' +
        "EXPIRES_IN, CONSUMER_KEY, AUTH_REQ_STATUS) SELECT ?, ?, '2026-11-01', 9000000, " +
        "MIN(CONSUMER_KEY), 'REQUESTED' FROM IDN_OAUTH_CONSUMER_APPS",
      [name, name],
    )
  }
}

/** Beside the purge they sign out: the application ends rows, and deletes some itself. */
async function signOut({ connection, at }: Production): Promise<void> {
  const now = String(BigInt(at.getTime()) * 1_000_000n)
  for (const store of stores) {
    await connection.query(`DELETE FROM ${store} WHERE SESSION_ID = 'deleted'`)
    await connection.query(
      `INSERT INTO ${store} (SESSION_ID, SESSION_TYPE, OPERATION, TIME_CREATED) VALUES ` +
        "('ended', 'A', 'DELETE', ?)",
      [now],
    )
  }
  await connection.query("DELETE FROM AM_REVOKED_JWT WHERE UUID = 'deleted'")
  await connection.query(
    "UPDATE IDN_OAUTH2_CIBA_AUTH_CODE SET AUTH_REQ_STATUS = 'TOKEN_ISSUED' WHERE " +
      "AUTH_CODE_KEY = 'ended'",
  )
}

/** By table: the column whose value 'taken' a broken rule takes for dead. */
const keys: Readonly<Record<string, string>> = {
  IDN_AUTH_SESSION_STORE: 'SESSION_ID',
  IDN_AUTH_TEMP_SESSION_STORE: 'SESSION_ID',
  AM_REVOKED_JWT: 'UUID',
  IDN_OAUTH2_CIBA_AUTH_CODE: 'AUTH_CODE_KEY',
}

/**
 * A purge of production with the application at work, and with the rules of these tables broken:
 * survivors-unchanged.
 */
async function purged(production: Production, ...broken: string[]): Promise<Check> {
  const { bound, schema, along, at } = production
  const [target, name] = ['production' as const, bound.database]
  await signIn(production, 'kept', 'deleted', 'ended', 'taken')
  const pages = new Map<string, RosterPage>()
  const store = {
    call: 'call',
    put: async (_: string, table: string, page: string, of: RosterPage) =>
      void pages.set(`${table} ${page}`, of),
    get: async (_: string, table: string, page: string) => pages.get(`${table} ${page}`) ?? null,
  }
  const observed = { along, bound, schema, target, at, archived: true }
  const { rows: before } = (await observe({ ...observed, store }, null)).progress
  for (const page of pages.values())
    assert.ok(
      !page.keys.some((key) => /^(kept|taken) A /.test(key)),
      'no session is told by its id',
    )
  await signOut(production)
  const kept: ArchiveBatch[] = []
  const keep = keepRows({ keep: async (batch) => void kept.push(batch) }, 'full', {
    database: name,
    schema: schema.fingerprint,
    cutoffOf: () => '',
    longest: 2 ** 20,
  })
  const rules = bound.rules.map((one) => {
    const column = broken.includes(one.table.name) ? keys[one.table.name] : undefined
    if (column === undefined) return one
    const taken: Expression = { is: 'text', column, among: ['taken'] }
    return { ...one, dead: some(one.dead, taken) }
  })
  const { progress } = await purge(along, { ...bound, rules }, null, () => undefined, { keep })
  const archive = {
    names: async () => kept.map((_, file) => String(file)),
    read: async (file: string) => kept[Number(file)] ?? assert.fail(),
  }
  const looking = { ...observed, store, rostered: before.tables }
  const { rows: after } = (await observe(looking, null)).progress
  const { progress: looked } = await explainMissing(
    { along, bound, database: name, store, archive },
    before.tables,
    after.tables,
    null,
  )
  const [check] = judge({
    target,
    database: name,
    limits: limitsSchema.parse({}),
    before: before.tables,
    after: after.tables,
    deleted: purgedSoFar(name, progress).tables,
    rehearsed: null,
    rosters: looked.verdicts,
    deadKeys: {},
    orphanKeys: {},
    lostKeys: {},
    moving: [],
  })
  for (const table of Object.keys(keys))
    await production.connection.query(
      `DELETE FROM ${table} WHERE ${keys[table]} IN ('kept', 'deleted', 'ended', 'taken')`,
    )
  return check ?? assert.fail()
}

/**
 * A living row that Drydock deletes is told by name; what the application ends and deletes
 * meanwhile is not.
 */
export async function livingRowsLost(production: Production): Promise<void> {
  const right = await purged(production)
  assert.equal(right.passed, true, right.detail)
  for (const table of Object.keys(keys)) {
    const deleted = `The application deleted 1 living row of ${table}.`
    assert.equal(right.detail.includes(deleted), !table.includes('CIBA'), right.detail)
  }
  const wrong = await purged(production, ...Object.keys(keys))
  assert.equal(wrong.passed, false)
  for (const table of Object.keys(keys)) {
    const name = table.includes('SESSION') ? 'sha256:[0-9a-f]{12} A \\d+ STORE' : 'taken'
    assert.match(
      wrong.detail,
      new RegExp(
        `${table}: Drydock deleted 1 of [\\d,]+ rows that were live right before the purge and ` +
          `that the application had not ended, for example ${name} \\(deleted by Drydock while ` +
          'live\\)',
      ),
    )
  }
}
