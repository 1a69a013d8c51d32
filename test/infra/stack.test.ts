import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { steps } from '../../infra/steps.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { exampleSettings } from './example.ts'
import { resources, findings, idOf, only, machine } from './stack.ts'
import { ofType, type Resource, resourcesOf, synthesize } from './synthesize.ts'
import './stack-metrics.ts'
import './stack-watches.ts'
import './stack-schedule.ts'

test('cdk-nag finds nothing, and would report it', () => {
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
      databasePorts: [3306],
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
  assert.deepEqual(ingress(resourcesOf({ smokeTest: undefined })), ['functions > clone 3306-3306'])
  assert.deepEqual(ingress(resources), [
    'application > clone 3306-3306',
    'functions > application 8243-8243',
    'functions > application 9443-9443',
    'functions > clone 3306-3306',
  ])
})

test("the application is one Fargate task without rights, with the clone's password as a secret", () => {
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

test('without an image in the environment there is no ECS resource, and cdk-nag finds nothing', () => {
  const without = synthesize({ smokeTest: undefined })
  assert.deepEqual(without.findings, [])
  assert.doesNotMatch(JSON.stringify(without.resources), /AWS::ECS|ecs:|iam:PassRole/)
})

test('only functions that connect to databases are in the VPC, with the groups production admits', () => {
  const inside = ofType(resources, 'AWS::Lambda::Function').filter(
    ([, { Properties }]) => Properties.VpcConfig,
  )
  assert.deepEqual(
    inside.map(([, { Properties }]) => Properties.FunctionName).sort(),
    [
      'measure-rows',
      'plan-run',
      'preflight',
      'prove-engine',
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

test('what stays when the stack is deleted is the evidence and its key, as docs/operations.md says', () => {
  const staying = Object.values(resources).filter(
    (one) => (one as { DeletionPolicy?: string }).DeletionPolicy === 'Retain',
  )
  assert.deepEqual(staying.map(({ Type }) => Type).sort(), ['AWS::KMS::Key', 'AWS::S3::Bucket'])
})
