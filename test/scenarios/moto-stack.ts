import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { S3 } from '@aws-sdk/client-s3'
import { type Step, steps } from '../../infra/steps.ts'
import { writeBundles } from '../../infra/write-bundles.ts'
import type { Handler } from '../../local/run-execution.ts'
import { ofType, synthesizeInto } from '../infra/synthesize.ts'

/** The region of the example, which the template is of. */
export const region = 'eu-central-1'
/** Types that CloudFormation has and moto's does not: it passes over them with a warning. */
const unknownToMoto = [
  'AWS::EC2::SecurityGroupEgress',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
]
/**
 * A zip archive of no file: moto keeps the functions' code and does not run it: the run loads the
 * bundles.
 */
const noCode = Buffer.concat([Buffer.from('504b0506', 'hex'), Buffer.alloc(18)])

export interface MotoStack {
  /**
   * The name that moto gave the one resource whose logical id begins so: of a topic it is the ARN.
   */
  readonly physicalId: (prefix: string) => string
  /** Loads the handler from the step's bundle, as Lambda does. */
  readonly load: (step: Step) => Promise<Handler>
}

/**
 * Creates the stack of the synthesized template, with the bundles of its functions in the folder,
 * which has to be outside of the project: no package.json makes a module of them there. The SDK's
 * settings have to be those of moto.
 */
export async function createStack(endpoint: string, folder: string): Promise<MotoStack> {
  // By the query protocol itself: the clients of these two services are no dependency. moto finds
  // the service by the scope.
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
  // Without a smoke test, whose secret moto's CloudFormation does not know, and without alarms and
  // dashboard for the same reason: others refer to these.
  await writeBundles()
  const { resources } = synthesizeInto(folder, ['**'], {
    network: { vpc, subnets, securityGroups: [group] },
    smokeTest: undefined,
  })
  const asked = Object.fromEntries(
    Object.entries(resources).filter(([, { Type }]) => !Type.startsWith('AWS::CloudWatch::')),
  )
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
  const ids = new Map(
    [...created.matchAll(/<member>.*?<\/member>/gs)].map(([member]) => [
      /<LogicalResourceId>([^<]+)/.exec(member)?.[1] ?? '',
      /<PhysicalResourceId>([^<]+)/.exec(member)?.[1] ?? '',
    ]),
  )
  const missing = Object.entries(asked).filter(([id]) => !ids.has(id))
  assert.deepEqual(
    [...new Set(missing.map(([, { Type }]) => Type))].filter(
      (type) => !unknownToMoto.includes(type),
    ),
    [],
  )

  const require = createRequire(join(folder, 'lambda.cjs'))
  const functions = ofType(asked, 'AWS::Lambda::Function')
  return {
    physicalId: (prefix) => {
      const found = [...ids].filter(([id]) => id.startsWith(prefix)).map(([, id]) => id)
      assert.equal(found.length, 1, `${prefix}: ${found.join(', ')}`)
      return found[0] ?? ''
    },
    load: async (step) => {
      const name = steps[step].file.replace(/^functions\/(.*)\.ts$/, 'drydock-example-$1')
      const deployed = functions.find(([, { Properties }]) => Properties.FunctionName === name)
      const hash = deployed?.[1].Properties.Code.S3Key.replace(/\.zip$/, '')
      const { handler } = require(join(folder, `asset.${hash}`, 'index.js'))
      return handler as Handler
    },
  }
}
