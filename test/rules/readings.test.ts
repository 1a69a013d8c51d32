import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { reportEventSchema } from '../../functions/contract/steps.ts'
import type { WallTimes } from '../../functions/contract/wall-times.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { invariantsOf } from '../../functions/application/catalogue.ts'
import { countInvariants } from '../../functions/application/count.ts'
import { heldReason, sharedChildren } from '../../functions/rules/living-parents.ts'
import { measure } from '../../functions/measure/measure.ts'
import { momentOf } from '../../functions/measure/observe.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { utc, wallTimes } from '../../functions/rules/wall-times.ts'
import { buildReport } from '../../functions/report/report.ts'
import { looksAt } from '../../functions/engines/expression.ts'
import { engines } from '../seed/engines.ts'
import { fill, onBench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { cutoff, readingRows, type ReadingRow } from './reading-rows.ts'

const tables = {
  tokens: { table: 'IDN_OAUTH2_ACCESS_TOKEN', key: 'TOKEN_ID' },
  codes: { table: 'IDN_OAUTH2_AUTHORIZATION_CODE', key: 'CODE_ID' },
  'ciba-requests': { table: 'IDN_OAUTH2_CIBA_AUTH_CODE', key: 'AUTH_CODE_KEY' },
  'device-codes': { table: 'IDN_OAUTH2_DEVICE_FLOW', key: 'DEVICE_CODE' },
} as const
const names = Object.keys(tables) as (keyof typeof tables)[]
const of = (rule: ReadingRow['rule']) => readingRows.filter((row) => row.rule === rule)

test('each rule with two readings has rows that both delete, that both keep, and that only upstream deletes', () => {
  for (const rule of names) {
    const pairs = new Set(of(rule).map(({ safe, upstream }) => `${safe} ${upstream}`))
    for (const pair of ['deleted deleted', 'kept deleted', 'kept kept'])
      assert.ok(pairs.has(pair), `${rule}: ${pair}`)
  }
})

for (const engine of engines) {
  test(`${engine.name}: on production what is younger than the cutoff is told as such, and what the safe reading keeps of it`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'reading_production', 'apim-4.7.0', async (bench) => {
      await write(bench.connection)
      const bound = await bench.bind(
        planned(new Date(cutoff)).filter(({ rule }) => names.some((name) => name === rule)),
      )
      const { progress } = await measure(bench.along(), bound, 'production', null)
      const differing = progress.tables.flatMap(({ rule, classes }) =>
        classes
          .filter((one) => one.name === 'younger than the cutoff')
          .map(({ other }) => `${rule}: ${other}`),
      )
      assert.deepEqual(differing.sort(), [
        'ciba-requests: 3',
        'codes: 2',
        'device-codes: 1',
        'tokens: 3',
      ])
    })
  })

  for (const reading of ['safe', 'upstream'] as const)
    test(`${engine.name}: the ${reading} reading deletes and keeps what the matrix says, and the report counts by how many rows the other differs and why`, {
      skip: engine.skip,
    }, async () => {
      await onBench(engine, `reading_${reading}`, 'apim-4.7.0', async (bench) => {
        const { connection } = bench
        await write(connection)
        const settings = Object.fromEntries(names.map((rule) => [rule, { reading }]))
        const bound = await bench.bind(
          planned(new Date(cutoff), settings).filter(({ rule }) =>
            names.some((name) => name === rule),
          ),
        )
        const { progress } = await measure(bench.along(7), bound, 'clone', null)
        await purge(bench.along(3), bound, null, () => undefined)
        for (const rule of names)
          assert.deepEqual(
            await left(connection, rule),
            of(rule)
              .filter((row) => row[reading] === 'kept')
              .map(({ row }) => row)
              .sort(),
            rule,
          )

        const measured = {
          databases: [
            {
              database: bench.name,
              schema: '',
              skipped: [],
              leftovers: [],
              plans: [],
              tables: progress.tables,
              invariants: { samples: {}, counts: [], hot: [] },
            },
          ],
        }
        const report = buildReport(
          event(),
          [
            {
              'preflight-production': null,
              'recount-production': null,
              'measure-clone': measured,
              'purge-clone': null,
              'verify-clone': null,
              'measure-production': null,
              'purge-production': null,
              'verify-production': null,
              smoke: null,
              gates: null,
              'reclaim-clone': null,
              'reclaim-production': null,
            },
          ],
          0,
        )
        const lines = (
          all: readonly { rule: string; reason: string; verdict: string; rows: number }[],
        ) =>
          all
            .map(({ rule, reason, verdict, rows }) => `${rule}: ${rows} ${verdict}, ${reason}`)
            .sort()
        assert.deepEqual(lines(report.readings), lines(expected(reading)))
        assert.ok(report.readings.every((line) => line.reading === reading))
        for (const rule of names)
          assert.deepEqual(
            report.alive
              .filter(({ table }) => table === tables[rule].table)
              .map(({ reason, rows }) => `${rows} ${reason}`)
              .sort(),
            [
              ...Map.groupBy(
                [
                  ...of(rule)
                    .filter((row) => row[reading] === 'kept')
                    .map(({ why }) => why[reading]),
                  ...helpers(rule, reading),
                ],
                (why) => why,
              ),
            ]
              .map(([why, rows]) => `${rows.length} ${why}`)
              .sort(),
            rule,
          )
      })
    })
}

