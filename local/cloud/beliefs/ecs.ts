import type { Belief } from './belief.ts'

const service = 'ECS and CloudWatch Logs'

/** The tasks of a smoke test and of long rebuilds: their start, their end, their log. */
export const ecsBeliefs: readonly Belief[] = [
  {
    id: 'task-started-by',
    service,
    belief: 'A task is started by up to 128 letters, digits, hyphens, slashes and underscores.',
    source: {
      sdk: 'client-ecs RunTaskRequest.startedBy',
      says:
        'Up to 128 letters (uppercase and lowercase), numbers, hyphens (-), forward slash (/), ' +
        'and underscores (_) are allowed.',
    },
  },
  {
    id: 'task-client-token',
    service,
    belief: 'The token that makes RunTask idempotent has at most 64 printable characters of ASCII.',
    source: {
      sdk: 'client-ecs RunTaskRequest.clientToken',
      says:
        'Up to 64 characters are allowed. The valid characters are characters in the range of ' +
        '33-126, inclusive.',
    },
  },
  {
    id: 'task-overrides',
    service,
    belief: 'The overrides of a task have at most 8192 characters as JSON.',
    source: {
      sdk: 'client-ecs RunTaskRequest.overrides',
      says:
        'A total of 8192 characters are allowed for overrides. This limit includes the JSON ' +
        'formatting characters of the override structure.',
    },
  },
  {
    id: 'override-names-its-container',
    service,
    belief: 'An override names the container of the task that it is for.',
    source: {
      sdk: 'client-ecs ContainerOverride.name',
      says:
        'The name of the container that receives the override. This parameter is required if ' +
        'any override is specified.',
    },
  },
  {
    id: 'role-of-a-task',
    service,
    belief:
      "A container gets the credentials of its task's role from 169.254.170.2, at the path in " +
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI.',
    source: {
      page: 'Amazon ECS Developer Guide, "Task IAM role" (task-iam-roles.html)',
      says: 'curl 169.254.170.2$AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    },
  },
  {
    id: 'started-by-is-the-only-filter',
    service,
    belief: 'Tasks are listed by who started them or by their desired status, not by both.',
    source: {
      sdk: 'client-ecs ListTasksRequest.startedBy',
      says: 'When you specify startedBy as the filter, it must be the only filter that you use.',
    },
  },
  {
    id: 'tasks-that-run-are-listed',
    service,
    belief: 'A list of tasks that names no status leaves stopped tasks out.',
    source: {
      sdk: 'client-ecs ListTasksRequest.desiredStatus',
      says: 'The default status filter is RUNNING',
    },
  },
  {
    id: 'tasks-described-at-once',
    service,
    belief: 'At most 100 tasks are described at once.',
    source: {
      sdk: 'client-ecs DescribeTasksRequest.tasks',
      says: 'A list of up to 100 task IDs or full ARN entries.',
    },
  },
  {
    id: 'log-lines-at-once',
    service,
    belief: 'A log stream is read in up to 10,000 lines at once.',
    source: {
      sdk: 'client-cloudwatch-logs GetLogEventsRequest.limit',
      says: 'up to 10,000 log events',
    },
  },
  {
    id: 'log-stream-that-is-not-there',
    service,
    belief: 'A task that wrote nothing may have no log stream; its log is then not found.',
    source: {
      sdk: 'client-cloudwatch-logs ResourceNotFoundException',
      says: 'The specified resource does not exist.',
    },
  },
  {
    id: 'stopped-tasks-are-shown',
    service,
    belief: 'A task that has stopped is described for an hour at least, with why it stopped.',
    source: {
      sdk: 'client-ecs DescribeTasks',
      says: 'Currently, stopped tasks appear in the returned results for at least one hour.',
    },
  },
  {
    id: 'stopping-takes-a-while',
    service,
    belief:
      'StopTask asks the container to end: until it has, at most 30 s, the task runs on and ' +
      'is listed as one that is to stop.',
    source: {
      sdk: 'client-ecs StopTask',
      says:
        'This results in a stop signal value and a default 30-second timeout, after which the ' +
        'SIGKILL value is sent and the containers are forcibly stopped.',
    },
  },
  {
    id: 'reason-of-a-stop',
    service,
    belief: 'The reason that StopTask is given is told of the task from then on.',
    source: {
      sdk: 'client-ecs StopTaskRequest.reason',
      says: 'the message appears in subsequent DescribeTasks',
    },
  },
  {
    id: 'end-of-an-essential-container',
    service,
    belief: 'A task whose container has ended is stopped, and tells the exit code.',
    source: {
      sdk: 'client-ecs ContainerDefinition.essential',
      says:
        'fails or stops for any reason, all other containers that are part of the task are ' +
        'stopped.',
    },
  },
  {
    id: 'name-of-a-log-stream',
    service,
    belief: "A task's log stream is named by the prefix, the container and the task's ID.",
    source: {
      page:
        'AWS Prescriptive Guidance, "Amazon ECS container logs for EC2 and Fargate launch ' +
        'types" (ec2-fargate-logs.html)',
      says:
        'The log stream name used by Amazon ECS has the ' +
        '<awslogs-stream-prefix>/<container_name>/<task_id> format.',
    },
  },
]
