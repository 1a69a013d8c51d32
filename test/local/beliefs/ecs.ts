import assert from 'node:assert/strict'
import {
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RunTaskCommand,
  StopTaskCommand,
  type RunTaskCommandInput,
} from '@aws-sdk/client-ecs'
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { applicationLog } from '../../../functions/aws/application-log.ts'
import { findApplication } from '../../../functions/aws/find-application.ts'
import { runApplication } from '../../../functions/aws/run-application.ts'
import { stopApplications } from '../../../functions/aws/stop-applications.ts'
import { cloud, type Tries } from './try.ts'

const [ecs, logs] = [new ECSClient({}), new CloudWatchLogsClient({})]
cloud.containers.command = [process.execPath, '-e', 'setInterval(() => {}, 1000)']
const place = {
  cluster: 'drydock',
  taskDefinition: 'application',
  subnets: ['subnet-1'],
  securityGroup: 'sg-1',
  logGroup: 'drydock',
  credentials: cloud.containers.credentials,
}
const run = async (more: Partial<RunTaskCommandInput>) => {
  const { tasks = [] } = await ecs.send(new RunTaskCommand({ taskDefinition: 'any', ...more }))
  const task = tasks[0]?.taskArn ?? assert.fail('no task')
  await ecs.send(new StopTaskCommand({ task }))
}
const variables = (length: number) => {
  const given = (value: string) => ({
    containerOverrides: [{ name: 'application', environment: [{ name: 'A', value }] }],
  })
  return { overrides: given('a'.repeat(length - JSON.stringify(given('')).length)) }
}
const describeTasks = (count: number) =>
  ecs.send(new DescribeTasksCommand({ tasks: Array.from({ length: count }, (_, at) => `${at}`) }))
const log = (logStreamName: string, limit: number) =>
  logs.send(new GetLogEventsCommand({ logGroupName: 'drydock', logStreamName, limit }))
/** Drydock's own calls, for a run of the longest name. */
const longest = 'r'.repeat(80)

export const ecsTries: Tries = {
  'task-started-by': {
    refused: async () => {
      for (const startedBy of ['a.b', 'a b', 'ä'])
        await assert.rejects(run({ startedBy }), { name: 'InvalidParameterException' }, startedBy)
      return run({ startedBy: 'a'.repeat(129) })
    },
    as: 'InvalidParameterException',
    taken: () => run({ startedBy: `A/b_c-${'1'.repeat(122)}`, clientToken: 'first' }),
  },
  'task-client-token': {
    refused: () => run({ clientToken: 'a'.repeat(65) }),
    as: 'InvalidParameterException',
    taken: () => run({ clientToken: '~'.repeat(64) }),
  },
  'task-overrides': {
    refused: () => run(variables(8193)),
    as: 'InvalidParameterException',
    taken: () => run({ ...variables(8192), clientToken: 'second' }),
  },
  'started-by-is-the-only-filter': {
    refused: () => ecs.send(new ListTasksCommand({ startedBy: 'a', desiredStatus: 'STOPPED' })),
    as: 'InvalidParameterException',
    taken: async () => {
      assert.equal(await findApplication(place, longest), null)
      await runApplication(place, longest, {})
      const found = await findApplication(place, longest)
      assert.equal(found?.status, 'RUNNING')
      await runApplication(place, `${longest.slice(1)}s`, {})
      await stopApplications(place.cluster, 'the test is over', longest)
      const stopped = await findApplication(place, longest)
      assert.equal(stopped?.task, found.task)
      assert.equal(stopped?.status, 'STOPPED')
      assert.equal((await findApplication(place, `${longest.slice(1)}s`))?.status, 'RUNNING')
    },
  },
  'tasks-that-run-are-listed': {
    shown: async () => {
      await run({ startedBy: 'who-stopped', clientToken: 'third' })
      const { taskArns } = await ecs.send(new ListTasksCommand({ startedBy: 'who-stopped' }))
      assert.deepEqual(taskArns, [])
    },
  },
  'tasks-described-at-once': {
    refused: () => describeTasks(101),
    as: 'InvalidParameterException',
    taken: () => describeTasks(100),
  },
  'log-lines-at-once': {
    refused: () => log('application/application/none', 10_001),
    as: 'InvalidParameterException',
    taken: () => assert.rejects(log('none', 10_000), { name: 'ResourceNotFoundException' }),
  },
  'log-stream-that-is-not-there': {
    refused: () => log('application/application/none', 1),
    as: 'ResourceNotFoundException',
    taken: async () => assert.deepEqual(await applicationLog(place, 'task/none', 10), []),
  },
}