const hour = 3_600_000
const start = cutoff + 2 * hour
const inZone = (timeZone: string) => {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  return (instant: number) => shown.format(instant)
}
const [newYork, utcTime] = [inZone('America/New_York'), inZone('UTC')]
/** Who writes, what the environment states, how many tokens, and how old the newest is. */
const clocks = [
  ['New York, nobody says', newYork, null, 2002, 0],
  ['New York, ten tokens', newYork, null, 10, 0],
  ['New York, none for a day', newYork, null, 500, 25 * hour],
  ['New York, as stated', newYork, 'America/New_York', 500, 0],
  [
    'New York by an old driver until three hours ago, UTC since, nobody says',
    (instant: number) => (instant < start - 3 * hour ? newYork : utcTime)(instant),
    null,
    500,
    0,
  ],
  ['UTC, as stated', utcTime, 'UTC', 500, 0],
  [
    'UTC on a server of which Drydock reads another zone, east of it, nobody says',
    (instant: number) => utcTime(instant - 14 * hour),
    null,
    500,
    0,
  ],
] as const

for (const engine of engines)
  test(`${engine.name}: no token that is valid in truth goes, whatever clock wrote it, and the application is asked for each of them`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'clocks', 'apim-4.7.0', async (bench) => {
      const plan = planned(new Date(cutoff)).filter(({ rule }) => rule === 'tokens')
      for (const [name, write, written, count, newest] of clocks) {
        const tokens = Array.from({ length: count }, (_, at) => {
          const made = start - newest - (at * 50 * hour) / count
          return { id: `${at}`, made, ends: made + (1 + (at % 40)) * hour }
        })
        await fill(
          bench.connection,
          'IDN_OAUTH2_ACCESS_TOKEN',
          tokens.map(({ id, made, ends }) => ({
            TOKEN_ID: id,
            TOKEN_STATE: 'ACTIVE',
            TOKEN_STATE_ID: id,
            CONSUMER_KEY_ID: 1,
            TIME_CREATED: write(made),
            VALIDITY_PERIOD: hour,
            REFRESH_TOKEN_TIME_CREATED: write(made),
            REFRESH_TOKEN_VALIDITY_PERIOD: ends - made,
          })),
        )
        const valid = tokens.filter(({ ends }) => ends > start).map(({ id }) => id)
        const asked = async (times: WallTimes) => {
          const bound = await bench.bind(plan, times)
          const along = bench.along(100)
          const moment = momentOf({ at: new Date(start), bound, target: 'clone' })
          const usable = invariantsOf(await bench.schema(), 'clone', moment).filter(
            (one) => one.name === 'usable-tokens',
          )
          const count = async () =>
            (await countInvariants(along, usable, null)).progress.counts[0]?.rows ?? 0
          const before = await count()
          await purge(along, bound, null, () => undefined)
          const [rows] = await bench.connection.query<RowDataPacket[]>(
            'SELECT TOKEN_ID AS id FROM IDN_OAUTH2_ACCESS_TOKEN',
          )
          const left = new Set(rows.map(({ id }) => String(id)))
          return { before, after: await count(), lost: valid.filter((id) => !left.has(id)), left }
        }
        const { before, after, lost, left } = await asked(wallTimes(written, new Date(start)))
        assert.deepEqual(lost, [], name)
        assert.ok(before >= valid.length, `${name}: asked for ${before} of ${valid.length}`)
        assert.equal(after, before, name)
        // What has been dead for a day is gone all the same.
        const late = written === null ? 17 : 4
        for (const { id, ends } of tokens)
          if (ends < start - late * hour) assert.ok(!left.has(id), `${name}: ${id} stays`)
        // Taken for UTC, as it was once, valid ones go: the case is one.
        if (write === newYork && newest === 0 && count > 10)
          assert.ok((await asked(utc)).lost.length > 0, name)
      }
    })
  })

