import assert from 'node:assert/strict'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { CloudWatchLogsClient, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs'
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { raisedAlarms } from '../../../cli/aws/alarms.ts'
import { findSecrets } from '../../../cli/aws/found-secrets.ts'
import { findServers } from '../../../cli/aws/found-servers.ts'
import { currentState, executionArn } from '../../../cli/aws/executions.ts'
import { lookAtSecret } from '../../../cli/aws/secret-look.ts'
import { countSubscriptions } from '../../../cli/aws/subscriptions.ts'
import { stepNames } from '../../../infra/steps.ts'
import { cloud, server, type Tries } from './try.ts'

const machine = 'arn:aws:states:eu-west-1:000000000000:stateMachine:tried'
const end = Promise.withResolvers<void>()
cloud.stepFunctions.machines.set('tried', {
  definition: {},
  async run({ input, entered }) {
    entered('First')
    entered('Second')
    if (input !== null && typeof input === 'object' && 'wait' in input) await end.promise
  },
})
const start = (name: string, input: object) =>
  new SFNClient({}).send(
    new StartExecutionCommand({ stateMachineArn: machine, name, input: JSON.stringify(input) }),
  )
const readSecret = (SecretId: string) =>
  new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId }))
const query = (groups: number) =>
  new CloudWatchLogsClient({}).send(
    new StartQueryCommand({
      logGroupNames: Array.from({ length: groups }, (_, at) => `group-${at}`),
      startTime: 0,
      endTime: 1,
      queryString: 'fields @message | filter runId = "r" | sort @timestamp asc',
    }),
  )

export const operatorTries: Tries = {
  'stack-that-is-missing': {
    refused: () =>
      new CloudFormationClient({}).send(new DescribeStacksCommand({ StackName: 'none' })),
    as: 'ValidationError',
    taken: async () => {
      cloud.stacks.set('tried', {})
      await new CloudFormationClient({}).send(new DescribeStacksCommand({ StackName: 'tried' }))
    },
  },
  'execution-started-twice': {
    refused: async () => {
      await start('closed', {})
      await assert.rejects(start('closed', {}), { name: 'ExecutionAlreadyExists' })
      await start('open', { wait: 1 })
      return start('open', { wait: 2 })
    },
    as: 'ExecutionAlreadyExists',
    taken: async () => {
      const first = await start('again', { wait: 1 })
      const { executionArn, startDate } = await start('again', { wait: 1 })
      assert.deepEqual([executionArn, startDate], [first.executionArn, first.startDate])
      end.resolve()
    },
  },
  'history-backwards': {
    shown: async () => {
      await start('seen', {})
      assert.equal(await currentState(executionArn(machine, 'seen')), 'Second')
    },
  },
  'log-groups-of-a-query': {
    refused: () => query(51),
    as: 'InvalidParameterException',
    taken: async () => {
      assert.ok(stepNames.length <= 50)
      await query(stepNames.length)
    },
  },
  'secret-that-is-being-deleted': {
    refused: async () => {
      const secret = cloud.secrets.add('leaving', { username: 'u', password: 'p' })
      cloud.secrets.shown.set(secret, { DeletedDate: 1 })
      assert.deepEqual(await lookAtSecret(secret), { form: 'deleted', key: null })
      return readSecret(secret)
    },
    as: 'InvalidRequestException',
    taken: () => readSecret(cloud.secrets.add('staying', {})),
  },
  'secret-shows-its-key': {
    shown: async () => {
      const secret = cloud.secrets.add('encrypted', { username: 'u', password: 'p' })
      assert.deepEqual(await lookAtSecret(secret), { form: 'right', key: null })
      cloud.secrets.shown.set(secret, { KmsKeyId: 'an-id' })
      assert.deepEqual(await lookAtSecret(secret), { form: 'right', key: 'an-id' })
    },
  },
  'topic-counts-subscriptions': {
    shown: async () => {
      Object.assign(cloud.subscribers, { confirmed: 2, pending: 1 })
      const topic = 'arn:aws:sns:eu-west-1:000000000000:reports'
      assert.deepEqual(await countSubscriptions(topic), { confirmed: 2, pending: 1 })
    },
  },
  'alarms-by-prefix': {
    shown: async () => {
      for (const [name, state] of [
        ['drydock-one-a', 'ALARM'],
        ['drydock-one-b', 'OK'],
        ['drydock-two-a', 'ALARM'],
      ] as const)
        cloud.metrics.alarms.set(name, { description: 'so', state })
      assert.deepEqual(await raisedAlarms('one'), [{ name: 'drydock-one-a', description: 'so' }])
    },
  },
  'secrets-are-listed': {
    shown: async () => {
      const [kept, leaving] = ['listed', 'unlisted'].map((name) => cloud.secrets.add(name, {}))
      cloud.secrets.shown.set(leaving ?? '', { DeletedDate: 1 })
      const listed = (await findSecrets()).filter(({ name }) => /listed$/.test(name))
      assert.deepEqual(listed, [{ name: 'listed', arn: kept, key: null }])
    },
  },
  'subnet-group-shows-its-vpc': {
    shown: async () => {
      cloud.rds.addInstance('networked', server, {
        DBSubnetGroup: {
          DBSubnetGroupName: 'local-subnets',
          VpcId: 'vpc-1',
          Subnets: [{ SubnetIdentifier: 'subnet-1' }, { SubnetIdentifier: 'subnet-2' }],
        },
      })
      const found = (await findServers()).find(({ id }) => id === 'networked')
      assert.deepEqual([found?.vpc, found?.subnets], ['vpc-1', ['subnet-1', 'subnet-2']])
    },
  },
}
