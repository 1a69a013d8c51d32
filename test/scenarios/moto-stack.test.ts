import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { S3 } from '@aws-sdk/client-s3'
import { forgetAwsSettings, sdkEnvironment } from '../../local/cloud/sdk-environment.ts'
import { freePort } from '../../local/server/free-port.ts'
import { synthesize } from '../infra/synthesize.ts'

const skip =
  spawnSync('python3', ['-c', 'import moto']).status === 0
    ? false
    : 'python3 has no moto: no second opinion on the template was asked for'
/** Types that CloudFormation has and moto's does not: it passes over them with a warning. */
const unknownToMoto = [
  'AWS::EC2::SecurityGroupEgress',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
]
/** A zip archive of no file: moto keeps the functions' code and does not run it here. */
const noCode = Buffer.concat([Buffer.from('504b0506', 'hex'), Buffer.alloc(18)])
const region = 'eu-central-1'

test('moto creates the stack of the template', { skip }, async () => {
  const port = await freePort()
  const launcher = join(import.meta.dirname, 'moto_launcher.py')
  // No instance is made here, so nobody asks the hook.
  const moto = spawn('python3', [launcher, String(port), 'http://127.0.0.1:1', 'unused'], {
    stdio: 'ignore',
  })
  after(() => void moto.kill())
  const endpoint = `http://127.0.0.1:${port}`
  for (let tries = 0; !(await fetch(endpoint).catch(() => null)); tries++) {
    assert.ok(tries < 600, 'moto did not start within a minute')
    await sleep(100)
  }
  // By the query protocol itself: the clients of these two services are no dependency. moto finds the service by the scope.
  const ask = async (service: 'ec2' | 'cloudformation', body: Record<string, string>) => {
    const scope = `moto/20260101/${region}/${service}/aws4_request`
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      },
      body: new URLSearchParams({
        Version: service === 'ec2' ? '2016-11-15' : '2010-05-15',
        ...body,
      }),
    })
    const text = await answer.text()
    assert.equal(answer.status, 200, text)
    return text
  }
  const made = async (id: string, body: Record<string, string>) =>
    new RegExp(`<${id}>([^<]+)`).exec(await ask('ec2', body))?.[1] ?? ''
  const vpc = await made('vpcId', { Action: 'CreateVpc', CidrBlock: '10.0.0.0/16' })
  const subnet = (at: number, zone: string) =>
    made('subnetId', {
      Action: 'CreateSubnet',
      VpcId: vpc,
      CidrBlock: `10.0.${at}.0/24`,
      AvailabilityZone: `${region}${zone}`,
    })
  const subnets = [await subnet(1, 'a'), await subnet(2, 'b')]
  const group = await made('groupId', {
    Action: 'CreateSecurityGroup',
    VpcId: vpc,
    GroupName: 'databases',
    GroupDescription: 'databases',
  })
  // Without a smoke test, whose secret moto's CloudFormation does not know, and without alarms and dashboard for the same
  // reason: others refer to these.
  const { resources } = synthesize({
    network: { vpc, subnets, securityGroups: [group] },
    smokeTest: undefined,
  })
  const asked = Object.fromEntries(
    Object.entries(resources).filter(([, { Type }]) => !Type.startsWith('AWS::CloudWatch::')),
  )
  forgetAwsSettings(process.env)
  Object.assign(process.env, sdkEnvironment(endpoint), { AWS_REGION: region })
  const s3 = new S3({ forcePathStyle: true })
  const codes = Object.values(asked)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .map(({ Properties }) => Properties.Code as { S3Bucket: string; S3Key: string })
  for (const Bucket of new Set(codes.map(({ S3Bucket }) => S3Bucket)))
    await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: region } })
  for (const { S3Bucket, S3Key } of codes)
    await s3.putObject({ Bucket: S3Bucket, Key: S3Key, Body: noCode })

  const StackName = 'drydock'
  await ask('cloudformation', {
    Action: 'CreateStack',
    StackName,
    'Capabilities.member.1': 'CAPABILITY_NAMED_IAM',
    TemplateBody: JSON.stringify({ Resources: asked }),
  })
  const stack = await ask('cloudformation', { Action: 'DescribeStacks', StackName })
  assert.match(stack, /<StackStatus>CREATE_COMPLETE</)
  const created = await ask('cloudformation', { Action: 'DescribeStackResources', StackName })
  const names = new Set([...created.matchAll(/<LogicalResourceId>([^<]+)/g)].map(([, id]) => id))
  const missing = Object.entries(asked).filter(([id]) => !names.has(id))
  assert.deepEqual(
    [...new Set(missing.map(([, { Type }]) => Type))].filter(
      (type) => !unknownToMoto.includes(type),
    ),
    [],
  )
})
