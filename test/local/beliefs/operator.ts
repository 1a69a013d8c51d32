import assert from 'node:assert/strict'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { CloudWatchLogsClient, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs'
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { currentState, executionArn } from '../../../cli/aws/executions.ts'
import { stepNames } from '../../../infra/steps.ts'
import { cloud, type Tries } from './try.ts'

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
}
