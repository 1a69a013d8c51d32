import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { controlSchema } from '../../functions/contract/control.ts'
import { steps } from '../../infra/steps.ts'
import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { exampleSettings } from './example.ts'
import { ofType, type Resource, synthesize } from './synthesize.ts'

const { resources, outputs, findings } = synthesize()
const idOf = (type: string, pattern: RegExp) =>
  ofType(resources, type).find(([id]) => pattern.test(id))?.[0] ??
  assert.fail(`no ${type} ${pattern}`)
const only = (type: string): Resource => {
  const found = ofType(resources, type)
  assert.equal(found.length, 1, type)
  return (found[0] as [string, Resource])[1]
}

const machine = (name: string) =>
  ofType(resources, 'AWS::StepFunctions::StateMachine').find(
    ([, { Properties }]) => Properties.StateMachineName === name,
  )?.[1].Properties ?? assert.fail(name)

test('cdk-nag has nothing to say, and would say it', () => {
  assert.deepEqual(findings, [])
  const { error, info } = console
  try {
    console.error = console.info = () => {}
    assert.throws(
      () => synthesize({}, (stack) => void new Bucket(stack, 'Open')),
      /Validation failed/,
    )
  } finally {
    Object.assign(console, { error, info })
  }
})

test('nor of clusters, alone and beside instances', () => {
  const { sources } = exampleSettings()
  const cluster = { cluster: 'Apim-Aurora', databases: ['apimgtdb'], secret: sources[0]?.secret }
  for (const named of [[cluster], [...sources, cluster]])
    assert.deepEqual(synthesize({ sources: named }).findings, [])
})

test('the deployed definition is the one that runs locally', () => {
  const parts: unknown[] = machine('drydock-example').DefinitionString['Fn::Join'][1]
  const cloneSecurityGroup = idOf('AWS::EC2::SecurityGroup', /CloneGroup/)
  const smokeTest = {
    cluster: idOf('AWS::ECS::Cluster', /./),
    taskDefinition: idOf('AWS::ECS::TaskDefinition', /./),
    subnets: ['subnet-0a1b2c3d4e5f60718', 'subnet-0b2c3d4e5f6071829'],
    securityGroup: idOf('AWS::EC2::SecurityGroup', /ApplicationGroup/),
    logGroup: '/drydock/example/application',
    credentials: idOf('AWS::SecretsManager::Secret', /./),
  }
  const deployment = {
    cloneSecurityGroup,
    evidenceBucket: idOf('AWS::S3::Bucket', /./),
    reportTopic: idOf('AWS::SNS::Topic', /./),
    site: {
      vpc: 'vpc-0a1b2c3d4e5f60718',
      databasePort: 3306,
      kmsKeys: loadEnvironment('example').kmsKeys,
    },
    smokeTest,
  }
  const rendered = parts
    .map((part) => {
      if (typeof part === 'string') return part
      const token = part as { Ref?: string; 'Fn::GetAtt'?: [string, string] }
      if (token.Ref === 'AWS::Partition') return 'aws'
      const id = token.Ref ?? token['Fn::GetAtt']?.[0] ?? ''
      return resources[id]?.Type === 'AWS::Lambda::Function'
        ? `arn:aws:lambda:local:000000000000:function:${id.replace(/Function[0-9A-F]{8}$/, '')}`
        : id
    })
    .join('')
  assert.deepEqual(
    JSON.parse(rendered),
    synthesizeDefinition(runEnvironmentOf(loadEnvironment('example')), deployment).definition,
  )
})

test('the clones admit the functions of this environment and nobody else, and open no connection', () => {
  const cloneGroup = idOf('AWS::EC2::SecurityGroup', /CloneGroup/)
  const functionGroup = idOf('AWS::EC2::SecurityGroup', /FunctionGroup/)
  assert.equal(resources[cloneGroup]?.Properties.SecurityGroupIngress, undefined)
  assert.deepEqual(
    resources[cloneGroup]?.Properties.SecurityGroupEgress.map(
      ({ CidrIp }: { CidrIp: string }) => CidrIp,
    ),
    ['127.0.0.1/32'],
  )
  const applicationGroup = idOf('AWS::EC2::SecurityGroup', /ApplicationGroup/)
  const groups = {
    [cloneGroup]: 'clone',
    [functionGroup]: 'functions',
    [applicationGroup]: 'application',
  }
  const of = (group: { 'Fn::GetAtt': [string, string] }) => groups[group['Fn::GetAtt'][0]]
  const ingress = (from: ReturnType<typeof synthesize>['resources']) =>
    ofType(from, 'AWS::EC2::SecurityGroupIngress')
      .map(
        ([
          ,
          {
            Properties: { GroupId, SourceSecurityGroupId, FromPort, ToPort },
          },
        ]) => `${of(SourceSecurityGroupId)} > ${of(GroupId)} ${FromPort}-${ToPort}`,
      )
      .sort()
  assert.deepEqual(ingress(synthesize({ smokeTest: undefined }).resources), [
    'functions > clone 3306-3306',
  ])
  assert.deepEqual(ingress(resources), [
    'application > clone 3306-3306',
    'functions > application 8243-8243',
    'functions > application 9443-9443',
    'functions > clone 3306-3306',
  ])
})

