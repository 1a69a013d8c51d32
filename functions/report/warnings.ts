import { leftDead } from '../checks/sums.ts'
import { plural, quantity } from '../contract/quantity.ts'
import type { Deployment } from '../contract/environment.ts'
import type { ReportState, Run, SourcePlan } from '../contract/steps.ts'
import { previewsIn } from './previews.ts'
import { heldBack } from './held-back.ts'
import { messageOf } from './message-of.ts'
import type { SourceEvidence } from './source-evidence.ts'

/** What the reader must know of a run, whether it succeeded or not. */
export const warningsOf = (
  sources: readonly SourcePlan[],
  evidence: readonly SourceEvidence[],
  state: ReportState,
  deployment: Pick<Deployment, 'cloneAccount'>,
): string[] => [
  ...previewsIn(sources),
  ...evidence.flatMap(halfPurged),
  ...evidence.flatMap((source, at) => leftForNext(sources[at]?.name ?? '', source)),
  ...evidence.flatMap((source, at) => heldBack(sources[at]?.name ?? '', source)),
  ...evidence.flatMap((source) =>
    (source['verify-production']?.databases ?? []).flatMap(({ warnings = [] }) => warnings),
  ),
  ...clonesLeft(sources, state, deployment),
  ...(state?.applicationLeft === undefined
    ? []
    : [
        'The smoke test application could not be stopped and costs money. Stop it in the ECS ' +
          'console, or the next run stops it.',
      ]),
  ...snapshotsLeft(state),
  ...archivesLeft(state),
]

/** Databases that none of the run's rules is about. */
export const databasesLeftOut = (run: Pick<Run, 'leftOut'> | undefined): string[] =>
  (run?.leftOut ?? []).map(
    ({ source, database }) =>
      `${database} of ${source} was left out: none of the rules that are on has its table there.`,
  )

function halfPurged(source: SourceEvidence): string[] {
  const purged = source['purge-production']
  if (purged === null || purged.done) return []
  return [
    purged.databases.length === 0
      ? "Production's purge may have started but recorded nothing: a dash is not a zero. Every " +
        'row it deleted was dead and locked. Start the run again to continue.'
      : "Production's purge stopped midway; its counts show what it deleted. Every row was " +
        'dead and locked. Start the run again to continue.',
  ]
}

/** The purge of production stopped because the run's time limit was reached. */
function leftForNext(name: string, source: SourceEvidence): string[] {
  if (source['purge-production']?.ended !== 'time') return []
  // That a confirmed backlog takes several runs is its plan; the verdict says how far it is.
  if (source.gates?.backlog !== undefined) return []
  const left = leftRows(source)
  const rest =
    left === null ? 'dead rows are left' : quantity(left, 'dead row is left', 'dead rows are left')
  return [
    `The time limit was reached before ${name} was clean: ${rest}. ` +
      `The next run deletes ${plural(left ?? 2, 'it', 'them')}; start it at any time.`,
  ]
}

function clonesLeft(
  sources: readonly SourcePlan[],
  state: ReportState,
  { cloneAccount }: Pick<Deployment, 'cloneAccount'>,
): string[] {
  const left =
    state?.cleanupFailure === undefined
      ? (state?.clonesLeft ?? []).flatMap(({ cloneLeft }) => cloneLeft ?? [])
      : sources.map(({ clone }) => clone)
  return left.map((clone) =>
    cloneAccount === undefined
      ? `The clone ${clone} could not be deleted and costs money. Delete it in the RDS ` +
        'console, or the daily sweep tries again.'
      : `The clone ${clone} or its copy of the snapshot, in the account ` +
        `${cloneAccount.account}, could not be deleted and costs money. Delete both in the RDS ` +
        'console of that account, or the daily sweep tries again.',
  )
}

/** The work is done at this point: remaining snapshots only cost money. */
function snapshotsLeft(state: ReportState): string[] {
  const all = [
    ...(state?.snapshotsLeft ?? []),
    ...(state?.snapshotsFailure === undefined ? [] : [{ failure: state.snapshotsFailure }]),
  ]
  return all.flatMap(({ source, failure }) =>
    failure === undefined
      ? []
      : [
          `Snapshots${source === undefined ? '' : ` of ${source}`} past their retention ` +
            `could not all be deleted and cost money (${failure.Error}: ` +
            `${messageOf(failure.Cause ?? '')}). Delete them in the RDS console, or the next ` +
            'run tries again.',
        ],
  )
}

/** Files that are not in a volume stay where they are, so nothing is missing. */
function archivesLeft(state: ReportState): string[] {
  const all = [
    ...(state?.archivesLeft ?? []),
    ...(state?.archivesFailure === undefined ? [] : [{ failure: state.archivesFailure }]),
  ]
  return all.flatMap(({ source, failure }) =>
    failure === undefined
      ? []
      : [
          `The files of the archive${source === undefined ? '' : ` of ${source}`} were not all ` +
            `gathered into volumes (${failure.Error}: ${messageOf(failure.Cause ?? '')}). What ` +
            'is in no volume stays as it is, where the undo reads it; the sweep tries again ' +
            'within a day.',
        ],
  )
}

/** Dead rows that the verification of production found; null if there was no verification. */
export const leftRows = (source: SourceEvidence): number | null =>
  source['verify-production'] === null
    ? null
    : source['verify-production'].databases.reduce((sum, { tables }) => sum + leftDead(tables), 0)
