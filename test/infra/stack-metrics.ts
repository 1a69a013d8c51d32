import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitsSchema } from '../../functions/contract/environment.ts'
import { runMetrics } from '../../functions/contract/run-metrics.ts'
import { metricsOf } from '../../functions/report/metrics.ts'
import { embeddedMetrics, type Datapoint } from '../../local/cloud/embedded-metrics.ts'
import { pattern } from '../pattern.ts'
import { largeReport } from '../report/large-report.ts'
import { only, resources } from './stack.ts'
import { ofType } from './synthesize.ts'

const [clone = assert.fail()] = largeReport.clones
/** What CloudWatch makes of a report of the example environment that has everything to tell. */
const told: readonly Datapoint[] = metricsOf(
  {
    ...largeReport,
    environment: 'example',
    clones: [{ ...clone, hours: 2, cost: 1 }],
    purges: [
      {
        ...{ source: 'prod', target: 'production', database: 'apim' },
        ...{ rows: 100, batches: 2, milliseconds: 500 },
      },
    ],
    timeline: [
      {
        ...{ source: 'prod', step: 'purge-production', calls: 1, done: true, error: null },
        ...{ startedAt: '2026-03-01T02:00:00Z', endedAt: '2026-03-01T04:00:00Z' },
      },
    ],
    paceNotes: [
      {
        ...{ source: 'prod', target: 'production', what: 'pause', seconds: 60 },
        ...{ at: '2026-03-01T03:00:00Z', reasons: ['cpu is 93 % (pause from 90)'] },
      },
    ],
  },
  { allowProductionPurge: true, limits: limitsSchema.parse({}) },
  0,
).flatMap((line) => embeddedMetrics(JSON.stringify(line)))

test('a report can tell every metric', () => {
  assert.deepEqual(
    [...new Set(told.map(({ name }) => name))].sort(),
    Object.keys(runMetrics).sort(),
  )
})

const alarms = ofType(resources, 'AWS::CloudWatch::Alarm')

test('the alarms on reports watch what a report tells, and keep their state until the next one', () => {
  const watching = alarms.filter(([, { Properties }]) => Properties.MetricName in runMetrics)
  assert.deepEqual(
    watching.map(([, { Properties }]) => [Properties.MetricName, Properties.Threshold]).sort(),
    [
      ['BacklogRises', 3],
      ['ChainFaults', 1],
      ['OldestDeadRow', 28],
      ['ThrottledShare', 50],
    ],
  )
  for (const [id, { Properties }] of watching) {
    const { Namespace, MetricName, Dimensions, Statistic, TreatMissingData } = Properties
    assert.deepEqual([Statistic, TreatMissingData], ['Maximum', 'ignore'], id)
    const dimensions = Object.fromEntries(
      Dimensions.map(({ Name, Value }: { Name: string; Value: string }) => [Name, Value]),
    )
    assert.ok(
      told.some(
        (one) =>
          one.namespace === Namespace &&
          one.name === MetricName &&
          JSON.stringify(one.dimensions) === JSON.stringify(dimensions),
      ),
      id,
    )
  }
})

test('the dashboard shows every metric of a report, by the dimensions that it has', () => {
  const parts: readonly unknown[] = only('AWS::CloudWatch::Dashboard').Properties.DashboardBody[
    'Fn::Join'
  ][1]
  const { widgets } = JSON.parse(
    parts.map((part) => (typeof part === 'string' ? part : 'X')).join(''),
  )
  const shown = new Set<string>()
  for (const [first, ...rest] of widgets.flatMap((one: any) => one.properties.metrics ?? [])) {
    if (first === 'Drydock') {
      const [name, dimension, value] = rest
      assert.deepEqual([dimension, value], ['environment', 'example'], name)
      shown.add(`${name} environment`)
    } else if (typeof first === 'object') {
      const [, schema = '', name] =
        pattern(
          /^SEARCH\('\{Drydock,([\w,]+)\} MetricName="(\w+)" environment="example"', /,
          /'\w+', 86400\)$/,
        ).exec(first.expression) ?? assert.fail(first.expression)
      shown.add(`${name} ${schema}`)
    }
  }
  const names = new Set(
    told.map(({ name, dimensions }) => `${name} ${Object.keys(dimensions).join(',')}`),
  )
  for (const one of shown) assert.ok(names.has(one), `${one} is told by no report`)
  for (const name of Object.keys(runMetrics))
    if (name !== 'ChainFaults')
      assert.ok(
        [...shown].some((one) => one.startsWith(`${name} `)),
        `${name} is on no graph`,
      )
})
