import { randomUUID } from 'node:crypto'
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { InvariantProgress } from '../../functions/contract/invariants.ts'
import { invariantsOf } from '../../functions/application/catalogue.ts'
import { countInvariants, sampled } from '../../functions/application/count.ts'
import { observe } from '../../functions/measure/observe.ts'
import { explainMissing } from '../../functions/measure/look-up.ts'
import type { RosterPage, RosterStore } from '../../functions/measure/roster-pages.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import { storeOf } from '../seed/in-database.ts'
import { seedDatabase } from '../../local/seed/seed-database.ts'
import { everyEngine, one } from '../seed/engines.ts'
import { livingRowsLost } from '../measure/living-rows-lost.ts'
import { same } from '../../functions/engines/schema.ts'
import { cutoff, startedAt } from '../preflight/preflight-scene.ts'
import { onBench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { fixedSize } from '../../functions/walk/range-size.ts'

const root = join(import.meta.dirname, '../..')

test('the invariants know nothing of the rules, what they are bound to, or the text of their conditions', () => {
  const files = [
    ...globSync('functions/application/*.ts', { cwd: root }),
    'functions/engines/live.ts',
    ...globSync('functions/engines/*/live-*.ts', { cwd: root }),
  ]
  assert.ok(files.length >= 10)
  for (const file of files) {
    const text = readFileSync(join(root, file), 'utf8')
    assert.doesNotMatch(
      text,
      /from '[^']*(rules|bind|resolve|expression|statements|measure|\/conditions\.ts)[^']*'/,
      file,
    )
    for (const [, names = ''] of text.matchAll(/import \{([^}]*)\} from '[^']*mysql-text\.ts'/g))
      assert.doesNotMatch(names, /\bcondition\b/, file)
  }
})

for (const engine of everyEngine.filter(one))
  test(`${engine.name}: counting cut by the time budget again and again finds the same, and chooses live rows from all over`, {
    skip: engine.skip,
  }, async (t) => {
    await onBench(engine, 'invariants', 'apim-4.7.0', async (bench) => {
      const { connection, database, dialect } = bench
      await seedDatabase(storeOf(connection), {
        schema: 'apim-4.7.0',
        tokens: 1500,
        now: startedAt,
        seed: 5,
      })
      const schema = await bench.schema()
      const bound = await bench.bind(planned(cutoff))
      const tokens =
        schema.tables.find(({ name }) => same(name, 'IDN_OAUTH2_ACCESS_TOKEN'))?.name ?? ''
      const invariants = invariantsOf(dialect.live, schema, 'clone', {
        at: startedAt,
        earliest: startedAt,
        latest: startedAt,
        expiredGo: false,
      })
      const clock = {
        now: () => performance.now(),
        sleep: async () => undefined,
        random: Math.random,
      }
      const along = (rows: number, calls: number): Walk => {
        let left = calls
        return {
          database,
          dialect,
          clock,
          size: fixedSize(rows),
          share: 1,
          spent: () => left-- <= 0,
        }
      }
      const whole = await countInvariants(along(500, Infinity), invariants, null)
      assert.equal(whole.done, true)
      let [cut, times]: [{ done: boolean; progress: InvariantProgress | null }, number] = [
        { done: false, progress: null },
        0,
      ]
      for (; !cut.done; times++) {
        // Through JSON, as the state of an execution.
        cut = JSON.parse(
          JSON.stringify(await countInvariants(along(170, 4), invariants, cut.progress)),
        )
        assert.ok(JSON.stringify(cut).length < 40_000, 'fits into the state of an execution')
      }
      assert.ok(times > 10, `${times} calls`)
      assert.deepEqual(cut.progress?.counts, whole.progress.counts)
      assert.ok(whole.progress.counts.every(({ rows, hash }) => rows === 0 || hash !== '0'))
      assert.ok(
        (whole.progress.counts.find(({ invariant }) => invariant === 'usable-tokens')?.rows ?? 0) >
          100,
      )
      const sample = sampled(cut.progress?.samples[tokens]).map(([key = '']) => key)
      assert.equal(new Set(sample).size, 50)
      const [[spread]] = (await connection.query(
        `SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID < ?`,
        [sample.at(-1)],
      )) as unknown as [[{ n: number }]]
      assert.ok(spread.n > 1000, `the last of the sample is row ${spread.n} of 1500`)

      // The same, beside the measuring of each table and with its roster, on production.
      const pages = new Map<string, RosterPage>()
      // Each call has its own.
      const store = (): RosterStore => ({
        call: randomUUID(),
        put: async (_, table, page, of) => void pages.set(`${table} ${page}`, of),
        get: async (_, table, page) => pages.get(`${table} ${page}`) ?? null,
      })
      const target = 'production' as const
      const observed = { bound, schema, target, at: startedAt, archived: true }
      let seen = await observe({ ...observed, store: store(), along: along(170, 4) }, null)
      const calls = [seen.progress]
      while (!seen.done) {
        seen = await observe({ ...observed, store: store(), along: along(170, 4) }, seen.progress)
        calls.push(seen.progress)
      }
      const roster = [...pages]
      const alone = await observe({ ...observed, store: null, along: along(5000, Infinity) }, null)
      const tables = seen.progress.rows.tables
      const sorted = (all: typeof tables) =>
        all.map(({ rosterPages: _, classes, ...table }) => ({
          ...table,
          classes: classes.toSorted((one, other) => one.name.localeCompare(other.name)),
        }))
      assert.deepEqual(sorted(tables), sorted(alone.progress.rows.tables))
      assert.deepEqual(seen.progress.beside?.counts, alone.progress.beside?.counts)

      const listed = roster.filter(([page]) => page.startsWith(`${tokens} `))
      const keys = listed.flatMap(([, page]) => page.keys)
      const [revoked, moved] = keys
      const lost = listed[0]?.[1].keys.at(-1)
      await connection.query(
        "UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TOKEN_STATE = 'REVOKED', TOKEN_STATE_ID = 'x' " +
          'WHERE TOKEN_ID = ?',
        [revoked],
      )
      await connection.query(
        'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN_AUDIT (ID, TOKEN_ID) VALUES (?, ?)',
        [999_999, moved],
      )
      await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID IN (?, ?)', [
        moved,
        lost,
      ])
      // Calls that were believed lost live on: what they list by now is another cut of what is
      // left.
      for (const from of calls)
        await observe({ ...observed, store: store(), along: along(90, 3) }, from)
      const archive = { names: async () => [], read: async () => assert.fail() }
      const look = (from: Parameters<typeof observe>[1], ranges: number) =>
        observe({ ...observed, store: store(), rostered: tables, along: along(500, ranges) }, from)
      let [lookingOn, looked] = [null as Parameters<typeof look>[0], await look(null, 2)]
      while (!looked.done) {
        // And one of these.
        await look(lookingOn, 1)
        ;[lookingOn, looked] = [looked.progress, await look(looked.progress, 2)]
      }
      const explained = await explainMissing(
        { bound, database: bound.database, archive, store: store(), along: along(500, 2) },
        tables,
        looked.progress.rows.tables,
        null,
      )
      assert.deepEqual(
        explained.progress.verdicts.filter(({ table, lost: gone }) => gone > 0 || table === tokens),
        [
          {
            table: tokens,
            living: keys.length,
            ended: 0,
            moved: 1,
            removed: null,
            lost: 1,
            examples: [lost],
            doubt: '',
          },
        ],
      )
      const told = 'a living session, JWT or request that a broken rule deletes is told by name'
      await t.test(told, { skip: engine.name !== 'MariaDB' && 'on MariaDB alone' }, () =>
        livingRowsLost({
          connection,
          bound,
          schema,
          along: along(5000, Infinity),
          at: startedAt,
        }),
      )
    })
  })
