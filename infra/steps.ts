import type { Permission } from './permissions.ts'

/** Everything about a workflow step except its position (workflow.ts). */
export interface StepRow {
  /** Its handler, which also names the function. */
  readonly file: `functions/${string}.ts`
  /** The timeout of one call in min: 15 for work on rows and files, 2 for queries and starts. */
  readonly minutes: 2 | 15
  /** Connects to databases, or to the application on a clone: runs in the VPC, with more memory. */
  readonly database?: true
  /** Cleans up, or ends the run: any error is retried. */
  readonly insist?: true
  /** The permissions of its role. */
  readonly may: readonly Permission[]
}

/** What a rebuild needs, in the function and in the task of those that take longer. */
export const rebuildMay = [
  'describe',
  'account',
  'metrics',
  'sourceSecrets',
  'cloneSecret',
  'clones:connect',
  'evidence',
  'control',
] as const satisfies readonly Permission[]

/** The program of that task: no step calls it. */
export const rebuildProgram = 'functions/rebuild-tables.ts'

const table = {
  planRun: {
    file: 'functions/plan-run.ts',
    minutes: 2,
    database: true,
    may: ['describe', 'options', 'sourceSecrets'],
  },
  preflight: {
    file: 'functions/preflight.ts',
    minutes: 15,
    database: true,
    may: [
      'describe',
      'account',
      'groups',
      'topology',
      'metrics',
      'sourceSecrets',
      'evidence',
      'clones:look',
    ],
  },
  takeSnapshot: {
    file: 'functions/take-snapshot.ts',
    minutes: 2,
    may: ['describe', 'takeSnapshot', 'sourceKeys', 'evidence'],
  },
  copySnapshot: {
    file: 'functions/copy-snapshot.ts',
    minutes: 2,
    may: ['describe', 'shareSnapshot', 'evidence', 'clones:copy'],
  },
  restoreClone: {
    file: 'functions/restore-clone.ts',
    minutes: 2,
    may: ['describe', 'restore', 'cloneKeys', 'evidence', 'clones:restore'],
  },
  proveEngine: {
    file: 'functions/prove-engine.ts',
    minutes: 15,
    database: true,
    may: ['describe', 'sourceSecrets', 'cloneSecret', 'clones:connect', 'evidence'],
  },
  measureRows: {
    file: 'functions/measure-rows.ts',
    minutes: 15,
    database: true,
    may: [
      'describe',
      'metrics',
      'sourceSecrets',
      'cloneSecret',
      'clones:connect',
      'evidence',
      'control',
    ],
  },
  purgeRows: {
    file: 'functions/purge-rows.ts',
    minutes: 15,
    database: true,
    may: [
      'describe',
      'metrics',
      'sourceSecrets',
      'cloneSecret',
      'clones:connect',
      'evidence',
      'writeArchive',
      'control',
    ],
  },
  verifyRows: {
    file: 'functions/verify-rows.ts',
    minutes: 15,
    database: true,
    may: [
      'describe',
      'metrics',
      'sourceSecrets',
      'cloneSecret',
      'clones:connect',
      'evidence',
      'readArchive',
      'control',
    ],
  },
  reclaimSpace: {
    file: 'functions/reclaim-space.ts',
    minutes: 15,
    database: true,
    may: [...rebuildMay, 'startRebuild', 'lookAtRebuild'],
  },
  startApplication: {
    file: 'functions/start-application.ts',
    minutes: 2,
    may: [
      'describe',
      'cloneSecret',
      'clones:connect',
      'writeCredentials',
      'startApplication',
      'listApplications',
      'lookAtApplication',
    ],
  },
  smokeTest: {
    file: 'functions/smoke-test.ts',
    minutes: 2,
    database: true,
    may: [
      'evidence',
      'clientSecret',
      'readCredentials',
      'listApplications',
      'lookAtApplication',
      'applicationLog',
    ],
  },
  stopApplication: {
    file: 'functions/stop-application.ts',
    minutes: 2,
    insist: true,
    may: ['listApplications', 'stopApplication'],
  },
  checkGates: { file: 'functions/check-gates.ts', minutes: 2, may: ['evidence', 'backlog'] },
  askApproval: {
    file: 'functions/ask-approval.ts',
    minutes: 2,
    may: ['describe', 'evidence', 'readHistory', 'publish', 'keepToken', 'clones:look'],
  },
  deleteClone: {
    file: 'functions/delete-clone.ts',
    minutes: 2,
    insist: true,
    may: ['describe', 'deleteClone', 'shareSnapshot', 'evidence', 'clones:delete'],
  },
  expireSnapshots: {
    file: 'functions/expire-snapshots.ts',
    minutes: 2,
    insist: true,
    may: ['describe', 'expireSnapshots'],
  },
  gatherArchive: {
    file: 'functions/gather-archive.ts',
    minutes: 15,
    may: ['evidence', 'readArchive', 'gatherArchive'],
  },
  reportRun: {
    file: 'functions/report-run.ts',
    minutes: 2,
    insist: true,
    may: ['evidence', 'history', 'publish', 'forgetToken'],
  },
  undoRows: {
    file: 'functions/undo-rows.ts',
    minutes: 15,
    database: true,
    may: ['describe', 'sourceSecrets', 'evidence', 'readArchive'],
  },
  sweep: {
    file: 'functions/sweep.ts',
    minutes: 2,
    may: [
      'describe',
      'lookAtRuns',
      'deleteLeftClones',
      'shareSnapshot',
      'clones:delete',
      'deleteSnapshots',
      'listArchives',
      'forgetToken',
      'listApplications',
      'stopApplication',
      'listRebuilds',
      'stopRebuild',
    ],
  },
} as const satisfies Record<string, StepRow>

export type Step = keyof typeof table
export const steps: Readonly<Record<Step, StepRow>> = table
export const stepNames = Object.keys(table) as readonly Step[]

/** A value for each step. */
export const mapSteps = <T>(value: (step: Step) => T): Record<Step, T> =>
  Object.fromEntries(stepNames.map((step) => [step, value(step)])) as Record<Step, T>

/**
 * A call that was under way when its run was stopped may still make something; by then it has
 * ended.
 */
export const minutesBeforeSweep = steps.restoreClone.minutes + 1
