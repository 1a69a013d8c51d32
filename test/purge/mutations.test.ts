import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '../../functions/aws/mysql-database.ts'
import { limitsSchema } from '../../functions/contract/environment.ts'
import { bindRules, type BoundRules } from '../../functions/purge/bind.ts'
import type { Clock } from '../../functions/purge/database.ts'
import { answers, observe } from '../../functions/purge/observe.ts'
import type { PreflightScene } from '../../functions/purge/preflight/scene.ts'
import { zoneCalibrated } from '../../functions/purge/preflight/zone.ts'
import { prove } from '../../functions/purge/prove.ts'
import { purge, purgedSoFar } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/purge/rules.ts'
import { before, elapsed, every, not, some, text, type Condition, type Rule } from '../../functions/purge/rules/rule.ts'
import { readSchema } from '../../functions/purge/schema.ts'
import type { Walk } from '../../functions/purge/walk.ts'
import type { Dialect, KeyRange, Sql } from '../../functions/sql/dialect.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { cutoffOf } from '../../local/seed/row-time.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { engines, inDatabase, type Engine } from '../seed/engines.ts'
import { planned } from './planned.ts'
import { root } from './preflight-scene.ts'
import { fixedSize } from '../../functions/purge/step-size.ts'

const now = new Date('2026-11-24T09:30:00.250Z')
const cutoff = new Date(cutoffOf(now))
const clock: Clock = { now: () => performance.now(), sleep: (ms) => new Promise((done) => setTimeout(done, Math.min(ms, 1))), random: Math.random }

/** One way to break a rule or the engine, and every check that must see it. */
interface Mutation {
  readonly name: string
  readonly rule?: readonly [string, Partial<Rule>]
  readonly dialect?: (dialect: Dialect) => Dialect
  readonly bound?: (bound: BoundRules) => BoundRules
  readonly cutoff?: Date
  /** Rows of a step; odd sizes make cursors meet rows. */
  readonly rows?: number
  readonly caught: readonly string[]
  readonly engines?: readonly Engine['name'][]
}

const ruleOf = (name: string): Rule => rules.find((rule) => rule.name === name) ?? assert.fail(name)
/** Every condition of a rule's, changed where the function says so. */
function changed(condition: Condition, change: (one: Condition) => Condition | undefined): Condition {
  const other = change(condition)
  if (other !== undefined) return other
  if (condition.is === 'every' || condition.is === 'some') return { ...condition, of: condition.of.map((part) => changed(part, change)) }
  if (condition.is === 'not') return { ...condition, of: changed(condition.of, change) }
  if (condition.is === 'row' && condition.where !== undefined) return { ...condition, where: changed(condition.where, change) }
  return condition
}
const dead = (name: string, change: (one: Condition) => Condition | undefined): readonly [string, Partial<Rule>] => [name, { dead: changed(ruleOf(name).dead, change) }]
/** The same change to every text that has a range. */
const rangeTexts = (dialect: Dialect, change: (statement: Sql, range: KeyRange) => Sql): Dialect => ({
  ...dialect,
  classify: (...all) => change(dialect.classify(...all), all[2]),
  lock: (...all) => change(dialect.lock(...all), all[2]),
  deleteRows: (...all) => change(dialect.deleteRows(...all), all[2]),
  deleteJoined: (...all) => change(dialect.deleteJoined(...all), all[2]),
})

const openEnd = (statement: Sql, { high }: KeyRange): Sql => (high === null ? statement : { ...statement, text: statement.text.replace(/(t0\.`\w+`) <= /, '$1 < ') })