test("the application is one Fargate task without rights on AWS, with the clone's password as an ECS secret and no variable of its own", () => {
  const { Properties } = only('AWS::ECS::TaskDefinition')
  assert.equal(Properties.TaskRoleArn, undefined)
  assert.deepEqual(
    [Properties.RequiresCompatibilities, Properties.NetworkMode, Properties.Cpu, Properties.Memory],
    [['FARGATE'], 'awsvpc', '2048', '4096'],
  )
  const [container, ...others] = Properties.ContainerDefinitions
  assert.deepEqual(others, [])
  assert.equal(container.Environment, undefined)
  assert.deepEqual(
    container.Secrets.map(({ Name }: { Name: string }) => Name),
    [
      'DRYDOCK_CLONE_USER',
      'DRYDOCK_CLONE_PASSWORD',
      'DRYDOCK_CLONE_USER_2',
      'DRYDOCK_CLONE_PASSWORD_2',
    ],
  )
  assert.match(JSON.stringify(container.Secrets[3].ValueFrom), /:password_2::/)
  assert.equal(container.LogConfiguration.Options['awslogs-stream-prefix'], container.Name)
})

test('where the environment has no image there is nothing of ECS, and cdk-nag has nothing to say', () => {
  const without = synthesize({ smokeTest: undefined })
  assert.deepEqual(without.findings, [])
  assert.doesNotMatch(JSON.stringify(without.resources), /AWS::ECS|ecs:|iam:PassRole/)
})

test('functions that connect to databases are in the VPC, with the groups production admits; the others are outside', () => {
  const inside = ofType(resources, 'AWS::Lambda::Function').filter(
    ([, { Properties }]) => Properties.VpcConfig,
  )
  assert.deepEqual(
    inside.map(([, { Properties }]) => Properties.FunctionName).sort(),
    [
      'measure-rows',
      'plan-run',
      'preflight',
      'purge-rows',
      'reclaim-space',
      'smoke-test',
      'undo-rows',
      'verify-rows',
    ].map((name) => `drydock-example-${name}`),
  )
  for (const [id, { Properties }] of inside)
    assert.ok(Properties.VpcConfig.SecurityGroupIds.includes('sg-0a1b2c3d4e5f60718'), id)
})

test('every function runs Node 24 on arm64, is traced, and writes to a log group with a retention', () => {
  const functions = ofType(resources, 'AWS::Lambda::Function')
  assert.equal(functions.length, Object.keys(steps).length)
  for (const [id, { Properties }] of functions) {
    assert.equal(Properties.Runtime, 'nodejs24.x', id)
    assert.deepEqual(Properties.Architectures, ['arm64'], id)
    assert.equal(Properties.TracingConfig.Mode, 'Active', id)
    assert.equal(
      resources[Properties.LoggingConfig.LogGroup.Ref]?.Properties.RetentionInDays,
      90,
      id,
    )
  }
})

test('the schedule sends its mode every week, retries, and keeps what it could not start', () => {
  const { ScheduleExpression, State, Targets } =
    resources[idOf('AWS::Events::Rule', /^Weekly/)]?.Properties ?? assert.fail()
  assert.equal(ScheduleExpression, 'cron(0 2 ? * SUN *)')
  assert.equal(State, 'ENABLED')
  assert.equal(Targets[0].Input, '{"mode":"rehearse"}')
  assert.ok(Targets[0].RetryPolicy.MaximumRetryAttempts > 0)
  assert.deepEqual(Targets[0].DeadLetterConfig.Arn['Fn::GetAtt'][0], idOf('AWS::SQS::Queue', /./))
})

