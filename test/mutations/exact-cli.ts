import type { Exact } from './mutation.ts'

/** What the command line says of runs. */
export const exactCli: Exact = {
  'a confirmed backlog counts as open for ever': [
    'cli/worked-off.ts',
    'if (closed) return null\n',
    '',
  ],
  'a purge of other rules closes a confirmed backlog': [
    'cli/worked-off.ts',
    'String(plannedRules) === String(last.plannedRules)',
    'String(plannedRules) !== String(last.runId)',
  ],
  'a backlog of which nothing went takes no more runs': [
    'cli/worked-off.ts',
    'deleted > 0 ? Math.ceil(left / deleted) : null',
    'deleted > 0 ? Math.ceil(left / deleted) : 0',
  ],
}
