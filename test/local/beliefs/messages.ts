import assert from 'node:assert/strict'
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { DescribeExecutionCommand, SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'
import { readMetrics } from '../../../functions/aws/metrics.ts'
import { keepToken } from '../../../functions/aws/keep-token.ts'
import { readParameter } from '../../../functions/aws/parameter.ts'
import { publish } from '../../../functions/aws/topic.ts'
import { approvalName } from '../../../functions/contract/control.ts'
import { cloud, type Tries } from './try.ts'

const [sns, ssm, sfn] = [new SNSClient({}), new SSMClient({}), new SFNClient({})]
const [secrets, cloudWatch] = [new SecretsManagerClient({}), new CloudWatchClient({})]
const topic = 'arn:aws:sns:us-east-1:000000000000:drydock'
const send = (Subject: string, Message = 'said') =>
  sns.send(new PublishCommand({ TopicArn: topic, Subject, Message }))
const sendJson = (Message: string) =>
  sns.send(
    new PublishCommand({ TopicArn: topic, Subject: 'by', Message, MessageStructure: 'json' }),
  )
const heard = (wanted: string) =>
  cloud.messages.find(({ subject }) => subject === wanted) ?? assert.fail(wanted)
const keep = (Name: string, Value: string, Overwrite = false) =>
  ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite }))
const read = (name: string) => readParameter(name, 5_000)
const answer = (taskToken: string) =>
  sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
const execution = (name: string) =>
  sfn.send(
    new DescribeExecutionCommand({
      executionArn: `arn:aws:states:us-east-1:000000000000:execution:drydock:${name}`,
    }),
  )
const write = (SecretId: string, SecretString = '{}') =>
  secrets.send(new PutSecretValueCommand({ SecretId, SecretString }))
const metrics = (count: number, id = 'm', Period = 60) =>
  cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(0),
      EndTime: new Date(),
      MetricDataQueries: Array.from({ length: count }, (_, at) => ({
        Id: `${id}${at}`,
        MetricStat: {
          Metric: { Namespace: 'AWS/RDS', MetricName: 'CPUUtilization', Dimensions: [] },
          Period,
          Stat: 'Average',
        },
      })),
    }),
  )