test('what runs left behind is swept every day, and at once after a run that did not succeed', () => {
  const rule = (id: RegExp) =>
    resources[idOf('AWS::Events::Rule', id)]?.Properties ?? assert.fail(String(id))
  const [daily, ended] = [rule(/^SweepDaily/), rule(/^SweepRunEnded/)]
  assert.match(daily.ScheduleExpression, /^cron\(\d+ \d+ \* \* \? \*\)$/)
  assert.equal(daily.Targets[0].Input, '{}')
  const ref = (name: string) => ({
    Ref: ofType(resources, 'AWS::StepFunctions::StateMachine').find(
      ([, { Properties }]) => Properties.StateMachineName === name,
    )?.[0],
  })
  assert.deepEqual(ended.EventPattern, {
    source: ['aws.states'],
    'detail-type': ['Step Functions Execution Status Change'],
    detail: {
      stateMachineArn: [ref('drydock-example')],
      status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
    },
  })
  assert.deepEqual(ended.Targets[0].InputTransformer.InputTemplate, '{"run":<detail-name>}')
  for (const { Targets } of [daily, ended]) {
    assert.deepEqual(Targets[0].Arn, ref('drydock-example-sweep'))
    assert.ok(Targets[0].RetryPolicy.MaximumRetryAttempts > 0)
    assert.ok(Targets[0].DeadLetterConfig.Arn)
  }
  const text = machine('drydock-example-sweep')
    .DefinitionString['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'x'))
    .join('')
  const sweep = JSON.parse(text)
  // As long as a call may go on that was under way when its run was stopped.
  assert.ok(sweep.States.LetCallsEnd.Seconds > 120)
  assert.equal(sweep.States.AfterARun.Default, 'Sweep')
  assert.equal(sweep.TimeoutSeconds, 28 * 3600)
})

test('the alarm for a clone that is left counts what the sweep logs', () => {
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

test('the alarm for a sweep that failed sums what may have no value', () => {
  const { Metrics } = alarms.find(([id]) => id.includes('SweepFailed'))?.[1].Properties ?? {}
  const [sum, ...parts] = Metrics
  for (const { Id } of parts) assert.match(sum.Expression, new RegExp(`FILL\\(${Id}, 0\\)`))
  assert.deepEqual(
    parts.map(({ MetricStat }: any) => MetricStat.Metric.MetricName),
    ['ExecutionsFailed', 'ExecutionsTimedOut'],
  )
})

test('the schedule purges only where the environment says so twice; authorities of its own go along', () => {
  const settings = { mode: 'purge', allowProductionPurge: true }
  const changed = synthesize(settings, undefined, 'PEM of the region').resources
  assert.equal(
    ofType(changed, 'AWS::Events::Rule').find(([id]) => id.startsWith('Weekly'))?.[1].Properties
      .Targets[0].Input,
    '{"mode":"purge"}',
  )
  // Of both state machines: rows are put back over TLS, too.
  const machines = ofType(changed, 'AWS::StepFunctions::StateMachine')
  assert.equal(machines.length, 3)
  for (const [, { Properties }] of machines)
    assert.match(JSON.stringify(Properties.DefinitionString), /authorities[\\":]+PEM of the region/)
})

test('the evidence outlives the stack: versioned, encrypted, private, over TLS only, and aged', () => {
  const bucket = resources[idOf('AWS::S3::Bucket', /./)] as Resource & { DeletionPolicy: string }
  assert.equal(bucket.DeletionPolicy, 'Retain')
  assert.equal(bucket.Properties.VersioningConfiguration.Status, 'Enabled')
  assert.equal(
    bucket.Properties.BucketEncryption.ServerSideEncryptionConfiguration[0]
      .ServerSideEncryptionByDefault.SSEAlgorithm,
    'aws:kms',
  )
  assert.deepEqual(Object.values(bucket.Properties.PublicAccessBlockConfiguration), [
    true,
    true,
    true,
    true,
  ])
  assert.deepEqual(
    bucket.Properties.LifecycleConfiguration.Rules.map((rule: Record<string, unknown>) => [
      rule.Prefix,
      rule.ExpirationInDays,
    ]),
    [
      ['archive/', 30],
      ['runs/', 731],
    ],
  )
  assert.match(
    JSON.stringify(only('AWS::S3::BucketPolicy').Properties),
    /"Deny".*"aws:SecureTransport|"aws:SecureTransport":"false".*"Deny"/,
  )
})

test('CloudWatch can raise its alarms through the encrypted topic', () => {
  for (const type of ['AWS::SNS::TopicPolicy', 'AWS::KMS::Key'])
    assert.match(JSON.stringify(only(type).Properties), /cloudwatch\.amazonaws\.com/, type)
  assert.ok(only('AWS::SNS::Topic').Properties.KmsMasterKeyId)
})

const alarms = ofType(resources, 'AWS::CloudWatch::Alarm')

test('alarms: failed, timed out, stopped, not started, not reported, and none succeeded for a week; all of them heard', () => {
  const metrics = alarms.flatMap(([, { Properties }]) => Properties.MetricName ?? [])
  assert.deepEqual(metrics.sort(), [
    'ApproximateNumberOfMessagesVisible',
    'ClonesLeft-example',
    'Errors',
    'ExecutionsAborted',
    'ExecutionsFailed',
    'ExecutionsSucceeded',
    'ExecutionsTimedOut',
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
      /Executions: https:\/\/eu-central-1\.console\.aws\.amazon\.com\/states\/home\?region=eu-central-1#\/statemachines\/view\/ARN /,
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

test('the stack tells where things are, by links that open on a phone, and everything carries the cost tag', () => {
  const links = Object.fromEntries(
    Object.entries(outputs).map(([id, { Value }]) => [
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

test('executions are logged in full and traced, and so is where they are logged', () => {
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
  const unasked = synthesize({ approval: undefined }).resources
  assert.equal(
    ofType(unasked, 'AWS::StepFunctions::StateMachine')[0]?.[1].Properties.LoggingConfiguration
      .IncludeExecutionData,
    true,
  )
})

test('the switch of the environment is there, and lets purges go on', () => {
  const { Name, Type, Value } = only('AWS::SSM::Parameter').Properties
  assert.deepEqual(
    [Name, Type, controlSchema.parse(JSON.parse(Value))],
    ['/drydock/example/control', 'String', { stop: false, pause: false, levels: {} }],
  )
})
