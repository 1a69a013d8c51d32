import type { Exact } from './mutation.ts'

/** The steps of a run, and what they do in AWS. */
export const exactJobs: Exact = {
  'the undo does not look again for a file that was gathered meanwhile': [
    'functions/archive/stored-archive.ts',
    'for (const again of [false, true]) {',
    'for (const again of [false]) {',
  ],
  'archives that cannot be listed keep clones from being swept': [
    'functions/jobs/sweep-run.ts',
    '    unlisted = error\n    return []\n',
    '    unlisted = error\n    throw error\n',
  ],
  'the archive of a purge that is under way is gathered': [
    'functions/jobs/gather-run.ts',
    'if (purged?.done !== true || passed !== true) {',
    'if (passed !== true) {',
  ],
  'the archive of a purge that failed its checks is gathered': [
    'functions/jobs/gather-run.ts',
    'if (purged?.done !== true || passed !== true) {',
    'if (purged?.done !== true) {',
  ],
  'replicas that are not counted are taken for threads that always run': [
    'functions/jobs/production-metrics.ts',
    'dialect.server.replicasRun ?',
    'dialect.server.replicasRun || true ?',
  ],
  'the permit is given to the first database only': [
    'functions/jobs/throttle-production.ts',
    '      const { look, pulse, standing } = await',
    '      if (permit !== null) return async () => ({ go: true, share: 1 })\n' +
      '      const { look, pulse, standing } = await',
  ],
  'a schema that changed since the plan is purged': [
    'functions/jobs/bound-as-planned.ts',
    'if (hash === planned.statementsHash) return { schema, bound }',
    'return { schema, bound }',
  ],
  'a table that filled since the plan is no matter': [
    'functions/jobs/open-planned.ts',
    'if (filled.length > 0)',
    'if (filled.length > 1_000)',
  ],
  'a foreign key that comes while a call runs is no matter': [
    'functions/jobs/open-planned.ts',
    'permit: permitted && watchKeys({ database, dialect, clock }, schema, permitted),',
    'permit: watchKeys === undefined ? undefined : permitted,',
  ],
  'the zone is not asked again before the first batch': [
    'functions/jobs/purge-database.ts',
    'if (from !== null) return\n',
    'if (from === null) return\n',
  ],
  'the window is not looked at while production is purged': [
    'functions/jobs/purge-run.ts',
    'spent: () => surroundings.spent() || isShut(event) || isOver(event, account),',
    'spent: () => surroundings.spent() || isOver(event, account),',
  ],
  "a purge goes on when the run's time is over": [
    'functions/jobs/purge-run.ts',
    'spent: () => surroundings.spent() || isShut(event) || isOver(event, account),',
    'spent: () => surroundings.spent() || isShut(event),',
  ],
  'a failed check does not end the run': [
    'functions/jobs/verify-run.ts',
    'if (failed.length > 0)',
    'if (failed.length > 1_000)',
  ],
  'what was read of a schema that changed meanwhile is a verdict': [
    'functions/jobs/each-database.ts',
    'await persist(open.along, () => lookAgain(job, open, planned))',
    'await persist(open.along, async () => lookAgain)',
  ],
  'a failover that takes longer than some seconds leaves tables as they are': [
    'functions/jobs/reclaim-run.ts',
    'clock.now() - began > patience',
    'clock.now() - began > patience / 60',
  ],
  'the account is written over whatever another call wrote': [
    'functions/aws/fenced-evidence.ts',
    "...(known === null ? { IfNoneMatch: '*' } : { IfMatch: known }),",
    '',
  ],
  'an account that changed counts as unchanged': [
    'functions/aws/fenced-evidence.ts',
    '(await read()).etag === known,',
    "(await read()).etag !== '',",
  ],
  'a write whose answer was lost is refused': [
    'functions/aws/fenced-evidence.ts',
    'if (now.text === text) {',
    "if (now.text === '') {",
  ],
  'the clone of a run that is at work is swept once it is overdue': [
    'functions/jobs/sweep-run.ts',
    "return state === 'ended' || (state === 'unknown' && isPast(deleteAfter))",
    "return state === 'ended' || isPast(deleteAfter)",
  ],
  'the clone of a run that nobody knows is swept at once': [
    'functions/jobs/sweep-run.ts',
    "return state === 'ended' || (state === 'unknown' && isPast(deleteAfter))",
    "return state === 'ended' || state === 'unknown'",
  ],
  'a clone without a date counts as overdue': [
    'functions/jobs/sweep-run.ts',
    'deleteAfter !== null && deleteAfter < Date.now()',
    'deleteAfter === null || deleteAfter < Date.now()',
  ],
  'a clone of another environment is swept': [
    'functions/aws/left-behind.ts',
    'if (!isOurs(server.id, server.tags, environment)) continue',
    "if (!isOurs(server.id, server.tags, tagOf(server.tags, tagKeys.environment) ?? '')) continue",
  ],
  'a dry run sweeps': ['functions/jobs/sweep-run.ts', 'if (!dryRun) await', 'await'],
  'a sweep ends at the first clone that it cannot delete': [
    'functions/jobs/sweep-run.ts',
    '        failures.push(error)\n        return false',
    '        throw error',
  ],
  'a clone of another run is accepted': [
    'functions/aws/clone-server.ts',
    'if (tagOf(clone.tags, tagKeys.runId) !== run.runId)',
    "if (tagOf(clone.tags, tagKeys.runId) === '')",
  ],
  'a clone with the address of production is accepted': [
    'functions/aws/clone-server.ts',
    '|| place(clone) === place(production))',
    ')',
  ],
  'a clone with the identity of production is accepted': [
    'functions/aws/clone-server.ts',
    'if (clone.resourceId === production.resourceId || place',
    'if (place',
  ],
  "a clone without Drydock's tags is accepted": [
    'functions/aws/clone-server.ts',
    'mustBeOurs(source.clone, clone.tags, run.environment)\n',
    'void mustBeOurs\n',
  ],
  'an unknown status of RDS counts as usable': [
    'functions/aws/statuses.ts',
    "statuses[status] ?? 'passing'",
    "statuses[status] ?? 'usable'",
  ],
  'a password of the clone that is still pending is no matter': [
    'functions/aws/restored.ts',
    'if (pending?.MasterUserPassword !== undefined)',
    "if (pending?.MasterUserPassword === '')",
  ],
  'a report that has expired counts as missing': [
    'functions/jobs/earlier-reports.ts',
    'if (now - Date.parse(finishedAt) >= kept) continue\n',
    '',
  ],
}