export const messageTries: Tries = {
  subject: {
    refused: async () => {
      for (const subject of ['two\nlines', 'a\u0007bell', ''])
        await assert.rejects(send(subject), { name: 'InvalidParameterException' }, subject)
      return send('a'.repeat(100))
    },
    as: 'InvalidParameterException',
    taken: async () => {
      await send('a'.repeat(99))
      await publish(topic, `two\r\nlines ${'a'.repeat(200)}`, 'said')
      assert.ok(cloud.messages.some(({ subject }) => subject === `two lines ${'a'.repeat(89)}`))
    },
  },
  'message-size': {
    refused: () => send('long', `${'ä'.repeat(131_072)}.`),
    as: 'InvalidParameterException',
    taken: async () => {
      await send('longest', 'ä'.repeat(131_072))
      await publish(topic, 'cut', `First. ${'€'.repeat(100_000)} To approve: so.`)
      const { message = '' } = cloud.messages.find(({ subject }) => subject === 'cut') ?? {}
      assert.match(message, /^First\. .*\n\[The message is too long.*\]\n.* To approve: so\.$/s)
    },
  },
  'message-by-protocol': {
    refused: async () => {
      for (const wrong of ['text', '["default"]', '{"default": 1}'])
        await assert.rejects(sendJson(wrong), { name: 'InvalidParameterException' }, wrong)
      return sendJson('{"https": "text"}')
    },
    as: 'InvalidParameterException',
    taken: () => sendJson('{"default": "text"}'),
  },
  'chat-subscribes-by-https': {
    shown: async () => {
      await publish(topic, 'by protocol', 'a "text"\nof lines')
      const { message, https } = heard('by protocol')
      assert.equal(message, 'a "text"\nof lines')
      assert.ok(https !== undefined)
    },
  },
  'chat-shows-custom-notifications': {
    shown: async () => {
      await publish(topic, 'to a chat', 'a "text"\nof lines')
      assert.deepEqual(JSON.parse(heard('to a chat').https ?? ''), {
        version: '1.0',
        source: 'custom',
        content: {
          textType: 'client-markdown',
          title: 'to a chat',
          description: 'a "text"\nof lines',
        },
      })
      await publish(topic, 'much to a chat', '"\n'.repeat(140_000))
      const { content } = JSON.parse(heard('much to a chat').https ?? '')
      assert.match(content.description, /^("\n){1500}\n\[The mail has all of it\.\]$/)
      assert.match(heard('much to a chat').message, /its middle is omitted/)
      assert.ok(heard('much to a chat').message.length > 100_000)
    },
  },
  'parameter-name': {
    refused: async () => {
      for (const wrong of ['/drydock/a b', '/drydock/(1)', '/aws/drydock', '/SSM-drydock', '/a//b'])
        await assert.rejects(keep(wrong, 'value'), { name: 'ValidationException' }, wrong)
      return keep('/drydock/ä', 'value')
    },
    as: 'ValidationException',
    taken: () => keepToken(approvalName(`a${'-b'.repeat(19)}`, 'R_-9'.repeat(20)), 'token'),
  },
  'parameter-size': {
    refused: () => keep('/drydock/large', 'ä'.repeat(2049)),
    as: 'ValidationException',
    taken: () => keep('/drydock/large', 'ä'.repeat(2048)),
  },
  'parameter-is-overwritten-on-request': {
    refused: async () => {
      await keep('/drydock/twice', 'one')
      return keep('/drydock/twice', 'two')
    },
    as: 'ParameterAlreadyExists',
    taken: () => keep('/drydock/twice', 'two', true),
  },
  'parameter-versions': {
    refused: async () => {
      await keep('/drydock/versions', 'one')
      return read('/drydock/versions:2')
    },
    as: 'ParameterVersionNotFound',
    taken: async () => {
      await keep('/drydock/versions', 'two', true)
      assert.equal(await read('/drydock/versions:1'), 'one')
      assert.equal(await read('/drydock/versions:2'), 'two')
    },
  },
  'token-answers-once': {
    refused: async () => {
      void cloud.answerTo('answered')
      await answer('answered')
      return answer('answered')
    },
    as: 'TaskTimedOut',
    taken: async () => {
      void cloud.answerTo('waiting')
      await answer('waiting')
    },
  },
  'token-of-no-task': {
    refused: () => answer('of no task'),
    as: 'InvalidToken',
    taken: async () => {
      void cloud.answerTo('of a task')
      await answer('of a task')
    },
  },
  'execution-of-no-such-name': {
    refused: () => execution('none'),
    as: 'ExecutionDoesNotExist',
    taken: async () => {
      cloud.executions.set('one', 'RUNNING')
      assert.equal((await execution('one')).status, 'RUNNING')
    },
  },
  'secret-is-written-where-it-exists': {
    refused: () => write('none'),
    as: 'ResourceNotFoundException',
    taken: () => write(cloud.secrets.add('beliefs', {})),
  },
  'metric-queries': {
    refused: () => metrics(501),
    as: 'InvalidParameterValueException',
    taken: () => metrics(500),
  },
  'metric-query-id': {
    refused: () => metrics(1, 'M'),
    as: 'InvalidParameterValueException',
    taken: () => metrics(1),
  },
  'metric-period': {
    refused: () => metrics(1, 'm', 90),
    as: 'InvalidParameterValueException',
    taken: () => metrics(1, 'm', 120),
  },
  'metrics-come-late': {
    shown: async () => {
      for (const minutes of [0, 2, 13, 17])
        cloud.metrics.set(`late-${minutes}`, 'ReplicaLag', 7, minutes)
      const read = (minutes: number) =>
        ({ instance: `late-${minutes}`, name: 'ReplicaLag' }) as const
      // Drydock does not wait for CloudWatch; a busy computer may answer later than it waits.
      let found = null
      for (let tries = 0; found === null && tries < 10; tries++)
        found = await readMetrics([0, 2, 13, 17].map(read))
      assert.deepEqual(found, [7, 7, 7, null])
    },
  },
  'metric-without-a-value': {
    shown: async () => {
      const [result] = (await metrics(1)).MetricDataResults ?? []
      assert.deepEqual(
        [result?.StatusCode, result?.Values, result?.Timestamps],
        ['Complete', [], []],
      )
    },
  },
  'secret-size': {
    refused: () => write(cloud.secrets.add('large', {}), `${'ä'.repeat(32_768)}.`),
    as: 'ValidationException',
    taken: () => write(cloud.secrets.add('largest', {}), 'ä'.repeat(32_768)),
  },
  'secret-of-rds-is-its-own': {
    refused: () => write(cloud.secrets.add('rds!db-beliefs', {})),
    as: 'InvalidRequestException',
    taken: () => write(cloud.secrets.add('rds-beliefs', {})),
  },
}