const mutations: readonly Mutation[] = [
  { name: 'wrong connective: one lapsed period is enough', rule: dead('tokens', (one) => (one.is === 'every' && one.of.every(({ is }) => is === 'lapsed') ? some(...one.of) : undefined)), caught: ['usable-tokens', 'hot-queries'] },
  { name: 'wrong comparison: dead while the periods run', rule: dead('tokens', (one) => (one.is === 'lapsed' ? not(one) : undefined)), caught: ['usable-tokens', 'hot-queries'] },
  { name: 'wrong zone: the cutoff taken for wall time nine hours east', cutoff: new Date(cutoff.getTime() + 9 * 3_600_000), caught: ['usable-tokens', 'still-remembered'] },
  { name: 'wrong zone: the session reads nine hours west of what was written', dialect: (dialect) => ({ ...dialect, session: [...dialect.session, `SET SESSION time_zone = '-09:00'`] }), caught: ['zone-calibrated'] },
  { name: 'missing state: any token made before the cutoff', rule: ['tokens', { dead: every(before('TIME_CREATED'), before('REFRESH_TOKEN_TIME_CREATED')) }], caught: ['usable-tokens', 'hot-queries'] },
  { name: 'a state too many: EXPIRED goes at once, as REVOKED does', rule: dead('tokens', (one) => (one.is === 'text' && one.among.includes('REVOKED') ? text('TOKEN_STATE', 'INACTIVE', 'REVOKED', 'EXPIRED') : undefined)), caught: ['usable-tokens'] },
  { name: 'swapped key: a code looks for its token by its own id', rule: dead('codes', (one) => (one.is === 'survivor' ? { ...one, on: { TOKEN_ID: 'CODE_ID' } } : undefined)), caught: ['codes-in-use'] },
  { name: 'off-by-one cursor: the last row of each step is passed over', rows: 37, dialect: (dialect) => rangeTexts(dialect, openEnd), caught: ['StatementRefused'] },
  { name: 'off-by-one cursor, in what locks alone', rows: 37, dialect: (dialect) => ({ ...dialect, lock: (...all) => openEnd(dialect.lock(...all), all[2]) }), caught: ['LockedOut'] },
  { name: 'off-by-one cursor, in what counts alone', rows: 37, dialect: (dialect) => ({ ...dialect, classify: (...all) => openEnd(dialect.classify(...all), all[2]) }), caught: ['every-row-seen'] },
  { name: 'a delete without its condition', dialect: (dialect) => ({ ...dialect, deleteRows: (table, key, range, _dead, apart) => dialect.deleteRows(table, key, range, every() as never, apart) }), caught: ['StatementRefused'] },
  { name: 'cascade forgotten, and none in the database', dialect: (dialect) => ({ ...dialect, session: [...dialect.session, 'SET SESSION foreign_key_checks = 0'] }), bound: (bound) => ({ ...bound, rules: bound.rules.map((rule) => ({ ...rule, children: [] })) }), caught: ['no-orphan', 'survivors-unchanged'], engines: ['MariaDB', 'MySQL'] },
  { name: 'children of living rows: the condition of the parent is lost', dialect: (dialect) => ({ ...dialect, deleteJoined: (table, key, range, condition, joins, apart) => {
    const statement = dialect.deleteJoined(table, key, range, condition, joins, apart)
    const own = dialect.keys(table, key, { low: null, high: null }, condition, 1)
    return { text: `${statement.text} OR TRUE = (${own.values.map(() => '? IS NOT NULL').join(' AND ') || 'TRUE'})`, values: [...statement.values, ...own.values] }
  } }), caught: ['survivors-unchanged', 'hot-queries'] },
  { name: 'a session is superseded by an older row', rule: dead('sessions', (one) => (one.is === 'row' && one.where?.is === 'elapsed' ? { ...one, compare: [{ there: 'TIME_CREATED', sign: '<=', here: 'TIME_CREATED' }] } : undefined)), caught: ['live-sessions', 'hot-queries'] },
  { name: 'a logout goes before the session it ends', rule: dead('sessions', (one) => (one.is === 'not' && one.of.is === 'row' ? every() : undefined)), caught: ['live-sessions'] },
  { name: 'wrong unit: milliseconds compared as nanoseconds', rule: ['revoked-jwts', { dead: elapsed('EXPIRY_TIMESTAMP', 'ns') }], caught: ['still-remembered'] },
  // What goes too late harms nobody: no check of a run sees it, those of the rules do (test/purge/catalogue.test.ts).
  { name: 'a state forgotten: revoked tokens stay', rule: dead('tokens', (one) => (one.is === 'text' && one.among.includes('REVOKED') ? text('TOKEN_STATE', 'INACTIVE') : undefined)), caught: [] },
  { name: 'JTIs go by when they were made', rule: ['jtis', { dead: before('TIME_CREATED') }], caught: ['still-remembered'] },
  { name: 'links judged by their path where they have a version', rule: dead('registry-property-links', (one) => (one.is === 'survivor' && 'REG_VERSION' in one.on ? some() : undefined)), caught: ['resource-property'] },
  { name: 'the newest line of a path goes too', rule: ['registry-log', { dead: before('REG_LOGGED_TIME') }], caught: ['newest-log-lines'] },
]

