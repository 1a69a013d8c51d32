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
import { cloud, until, type Tries } from './try.ts'

const [ecs, logs] = [new ECSClient({}), new CloudWatchLogsClient({})]
// What a task does is said by its variables: all tries share the command.
cloud.containers.command = [
  process.execPath,
  '-e',
  'process.env.SCRIPT ? eval(process.env.SCRIPT) : setInterval(() => {}, 1000)',
]
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
cloud.containers.register('rebuild', {
  container: 'rebuild',
  command: [
    process.execPath,
    '-e',
    'fetch(process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI).then((answer) => answer.json()).then(' +
      '({ AccessKeyId, Token }) => process.exit(AccessKeyId && Token ? 0 : 1))',
  ],
})
const runRebuild = async (name: string, clientToken = name) => {
  const { tasks = [] } = await ecs.send(
    new RunTaskCommand({
      taskDefinition: 'rebuild',
      clientToken,
      overrides: { containerOverrides: [{ name, environment: [] }] },
    }),
  )
  return tasks[0]?.taskArn ?? assert.fail('no task')
}
const describeTasks = (count: number) =>
  ecs.send(new DescribeTasksCommand({ tasks: Array.from({ length: count }, (_, at) => `${at}`) }))
const log = (logStreamName: string, limit: number) =>
  logs.send(new GetLogEventsCommand({ logGroupName: 'drydock', logStreamName, limit }))
/** @returns the task that a run starts. */
async function start(runId: string, SCRIPT: string): Promise<string> {
  await runApplication(place, runId, { SCRIPT })
  return (await findApplication(place, runId))?.task ?? assert.fail(runId)
}
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
  'override-names-its-container': {
    refused: () => runRebuild('another'),
    as: 'InvalidParameterException',
    taken: () => runRebuild('rebuild'),
  },
  'role-of-a-task': {
    shown: async () => {
      // As the SDK does, the container asks for them where its environment says.
      const task = await runRebuild('rebuild', 'with-role')
      await until(async () => {
        const [found] = (await ecs.send(new DescribeTasksCommand({ tasks: [task] }))).tasks ?? []
        return found?.containers?.[0]?.exitCode === 0
      })
    },
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
      await until(async () => (await findApplication(place, longest))?.status === 'STOPPED')
      assert.equal((await findApplication(place, longest))?.task, found.task)
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
  'stopped-tasks-are-shown': {
    shown: async () => {
      await runApplication(place, 'shown', {})
      await stopApplications(place.cluster, 'enough', 'shown')
      await until(async () => (await findApplication(place, 'shown'))?.status === 'STOPPED')
      assert.match(
        (await findApplication(place, 'shown'))?.stopped ?? '',
        /^enough; exit code 143$/,
      )
    },
  },
  'stopping-takes-a-while': {
    shown: async () => {
      const deaf = 'process.on("SIGTERM", () => {}); console.log("up"); setInterval(() => {}, 1000)'
      const task = await start('deaf', deaf)
      await until(async () => (await applicationLog(place, task, 10)).includes('up'))
      await stopApplications(place.cluster, 'enough', 'deaf')
      const status = async () => (await findApplication(place, 'deaf'))?.status
      assert.equal(await status(), 'RUNNING')
      const { taskArns } = await ecs.send(
        new ListTasksCommand({ cluster: place.cluster, startedBy: 'deaf' }),
      )
      assert.deepEqual(taskArns, [], 'it is to stop')
      await until(async () => (await status()) === 'STOPPED')
      assert.match((await findApplication(place, 'deaf'))?.stopped ?? '', /exit code 137$/)
    },
  },
  'reason-of-a-stop': {
    shown: async () => {
      const { tasks = [] } = await ecs.send(new RunTaskCommand({ taskDefinition: 'any' }))
      const task = tasks[0]?.taskArn ?? ''
      await ecs.send(new StopTaskCommand({ task, reason: 'the test is over' }))
      await until(async () => {
        const [found] = (await ecs.send(new DescribeTasksCommand({ tasks: [task] }))).tasks ?? []
        return found?.stoppedReason === 'the test is over' && found.stopCode === 'UserInitiated'
      })
    },
  },
  'end-of-an-essential-container': {
    shown: async () => {
      await start('ended', 'process.exit(7)')
      await until(async () => (await findApplication(place, 'ended'))?.status === 'STOPPED')
      assert.match((await findApplication(place, 'ended'))?.stopped ?? '', /exited; exit code 7$/)
    },
  },
  'name-of-a-log-stream': {
    refused: async () =>
      log(`application/${(await start('logged', 'console.log("hello")')).split('/').at(-1)}`, 1),
    as: 'ResourceNotFoundException',
    taken: async () => {
      const task = await start('logs', 'console.log("hello")')
      await until(async () => (await applicationLog(place, task, 10)).includes('hello'))
    },
  },
}
