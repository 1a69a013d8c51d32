import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportEventSchema } from '../../functions/contract/steps.ts'
import type { Schema } from '../../functions/engines/schema.ts'
import { measure } from '../../functions/measure/measure.ts'
import { purge } from '../../functions/purge/purge.ts'
import { buildReport } from '../../functions/report/report.ts'
import { onStore } from '../purge/store-bench.ts'
import { planned } from '../purge/planned.ts'
import { everyEngine, one } from '../seed/engines.ts'
import { cutoff, readingRows, type ReadingRow } from './reading-rows.ts'
import { tables, names, of, write, left } from './reading-scene.ts'
import './clocks-told.ts'
import './hanging-rows.ts'

test('each rule with two readings has rows that both delete, that both keep, and that only upstream deletes', () => {
  for (const rule of names) {
    const pairs = new Set(
      of(rule, 'never lapse').map(({ safe, upstream }) => `${safe} ${upstream}`),
    )
    for (const pair of ['deleted deleted', 'kept deleted', 'kept kept'])
      assert.ok(pairs.has(pair), `${rule}: ${pair}`)
  }
})

for (const engine of everyEngine.filter(one)) {
  test(`${engine.name}: production's rows younger than the cutoff are told, and which the safe reading keeps`, {
    skip: engine.skip,
  }, async () => {
    await onStore(engine, 'reading_production', 'apim-4.7.0', async (bench) => {
      await write(bench.store)
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
    test(`${engine.name}: the ${reading} reading goes by the matrix, and the report counts what the other differs by`, {
      skip: engine.skip,
    }, async () => {
      await onStore(engine, `reading_${reading}`, 'apim-4.7.0', async (bench) => {
        const { store } = bench
        await write(store)
        const { zeroPeriods } = await bench.schema()
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
            await left(store, rule),
            of(rule, zeroPeriods)
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
              'prove-clone': null,
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
        assert.deepEqual(lines(report.readings), lines(expected(reading, zeroPeriods)))
        assert.ok(report.readings.every((line) => line.reading === reading))
        for (const rule of names)
          assert.deepEqual(
            report.alive
              .filter(({ table }) => table.toUpperCase() === tables[rule].table)
              .map(({ reason, rows }) => `${rows} ${reason}`)
              .sort(),
            [
              ...Map.groupBy(
                [
                  ...of(rule, zeroPeriods)
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

const helpers = (rule: ReadingRow['rule'], reading: 'safe' | 'upstream'): string[] =>
  rule !== 'tokens'
    ? []
    : [
        'never expires (negative period)',
        ...(reading === 'safe' ? ['access lapsed, refresh token still valid'] : []),
      ]

/**
 * A code is judged by what its own run leaves of its token: there the readings of codes alone do
 * not differ.
 */
const hangsOnReading = ({ columns }: ReadingRow): boolean => columns.TOKEN_ID === 'of refreshable'

function expected(
  reading: 'safe' | 'upstream',
  zeroPeriods: Schema['zeroPeriods'],
): { rule: string; reason: string; verdict: string; rows: number }[] {
  const differing = [
    ...readingRows(zeroPeriods)
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
