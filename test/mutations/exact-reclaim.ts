import type { Exact } from './mutation.ts'

/** Disk that comes back, its rebuilds and their task, and how far behind replicas are. */
export const exactReclaim: Exact = {
  "the writer's lag of Aurora PostgreSQL counts as a reader's": [
    'functions/engines/postgres/server-questions.ts',
    "aurora_replica_status() WHERE ' +\n        \"session_id <> 'MASTER_SESSION_ID'\"",
    "aurora_replica_status()'",
  ],
  "readers' lag counts in seconds": [
    'functions/jobs/production-metrics.ts',
    "'replica-lag', id, milliseconds / 1000",
    "'replica-lag', id, milliseconds",
  ],
  'a reader that was deleted lags for ever': [
    'functions/jobs/production-metrics.ts',
    'milliseconds < stale && server.replicas.includes(id)',
    'server.replicas.includes(id)',
  ],
  'lag that nobody tells any more counts as none': [
    'functions/jobs/production-metrics.ts',
    'if (readers === null && !throttle.cloudWatch)',
    'if (readers !== null && !throttle.cloudWatch)',
  ],
  'the report leaves out how the space of a table comes back': [
    'functions/report/space.ts',
    '          ...(words?.spaceLeft !== undefined && { rest: words.spaceLeft }),\n',
    '',
  ],
}