const fates = ['live', 'dead'] as const
/** Request objects of every pair of fates, and some that share a token or a code with another. */
const references: readonly (readonly [string | null, string | null])[] = [
  ...fates.flatMap((token) => fates.map((code) => [`${token} 1`, `${code} 1 ${token}`] as const)),
  ['dead 2', null],
  [null, 'dead 2'],
  ['dead 3', 'dead 3'],
  ['dead 3', 'dead 4'],
  ['dead 4', 'dead 4'],
  ['dead 5', 'dead 5'],
  ['dead 5', 'live 5'],
  ['live 6', 'dead 6'],
  ['dead 6', 'dead 6'],
]

for (const engine of engines)
  test(`${engine.name}: a row stays while what hangs on it hangs on a living row of another rule, and is told`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'two_parents', 'apim-4.7.0', async (bench) => {
      const { connection } = bench
      const ids = (at: 0 | 1) => [...new Set(references.flatMap((pair) => pair[at] ?? []))]
      const period = (id: string) => (id.startsWith('live') ? -1 : 1000)
      const time = '2026-11-01'
      await fill(
        connection,
        'IDN_OAUTH2_ACCESS_TOKEN',
        ids(0).map((id) => ({
          TOKEN_ID: id,
          TOKEN_STATE: 'ACTIVE',
          TOKEN_STATE_ID: id,
          CONSUMER_KEY_ID: 1,
          TIME_CREATED: time,
          REFRESH_TOKEN_TIME_CREATED: time,
          VALIDITY_PERIOD: period(id),
          REFRESH_TOKEN_VALIDITY_PERIOD: period(id),
        })),
      )
      await fill(
        connection,
        'IDN_OAUTH2_AUTHORIZATION_CODE',
        ids(1).map((id) => ({
          CODE_ID: id,
          STATE: 'ACTIVE',
          TIME_CREATED: time,
          VALIDITY_PERIOD: period(id),
          TOKEN_ID: null,
        })),
      )
      await fill(
        connection,
        'IDN_OIDC_REQ_OBJECT_REFERENCE',
        references.map(([token, code], at) => ({
          ID: at + 1,
          CONSUMER_KEY_ID: 1,
          TOKEN_ID: token,
          CODE_ID: code,
          SESSION_DATA_KEY: `${at}`,
        })),
      )
      const isDead = (id: string | null) => id?.startsWith('dead') === true
      const held = (id: string, own: 0 | 1, other: 0 | 1) =>
        references.some((pair) => pair[own] === id && pair[other] !== null && !isDead(pair[other]))
      const stays = (own: 0 | 1, other: 0 | 1) =>
        ids(own)
          .filter((id) => !isDead(id) || held(id, own, other))
          .sort()
      const plan = planned(new Date(cutoff)).filter(
        ({ rule }) => rule === 'tokens' || rule === 'codes',
      )
      const bound = await bench.bind(plan)
      const before = await measure(bench.along(3), bound, 'clone', null)
      const { progress } = await purge(bench.along(2), bound, null, () => undefined)
      const column = async (name: string, table: string) =>
        (await connection.query<RowDataPacket[]>(`SELECT ${name} AS id FROM ${table}`))[0]
          .map(({ id }) => String(id))
          .sort()
      assert.deepEqual(await column('TOKEN_ID', 'IDN_OAUTH2_ACCESS_TOKEN'), stays(0, 1))
      assert.deepEqual(await column('CODE_ID', 'IDN_OAUTH2_AUTHORIZATION_CODE'), stays(1, 0))
      assert.deepEqual(
        await column('ID', 'IDN_OIDC_REQ_OBJECT_REFERENCE'),
        references
          .flatMap(([token, code], at) =>
            (token === null || stays(0, 1).includes(token)) &&
            (code === null || stays(1, 0).includes(code))
              ? [`${at + 1}`]
              : [],
          )
          .sort(),
      )
      for (const { table, classes } of before.progress.tables.filter(
        ({ kind }) => kind === 'rule',
      )) {
        const [own, other] =
          table === 'IDN_OAUTH2_ACCESS_TOKEN' ? ([0, 1] as const) : ([1, 0] as const)
        const rows = (name: string) => classes.find((one) => one.name === name)?.rows ?? 0
        assert.equal(
          rows(heldReason),
          ids(own).filter((id) => isDead(id) && held(id, own, other)).length,
          table,
        )
        assert.equal(progress.deleted.find((one) => one.table === table)?.rows, rows('dead'), table)
      }
      const after = await measure(bench.along(3), bound, 'clone', null)
      for (const { table, classes } of after.progress.tables)
        assert.ok(!classes.some(({ name }) => name === 'dead'), table)
      // Where no row hangs on two, nobody looks, and the tokens go by their own columns alone.
      const schema = await bench.schema()
      const alone = bindRules(
        rules,
        plan,
        schema,
        utc,
        sharedChildren(bound.rules, { rules, schema }),
      )
      assert.ok(
        alone.rules.every(
          ({ rule, dead }) =>
            rule.name !== 'tokens' || !looksAt(dead, 'IDN_OIDC_REQ_OBJECT_REFERENCE'),
        ),
      )
    })
  })

