import type { Belief } from './belief.ts'

const service = 'ECS and CloudWatch Logs'

/** The application of a smoke test: its start, its tasks, its log. */
export const ecsBeliefs: readonly Belief[] = [
  {
    id: 'task-started-by',
    service,
    belief: 'A task is started by up to 128 letters, digits, hyphens, slashes and underscores.',
    source: {
      sdk: 'client-ecs RunTaskRequest.startedBy',
      says: 'Up to 128 letters (uppercase and lowercase), numbers, hyphens (-), forward slash (/), and underscores (_) are allowed.',
    },
  },
  {
    id: 'task-client-token',
    service,
    belief: 'The token that makes RunTask idempotent has at most 64 printable characters of ASCII.',
    source: {
      sdk: 'client-ecs RunTaskRequest.clientToken',
      says: 'Up to 64 characters are allowed. The valid characters are characters in the range of 33-126, inclusive.',
    },
  },
  {
    id: 'task-overrides',
    service,
    belief: 'The overrides of a task have at most 8192 characters as JSON.',
    source: {
      sdk: 'client-ecs RunTaskRequest.overrides',
      says: 'A total of 8192 characters are allowed for overrides. This limit includes the JSON formatting characters of the override structure.',
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
]
