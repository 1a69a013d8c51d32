import assert from 'node:assert/strict'
import { embedded } from '../../../functions/report/embedded.ts'
import { embeddedMetrics } from '../../../local/cloud/embedded-metrics.ts'
import type { Tries, Try } from './try.ts'

const as = 'EMFValidationErrors'
/** A line as a report writes it, with some members in place of its own. */
const line = (more: object = {}, aws: object = {}, directive: object = {}): string => {
  const [first] = embedded(1_772_330_490_400, { environment: 'example' }, { LeftRows: 3 })
  return JSON.stringify({
    ...first,
    _aws: {
      ...first?._aws,
      CloudWatchMetrics: [{ ...first?._aws.CloudWatchMetrics[0], ...directive }],
      ...aws,
    },
    ...more,
  })
}
const metrics = (count: number) => Array.from({ length: count }, () => ({ Name: 'LeftRows' }))
const named = (count: number) => Array.from({ length: count }, (_, at) => `d${at}`)
const values = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'x']))
const padded = (bytes: number) => line({ more: 'x'.repeat(bytes - line({ more: '' }).length) })
const limit = (wrong: string, right: string): Try => ({
  refused: async () => embeddedMetrics(wrong),
  as,
  taken: async () => assert.notDeepEqual(embeddedMetrics(right), []),
})

export const metricTries: Tries = {
  'metrics-in-a-log': {
    shown: async () => {
      assert.deepEqual(embeddedMetrics(line()), [
        {
          namespace: 'Drydock',
          name: 'LeftRows',
          unit: 'Count',
          dimensions: { environment: 'example' },
          value: 3,
          at: 1_772_330_490_400,
        },
      ])
      for (const other of ['START RequestId: 1', '{"level":"info"}', 'null'])
        assert.deepEqual(embeddedMetrics(other), [])
    },
  },
  'metrics-line-has-more': {
    shown: async () =>
      assert.equal(embeddedMetrics(line({ level: 'info', msg: 'so', of: [1] })).length, 1),
  },
  'metrics-of-a-line': limit(
    line({}, {}, { Metrics: metrics(101) }),
    line({}, {}, { Metrics: metrics(100) }),
  ),
  'metric-timestamp': limit(line({}, { Timestamp: '2026-03-01T02:01:30Z' }), line()),
  'metric-dimensions': limit(
    line(values(named(31)), {}, { Dimensions: [named(31)] }),
    line(values(named(30)), {}, { Dimensions: [named(30)] }),
  ),
  'metric-dimension-value': {
    refused: async () => {
      for (const wrong of ['', ' ', 'zürich', 'a\tb', 3, 'x'.repeat(1025)])
        assert.throws(() => embeddedMetrics(line({ environment: wrong })), { name: as })
      return embeddedMetrics(line({ environment: undefined }))
    },
    as,
    taken: async () => {
      for (const [given, shown] of [
        ['zürich', 'z%C3%BCrich'],
        ['a\tb', 'a%09b'],
        ['\ud800', '%EF%BF%BD'],
        ['', '-'],
        ['x'.repeat(2000), 'x'.repeat(1024)],
      ] as const) {
        const [one] = embedded(1_772_330_490_400, { database: given }, { LeftRows: 3 })
        const [{ dimensions } = assert.fail()] = embeddedMetrics(JSON.stringify(one))
        assert.equal(dimensions.database, shown)
      }
    },
  },
  'metric-target': {
    refused: async () => {
      assert.throws(() => embeddedMetrics(line({ LeftRows: '3' })), { name: as })
      return embeddedMetrics(line({ LeftRows: undefined }))
    },
    as,
    taken: async () =>
      assert.deepEqual(
        embedded(1_772_330_490_400, { environment: 'example' }, { LeftRows: null }),
        [],
      ),
  },
  'metric-value': {
    refused: async () => embeddedMetrics(line({ LeftRows: 2 ** 361 })),
    as,
    taken: async () => {
      for (const none of [Number.NaN, Number.POSITIVE_INFINITY])
        assert.deepEqual(embedded(0, { environment: 'example' }, { LeftRows: none }), [])
    },
  },
  'metric-unit': limit(
    line({}, {}, { Metrics: [{ Name: 'LeftRows', Unit: 'Days' }] }),
    line({}, {}, { Metrics: [{ Name: 'LeftRows', Unit: 'None' }] }),
  ),
  'metrics-line-size': limit(padded(1_048_577), padded(1_048_576)),
}