/** The tokens that codes hang on: an eternal one, and one that the readings differ on. */
const aliveToken = {
  TOKEN_ID: 'of alive',
  TOKEN_STATE: 'ACTIVE',
  VALIDITY_PERIOD: -1,
  TIME_CREATED: '2026-11-01',
  REFRESH_TOKEN_TIME_CREATED: '2026-11-01',
  REFRESH_TOKEN_VALIDITY_PERIOD: -1,
}
const refreshableToken = {
  ...aliveToken,
  TOKEN_ID: 'of refreshable',
  TOKEN_STATE: 'EXPIRED',
  VALIDITY_PERIOD: 1000,
  REFRESH_TOKEN_VALIDITY_PERIOD: 90 * 86_400_000,
}
const helpers = (rule: ReadingRow['rule'], reading: 'safe' | 'upstream'): string[] =>
  rule !== 'tokens'
    ? []
    : [
        'never expires (negative period)',
        ...(reading === 'safe' ? ['access lapsed, refresh token still valid'] : []),
      ]

/** A code is judged by what its own run leaves of its token: there the readings of codes alone do not differ. */
const hangsOnReading = ({ columns }: ReadingRow): boolean => columns.TOKEN_ID === 'of refreshable'

function expected(
  reading: 'safe' | 'upstream',
): { rule: string; reason: string; verdict: string; rows: number }[] {
  const differing = [
    ...readingRows
      .filter((row) => row.safe !== row.upstream && !hangsOnReading(row))
      .map(({ rule, why, ...row }) => ({ rule, reason: why[reading], verdict: row[reading] })),
    {
      rule: 'tokens',
      reason: reading === 'safe' ? 'access lapsed, refresh token still valid' : 'dead',
      verdict: reading === 'safe' ? 'kept' : 'deleted',
    },
  ]
  return [...Map.groupBy(differing, (one) => JSON.stringify(one))].map(([one, all]) => ({
    ...JSON.parse(one),
    rows: all.length,
  }))
}

async function write(connection: Connection): Promise<void> {
  for (const rule of names) {
    const { table, key } = tables[rule]
    const own = of(rule).map(({ row, columns }) => ({ [key]: row, ...columns }))
    await fill(
      connection,
      table,
      [...own, ...(rule === 'tokens' ? [aliveToken, refreshableToken] : [])].map((row, at) => ({
        ...row,
        ...(rule === 'tokens' ? { TOKEN_STATE_ID: `${at}`, CONSUMER_KEY_ID: 1 } : {}),
        ...(rule === 'device-codes' ? { CODE_ID: `${at}`, USER_CODE: `${at}` } : {}),
      })),
    )
  }
}

async function left(connection: Connection, rule: keyof typeof tables): Promise<string[]> {
  const { table, key } = tables[rule]
  const [rows] = await connection.query<RowDataPacket[]>(`SELECT ${key} AS id FROM ${table}`)
  return rows
    .map(({ id }) => String(id))
    .filter((id) => !id.startsWith('of '))
    .sort()
}

const event = () => {
  const environment = {
    name: 'example',
    sources: [
      {
        instance: 'production',
        databases: [{ name: 'apim', times: { written: 'UTC' } }],
        secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:wso2',
      },
    ],
  }
  const deployment = {
    cloneSecurityGroup: 'sg-1',
    evidenceBucket: 'evidence',
    reportTopic: 'topic',
  }
  return reportEventSchema.parse({
    execution: { name: 'run-1', startTime: '2026-11-24T09:30:00.250Z' },
    environment,
    deployment,
    plan: null,
    failure: null,
  })
}
