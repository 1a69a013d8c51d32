import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  levelsOf,
  levelsSchema,
  metricKinds,
  metricNames,
  throttleSchema,
  type Metric,
  type MetricName,
} from '../../functions/contract/throttle.ts'
import { againstFirst } from '../../functions/throttle/latency.ts'
import { judge } from '../../functions/throttle/throttle.ts'
import { vcpus } from '../../functions/throttle/vcpus.ts'

const levels = levelsOf()
const metric = (name: MetricName, value: number | null, of = ''): Metric => ({ name, of, value })

test('a production at ease, or with nothing to read, lets the purge go', () => {
  assert.deepEqual(judge([], levels), { what: 'go' })
  assert.deepEqual(
    judge([metric('cpu', 74.9), metric('burst-balance', 41), metric('free-storage', 11)], levels),
    { what: 'go' },
  )
})

test('slows down the more the nearer the pause is, and says why', () => {
  const factors = [75, 80, 85, 89.9]
    .map((cpu) => judge([metric('cpu', cpu)], levels))
    .map((verdict) => (verdict.what === 'slow' ? verdict.factor : verdict.what))
  assert.deepEqual(
    factors.map((factor) => Math.round(Number(factor) * 100)),
    [100, 70, 40, 11],
  )
  assert.deepEqual(judge([metric('cpu', 80)], levels), {
    what: 'slow',
    factor: 0.7,
    reasons: ['cpu is 80 % (slow from 75)'],
  })
})

test('pauses with all its reasons, also those that would only slow it down', () => {
  assert.deepEqual(
    judge(
      [
        metric('cpu', 80),
        metric('replica-lag', 31, 'replica-1'),
        metric('replica-lag', 2, 'replica-2'),
        metric('byte-balance', 12),
      ],
      levels,
    ),
    {
      what: 'pause',
      reasons: [
        'cpu is 80 % (slow from 75)',
        'replica-lag of replica-1 is 31 s (pause from 30)',
        'byte-balance is 12 % (pause from 20)',
      ],
    },
  )
})

test('ends the purge where a level says so', () => {
  assert.deepEqual(judge([metric('free-storage', 1.5), metric('cpu', 95)], levels), {
    what: 'abort',
    reasons: ['free-storage is 1.5 GiB (abort from 2)', 'cpu is 95 % (pause from 90)'],
  })
})

test('no metric means pause, unless the metric is off', () => {
  assert.deepEqual(judge([metric('cloudwatch', null)], levels), {
    what: 'pause',
    reasons: ['cloudwatch could not be read, and a missing value means pause'],
  })
  assert.deepEqual(judge([metric('cpu', null)], levelsOf({ cpu: 'off' })), { what: 'go' })
})

test("one's own levels take the place of single defaults, and of the environment's", () => {
  assert.deepEqual(levelsOf({ cpu: { pause: 95 } }).cpu, { slow: 75, pause: 95 })
  assert.deepEqual(levelsOf({ cpu: { pause: 95 } }, { cpu: { slow: 10 } }).cpu, {
    slow: 10,
    pause: 95,
  })
  assert.equal(levelsOf({ cpu: 'off' }).cpu, undefined)
  assert.deepEqual(levelsOf({ cpu: 'off' }, { cpu: { pause: 50 } }).cpu, { pause: 50 })
})

test('levels out of order, unknown metrics and an own query without levels are refused with what was expected', () => {
  for (const [own, expected] of [
    [
      { cpu: { slow: 95 } },
      /expected slow, pause and abort in ascending order; with the defaults they are 95, 90/,
    ],
    [{ 'free-storage': { slow: 1 } }, /in descending order; with the defaults they are 1, 5, 2/],
    [{ cpus: { slow: 1 } }, /cpus/],
    [{ cpu: 'of' }, /cpu/],
  ] as const) {
    const parsed = levelsSchema.safeParse(own)
    assert.equal(parsed.success, false)
    assert.match(JSON.stringify(parsed.error?.issues), expected)
  }
  assert.match(
    JSON.stringify(throttleSchema.safeParse({ ownQuery: 'SELECT 1' }).error?.issues),
    /expected levels for \\?"ownQuery/,
  )
  assert.match(
    JSON.stringify(
      throttleSchema.safeParse({ ownQuery: 'DELETE FROM x', levels: { 'own-query': { pause: 1 } } })
        .error?.issues,
    ),
    /expected one SELECT/,
  )
  assert.equal(
    throttleSchema.safeParse({ ownQuery: 'SELECT 1', levels: { 'own-query': { pause: 1 } } })
      .success,
    true,
  )
})

test('for any metrics: worse is never faster, and the factor stays within bounds', () => {
  const rank = { go: 0, slow: 1, pause: 2, abort: 3 }
  const any = fc
    .constantFrom(...metricNames)
    .chain((name) =>
      fc.tuple(
        fc.constant(name),
        fc.double({ min: 0, max: 2e6, noNaN: true }),
        fc.double({ min: 0, max: 2e6, noNaN: true }),
      ),
    )
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 8 }), fc.nat(7), (metrics, at) => {
      const before = metrics.map(([name, value]) => metric(name, value))
      const [name, value, more] = metrics[at % metrics.length] ?? ['cpu' as const, 0, 0]
      const worse = before.map((one, index) =>
        index === at % metrics.length
          ? metric(
              name,
              metricKinds[name].worse === 'high' ? value + more : Math.max(0, value - more),
            )
          : one,
      )
      const [first, then] = [judge(before, levels), judge(worse, levels)]
      assert.ok(rank[then.what] >= rank[first.what])
      if (first.what === 'slow' && then.what === 'slow') assert.ok(then.factor <= first.factor)
      for (const verdict of [first, then])
        if (verdict.what === 'slow') assert.ok(verdict.factor >= 0.1 && verdict.factor <= 1)
      for (const verdict of [first, then])
        assert.equal('reasons' in verdict && verdict.reasons.length > 0, verdict.what !== 'go')
    }),
  )
})

test('a latency is told against the first minutes, whose median it is, and tiny times say nothing', () => {
  let first: readonly number[] = []
  for (const milliseconds of [20, 22, 18, 500, 20, 21]) {
    const against = againstFirst(first, milliseconds)
    assert.equal(against.times, null)
    first = against.first
  }
  assert.equal(againstFirst(first, 63).times, 3)
  assert.equal(againstFirst([0.2, 0.2, 0.2, 0.2, 0.2, 0.2], 9).times, 1)
  for (let more = 0; more < 100; more++) first = againstFirst(first, 21).first
  assert.equal(first.length, 24)
})

test('an instance class tells its vCPUs, or that it does not', () => {
  assert.deepEqual(
    [
      'db.r6g.large',
      'db.t4g.micro',
      'db.t2.small',
      'db.m5.xlarge',
      'db.r6g.16xlarge',
      'db.serverless',
      null,
    ].map(vcpus),
    [2, 2, 1, 4, 64, null, null],
  )
})

test('the documented levels are those that hold', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8')
  for (const name of metricNames) {
    const { unit } = metricKinds[name]
    const { slow, pause, abort } = levels[name] ?? {}
    const row = ['', `\`${name}\``, unit, slow, pause, abort]
      .map((cell) => cell ?? '')
      .join(' | ')
      .trim()
      .replaceAll('|  |', '| |')
      .replaceAll('|  |', '| |')
    assert.ok(text.includes(row), row)
  }
})