for (const engine of engines)
  for (const mutation of mutations.filter(({ engines: on = ['MariaDB'] }) => on.includes(engine.name)))
    test(`${engine.name}: ${mutation.name}: ${mutation.caught.join(', ')}`, { skip: engine.skip }, async (t) => {
      const failing = await failingChecks(engine, mutation)
      t.diagnostic(failing.join(', '))
      if (mutation.caught.length === 0) assert.deepEqual(failing, [])
      for (const check of mutation.caught) assert.ok(failing.includes(check), `${check} is not among ${failing.join(', ')}`)
    })

test('without a mutation every check passes', async () => {
  assert.deepEqual(await failingChecks(engines[0] ?? assert.fail(), { name: 'none', caught: [], rows: 37 }), [])
})

/** Seeds, breaks, purges and judges: the checks that failed, or the error the purge ended with. */
async function failingChecks(engine: Engine, { rule, dialect: change = (same) => same, bound: rebind = (same) => same, cutoff: instant = cutoff, rows = 500 }: Mutation): Promise<string[]> {
  let failing: string[] = []
  await inDatabase(engine, 'mutation', async (connection) => {
    for (const schema of ['apim-4.7.0', 'registry-4.3.0'] as const) {
      await loadSchema(connection, schema)
      await seedDatabase(connection, { schema, tokens: 1000, now, seed: 11 })
    }
    // A token of this minute, and one that can be refreshed for three hours more: what a busy production is full of.
    await connection.query(`SET SESSION time_zone = '+00:00'`)
    const token = (id: string, time: string, refresh: string, hours: number) => [id, 1, 'ACTIVE', id, time, refresh, 3_600_000, hours * 3_600_000, `hash-${id}`]
    await connection.query('INSERT IGNORE INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (1, ?)', ['app-of-one'])
    await connection.query('INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED, VALIDITY_PERIOD, REFRESH_TOKEN_VALIDITY_PERIOD, ACCESS_TOKEN_HASH) VALUES ?',
      [[token('of-this-minute', '2026-11-24 09:29:30', '2026-11-24 09:29:30', 24), token('lapses-soon', '2026-11-23 12:30:00', '2026-11-23 12:30:00', 24)]])
    await connection.query(`INSERT INTO IDN_OIDC_JTI (JWT_ID, EXP_TIME, TIME_CREATED) VALUES ('soon', '2026-11-24 11:00:00', '2026-11-24 09:00:00')`)
    const name = connection.config.database ?? ''
    const dialect = change(root(engine).dialect)
    const database = await openDatabase({ ...root(engine), dialect, database: name })
    try {
      const schema = await readSchema(database, dialect, name)
      const broken = rules.map((one) => (one.name === rule?.[0] ? { ...one, ...rule[1] } : one))
      const bound = rebind(bindRules(broken, planned(instant), schema))
      const along: Walk = { database, dialect, clock, size: fixedSize(rows), share: 1, spent: () => false }
      const zone = await zoneCalibrated({ database, dialect, bound, startedAt: now } as PreflightScene)
      const observed = { along, bound, schema, target: 'clone' as const, at: now }
      const start = await observe(observed, null)
      const invariants = await answers(observed, start.progress, null)
      const { progress } = await purge(along, bound, null, () => undefined)
      const end = await observe(observed, null)
      const evidence = { measured: { databases: [{ database: name, schema: schema.fingerprint, skipped: [], leftovers: [], plans: [], tables: start.progress.rows.tables, invariants }] }, purged: { done: true, progress: null, databases: [purgedSoFar(name, progress)] }, rehearsed: null }
      const { checks } = await prove({ ...observed, name, before: evidence, limits: limitsSchema.parse({}), production: null, own: [] }, end.progress)
      failing = [...(zone.level === 'failed' ? ['zone-calibrated'] : []), ...checks.filter(({ passed }) => !passed).map(({ check }) => check)]
    } catch (error) {
      failing = [error instanceof Error ? error.name : String(error), error instanceof Error ? error.message.slice(0, 300) : '']
    } finally {
      await database.close()
    }
  })
  return failing
}
