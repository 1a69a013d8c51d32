import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { outputNames } from '../../functions/contract/outputs.ts'
import { resources, outputs, idOf, only, machine } from './stack.ts'
import { ofType, resourcesOf } from './synthesize.ts'
import { pattern } from '../pattern.ts'

test("the alarm for a leftover clone counts the sweep's log entries", () => {
  const { FilterPattern, LogGroupName, MetricTransformations } =
    only('AWS::Logs::MetricFilter').Properties
  assert.equal(FilterPattern, '{ $.left >= 0 }')
  assert.equal(
    resources[LogGroupName.Ref]?.Properties.LogGroupName,
    '/aws/lambda/drydock-example-sweep',
  )
  assert.equal(MetricTransformations[0].MetricValue, '$.left')
  assert.deepEqual(
    alarms.find(([id]) => id.includes('CloneLeft'))?.[1].Properties.MetricName,
    MetricTransformations[0].MetricName,
  )
})

test('the alarms for a sweep and for an undo that failed sum what may have no value', () => {
  for (const [alarm, name] of [
    ['SweepFailed', 'drydock-example-sweep'],
    ['UndoFailed', 'drydock-example-undo'],
  ] as const) {
    const { Metrics } = alarms.find(([id]) => id.includes(alarm))?.[1].Properties ?? {}
    const [sum, ...parts] = Metrics
    for (const { Id } of parts) assert.match(sum.Expression, new RegExp(`FILL\\(${Id}, 0\\)`))
    assert.deepEqual(
      parts.map(({ MetricStat: { Metric } }: any) => [
        Metric.MetricName,
        resources[Metric.Dimensions[0].Value.Ref]?.Properties.StateMachineName,
      ]),
      [
        ['ExecutionsFailed', name],
        ['ExecutionsTimedOut', name],
      ],
    )
  }
})

test('CloudWatch can raise its alarms through the encrypted topic', () => {
  for (const type of ['AWS::SNS::TopicPolicy', 'AWS::KMS::Key'])
    assert.match(JSON.stringify(only(type).Properties), /cloudwatch\.amazonaws\.com/, type)
  assert.ok(only('AWS::SNS::Topic').Properties.KmsMasterKeyId)
})

const alarms = ofType(resources, 'AWS::CloudWatch::Alarm')

test('alarms: failed, timed out, stopped, not started, not reported, none succeeded for a week, and what reports tell; all of them heard', () => {
  const metrics = alarms.flatMap(([, { Properties }]) => Properties.MetricName ?? [])
  assert.deepEqual(metrics.sort(), [
    'ApproximateNumberOfMessagesVisible',
    'BacklogRises',
    'ChainFaults',
    'ClonesLeft-example',
    'Errors',
    'ExecutionsAborted',
    'ExecutionsFailed',
    'ExecutionsSucceeded',
    'ExecutionsTimedOut',
    'OldestDeadRow',
    'ThrottledShare',
  ])
  for (const [id, { Properties }] of alarms)
    assert.deepEqual(Properties.AlarmActions, [{ Ref: idOf('AWS::SNS::Topic', /./) }], id)
})

test('every alarm ends in the heading of the runbook that says what to do', (t) => {
  const anchors = alarms.map(([id, { Properties }]) => {
    const text: string = Properties.AlarmDescription['Fn::Join'][1]
      .map((part: unknown) => (typeof part === 'string' ? part : 'ARN'))
      .join('')
    assert.match(
      text,
      pattern(
        /Executions: https:\/\/eu-central-1\.console\.aws\.amazon\.com\/states\/home\?/,
        /region=eu-central-1#\/statemachines\/view\/ARN /,
      ),
    )
    return /What to do: docs\/runbook\.md#([a-z0-9-]+)$/.exec(text)?.[1] ?? assert.fail(id)
  })
  assert.equal(new Set(anchors).size, alarms.length)
  const runbook = new URL('../../docs/runbook.md', import.meta.url)
  if (!existsSync(runbook)) return t.skip('docs/runbook.md is not written yet')
  const headings = readFileSync(runbook, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    )
  for (const anchor of anchors)
    assert.ok(headings.includes(anchor), `docs/runbook.md has no heading for #${anchor}`)
})

test("the stack's outputs name what the operator's tool needs", () => {
  const named = Object.keys(outputs).filter((id) => !id.startsWith('Link'))
  assert.deepEqual(named.sort(), Object.values(outputNames).sort())
  assert.equal(outputs.ControlParameter?.Value, '/drydock/example/control')
  assert.equal(outputs.WeeklySchedule?.Value, 'SUN 02:00 UTC')
})

test("the stack's outputs link to its resources, also on a phone, and every resource has the cost tag", () => {
  const links = Object.fromEntries(
    Object.entries(outputs)
      .filter(([id]) => id.startsWith('Link'))
      .map(([id, { Value }]) => [
        id.replace(/^Link/, ''),
        typeof Value === 'string'
          ? Value
          : Value['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'X')).join(''),
      ]),
  )
  assert.deepEqual(Object.keys(links).sort(), [
    'Control',
    'DashboardLink',
    'FunctionLogs',
    'ReportTopic',
    'Reports',
    'RunLogs',
    'Runs',
    'Sweeps',
    'Undo',
  ])
  for (const [id, link] of Object.entries(links)) {
    const { protocol, host, searchParams } = new URL(link)
    assert.deepEqual(
      [protocol, host, searchParams.get('region')],
      ['https:', 'eu-central-1.console.aws.amazon.com', 'eu-central-1'],
      id,
    )
  }
  assert.match(links.Reports ?? '', /\/s3\/buckets\/X\?region=eu-central-1&prefix=runs\/$/)
  assert.match(links.Control ?? '', /parameters\/%252Fdrydock%252Fexample%252Fcontrol\/description/)
  assert.match(links.FunctionLogs ?? '', /\$3D\$252Faws\$252Flambda\$252Fdrydock-example-$/)
  only('AWS::CloudWatch::Dashboard')
  const tag = { Key: 'drydock:environment', Value: 'example' }
  for (const type of [
    'AWS::Lambda::Function',
    'AWS::S3::Bucket',
    'AWS::StepFunctions::StateMachine',
    'AWS::ECS::Cluster',
    'AWS::Logs::LogGroup',
    'AWS::KMS::Key',
  ])
    for (const [id, { Properties }] of ofType(resources, type))
      assert.deepEqual(
        Properties.Tags?.find(({ Key }: { Key: string }) => Key === tag.Key),
        tag,
        id,
      )
})

test('executions are logged in full and traced, and so are their log groups', () => {
  for (const name of ['drydock-example', 'drydock-example-undo', 'drydock-example-sweep']) {
    const { LoggingConfiguration, TracingConfiguration } = machine(name)
    assert.equal(LoggingConfiguration.Level, 'ALL')
    assert.equal(
      LoggingConfiguration.IncludeExecutionData,
      name !== 'drydock-example',
      'the token of an approval is part of the data',
    )
    assert.equal(TracingConfiguration.Enabled, true)
  }
  const unasked = resourcesOf({ approval: undefined })
  assert.equal(
    ofType(unasked, 'AWS::StepFunctions::StateMachine')[0]?.[1].Properties.LoggingConfiguration
      .IncludeExecutionData,
    true,
  )
})
