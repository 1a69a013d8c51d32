import type { Exact } from './mutation.ts'

/** What the command line says of runs. */
export const exactCli: Exact = {
  'a rebuild of a run that succeeded counts as left behind': [
    'cli/left-rebuilds.ts',
    "status !== 'SUCCEEDED' && ",
    '',
  ],
  'a rebuild that was left behind is not shown': [
    'cli/left-rebuilds.ts',
    'if (session !== undefined) left',
    'if (session === null) left',
  ],
  'settings of a confirmed backlog may change unseen': [
    'cli/confirmed-settings.ts',
    'return changed.length === 0\n',
    'return changed.length >= 0\n',
  ],
  'the rules that a confirming run was started with are forgotten': [
    'cli/confirmed-settings.ts',
    '...(rules !== undefined && { rules })',
    '...(rules === undefined && { rules })',
  ],
  'a confirmed backlog counts as open for ever': [
    'cli/worked-off.ts',
    'if (later.some(closes)) return null\n',
    '',
  ],
  'a purge of other rules closes a confirmed backlog': [
    'cli/worked-off.ts',
    'String(one.plannedRules) === String(other.plannedRules)',
    "String(one.plannedRules) !== ''",
  ],
  'a confirmed backlog is never void by its age': ['cli/worked-off.ts', 'now > end', 'now < 0'],
  'a confirmed backlog that the gates refuse is not called void': [
    'cli/worked-off.ts',
    "one.error === 'BlastRadius' && ",
    "one.error === 'Drift' && ",
  ],
  'a backlog of which nothing went takes no more runs': [
    'cli/worked-off.ts',
    'deleted > 0 ? Math.ceil(left / deleted) : null',
    'deleted > 0 ? Math.ceil(left / deleted) : 0',
  ],
}
