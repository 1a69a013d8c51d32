import { leftDead } from '../checks/checks.ts'
import { plural, quantity } from '../contract/quantity.ts'
import type { ReportState, SourcePlan } from '../contract/steps.ts'
import { heldBack } from './held-back.ts'
import { messageOf } from './message-of.ts'
import type { SourceEvidence } from './source-evidence.ts'

/** What the reader must know of a run, whether it succeeded or not. */
export const warningsOf = (
  sources: readonly SourcePlan[],
  evidence: readonly SourceEvidence[],
  state: ReportState,
): string[] => [
  ...evidence.flatMap(halfPurged),
  ...evidence.flatMap((source, at) => leftForNext(sources[at]?.name ?? '', source)),
  ...evidence.flatMap((source, at) => heldBack(sources[at]?.name ?? '', source)),
  ...evidence.flatMap((source) =>
    (source['verify-production']?.databases ?? []).flatMap(({ warnings = [] }) => warnings),
  ),
  ...clonesLeft(sources, state),
  ...(state?.applicationLeft === undefined
    ? []
    : [
        'The application of the smoke test could not be stopped and costs money. The next run stops it; or stop it in the ECS console.',
      ]),
  ...snapshotsLeft(state),
]

function halfPurged(source: SourceEvidence): string[] {
  const purged = source['purge-production']
  if (purged === null || purged.done) return []
  return [
    purged.databases.length === 0
      ? "Production's purge may have begun and has nothing on record: a dash is not a zero. Every row it deleted was dead and locked; run again to go on."
      : "Production's purge stopped midway: its counts are what it deleted until then. Every row was dead and locked; run again to go on.",
  ]
}

/** Where the run's time was over before the purge of production. */
function leftForNext(name: string, source: SourceEvidence): string[] {
  if (source['purge-production']?.ended !== 'time') return []
  const left = leftRows(source)
  return [
    `The run's time to purge was over before ${name} was clean: ${left === null ? 'dead rows are left' : quantity(left, 'dead row is left', 'dead rows are left')}. ${plural(left ?? 2, 'It goes', 'They go')} with the next run; start it as soon as you like.`,
  ]
}

function clonesLeft(sources: readonly SourcePlan[], state: ReportState): string[] {
  const left =
    state?.cleanupFailure === undefined
      ? (state?.clonesLeft ?? []).flatMap(({ cloneLeft }) => cloneLeft ?? [])
      : sources.map(({ clone }) => clone)
  return left.map(
    (clone) =>
      `The clone ${clone} could not be deleted and costs money. The sweep tries again every day; or delete it in the RDS console.`,
  )
}

/** The work is done by then: what stays costs money, and no more. */
function snapshotsLeft(state: ReportState): string[] {
  const all = [
    ...(state?.snapshotsLeft ?? []),
    ...(state?.snapshotsFailure === undefined ? [] : [{ failure: state.snapshotsFailure }]),
  ]
  return all.flatMap(({ source, failure }) =>
    failure === undefined
      ? []
      : [
          `Snapshots${source === undefined ? '' : ` of ${source}`} that are no longer kept could not all be deleted, and cost money (${failure.Error}: ${messageOf(failure.Cause ?? '')}). The next run tries again; or delete them in the RDS console.`,
        ],
  )
}

/** Dead rows that the verification of production found; null where there was none. */
export const leftRows = (source: SourceEvidence): number | null =>
  source['verify-production'] === null
    ? null
    : source['verify-production'].databases.reduce((sum, { tables }) => sum + leftDead(tables), 0)
