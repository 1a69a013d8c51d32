import { z } from 'zod'
import { messageOf } from './message-of.ts'
import type { ReportEvent, ReportState } from '../contract/steps.ts'
import { backlogFound } from './backlog-found.ts'
import { countedRows } from './counted.ts'
import { clonesPaid, driftRows, paceNotes, paces, purgesDone } from './comparison.ts'
import { linksOf } from './links.ts'
import { nextSteps } from './next.ts'
import { hotRows } from './rows.ts'
import { settingsCompared } from './settings.ts'
import { spaceRows } from './space.ts'
import type { Link, PastRun, Report } from './schema.ts'
import type { SourceEvidence, SourceTime } from './source-evidence.ts'
import { timelineOf } from './timeline.ts'
import { databasesLeftOut, leftRows, warningsOf } from './warnings.ts'

/** What a report needs besides its event and the steps' evidence. */
export interface Beside {
  /** Evidence that could not be read. */
  readonly unread?: readonly string[]
  readonly times?: readonly SourceTime[]
  readonly earlier?: { readonly previous: Link | null; readonly runs: readonly PastRun[] }
}

/** @param finishedAt ms since the epoch. */
export function buildReport(
  event: ReportEvent,
  evidence: readonly SourceEvidence[],
  finishedAt: number,
  { unread = [], times = [], earlier = { previous: null, runs: [] } }: Beside = {},
): Report {
  const { execution, environment, deployment, plan, failure, state } = event
  const sources = plan?.sources ?? []
  const purges = evidence.flatMap((source, at) => purgesDone(sources[at]?.name ?? '', source))
  const archived =
    environment.archive.mode !== 'off' &&
    purges.some(({ target, rows }) => target === 'production' && rows > 0)
  const report = {
    outcome: failure === null ? ('succeeded' as const) : ('failed' as const),
    mode: plan?.run.mode ?? null,
    runId: execution.name,
    environment: environment.name,
    startedAt: execution.startTime,
    finishedAt: new Date(finishedAt).toISOString(),
    cutoff: plan?.run.cutoff ?? null,
    plannedRules: (plan?.run.rules ?? []).map(({ rule }) => rule),
    seconds: Math.max(0, Math.round((finishedAt - Date.parse(execution.startTime)) / 1000)),
    error:
      failure === null ? null : { name: failure.Error, message: messageOf(failure.Cause ?? '') },
    preflight: evidence.flatMap((source, at) => [
      ...(source['preflight-production']?.findings ?? []),
      ...settingsCompared(sources[at]?.name ?? '', source),
    ]),
    proven: evidence.flatMap((source, at) =>
      (source['prove-clone']?.databases ?? []).map((one) => ({
        source: sources[at]?.name ?? '',
        ...one,
      })),
    ),
    ...countedRows(evidence),
    checks: evidence.flatMap((source) =>
      [source['verify-clone'], source['verify-production']].flatMap((verified) =>
        (verified?.databases ?? []).flatMap(({ checks }) => checks),
      ),
    ),
    smoke: evidence.flatMap(({ smoke }) =>
      (smoke?.checks ?? []).map((one) => ({
        source: sources.map(({ name }) => name).join(', '),
        ...one,
      })),
    ),
    smokeLog: evidence.flatMap(({ smoke }) => smoke?.log ?? []),
    gates: [
      ...evidence.flatMap(({ gates }) => gates?.gates ?? []),
      ...approvalGate(failure, state),
    ],
    hotQueries: evidence.flatMap((source) => [
      ...hotRows('clone', source['measure-clone'], source['verify-clone']),
      ...hotRows('production', source['recount-production'], source['verify-production']),
    ]),
    warnings: [
      ...unread,
      ...databasesLeftOut(plan?.run),
      ...warningsOf(sources, evidence, state, deployment),
    ],
    drift: evidence.flatMap(driftRows),
    space: evidence.flatMap(spaceRows),
    purges,
    pace: evidence.flatMap((source, at) => paces(sources[at]?.name ?? '', source)),
    paceNotes: evidence.flatMap((source, at) => paceNotes(sources[at]?.name ?? '', source)),
    timeline: timelineOf(
      times,
      Math.max(0, ...evidence.map(({ gates }) => gates?.waitSeconds ?? 0)),
      failure?.Error === 'NotApproved' ? failure.Error : null,
      new Date(finishedAt).toISOString(),
    ),
    clones: sources.flatMap((source) =>
      clonesPaid(source, times, environment.clone.pricePerHour ?? null),
    ),
    backlog:
      plan === null
        ? []
        : evidence.flatMap(
            (source, at) => backlogFound(plan.run, sources[at]?.name ?? '', source) ?? [],
          ),
    left: evidence.some((source) => source['purge-production']?.ended === 'time')
      ? evidence.reduce((sum, source) => sum + (leftRows(source) ?? 0), 0)
      : null,
    archived,
    links: linksOf(event, archived),
    statementsHash: plan?.run.statementsHash ?? null,
    previous: earlier.previous,
    history: [...earlier.runs],
  }
  return { ...report, next: nextSteps(report) }
}

/** The answer to the request for approval. */
function approvalGate(failure: ReportEvent['failure'], state: ReportState): Report['gates'] {
  const gate = (passed: boolean, detail: string) => [
    { gate: 'approval' as const, source: '', passed, detail },
  ]
  if (failure?.Error === 'NotApproved') return gate(false, messageOf(failure.Cause ?? ''))
  if (state?.approval === undefined) return []
  // The approver decides what the answer contains.
  const answer = z.object({ by: z.string() }).safeParse(state.approval)
  return gate(
    true,
    answer.success ? `Approved by ${answer.data.by}.` : 'Approved; the answer names nobody.',
  )
}
