import { createHash } from 'node:crypto'
import { z } from 'zod'
import { linkSchema, pastRunSchema, type Link, type PastRun, type Report } from './schema.ts'

/** A year of weekly runs. */
const most = 52

/** runs/history.json: the last runs, oldest first, each with the SHA-256 of its report.json. */
export const runIndexSchema = z.object({
  runs: z.array(z.object({ ...pastRunSchema.shape, sha256: linkSchema.shape.sha256 })).readonly(),
})
export type RunIndex = z.infer<typeof runIndexSchema>

export const sha256 = (text: string | Uint8Array): string =>
  createHash('sha256').update(text).digest('hex')

/** What a new report records about earlier ones. */
export function earlierRuns({ runs }: RunIndex): { previous: Link | null; runs: PastRun[] } {
  const last = runs.at(-1)
  return {
    previous: last === undefined ? null : { runId: last.runId, sha256: last.sha256 },
    runs: runs.map(({ sha256: _, ...run }) => run),
  }
}

/** What later reports keep about a run. */
export const pastRun = ({
  runId,
  outcome,
  mode,
  finishedAt,
  error,
  plannedRules,
  backlog,
  rules,
}: Pick<
  Report,
  'runId' | 'outcome' | 'mode' | 'finishedAt' | 'error' | 'plannedRules' | 'backlog' | 'rules'
>): PastRun => ({
  runId,
  outcome,
  mode,
  finishedAt,
  error: error?.name ?? null,
  plannedRules,
  ...workedOff(backlog),
  tables: rules.map(({ database, table, before, dead, left, ...rows }) => ({
    database,
    table,
    before,
    dead: rows.productionDead ?? dead,
    rehearsed: rows.cloneDeleted,
    deleted: rows.productionDeleted,
    after: rows.after,
    left,
  })),
})

/** Over all sources; nothing where none is worked off, or one was not verified. */
function workedOff(backlog: Report['backlog']): Pick<PastRun, 'backlog'> {
  const works = backlog.flatMap(({ work }) => work ?? [])
  if (works.length === 0 || works.some(({ left }) => left === null)) return {}
  const total = (of: (one: (typeof works)[number]) => number) =>
    works.reduce((sum, one) => sum + of(one), 0)
  const [most] = works.toSorted((one, other) => (other.left ?? 0) - (one.left ?? 0))
  return {
    backlog: {
      ...(most?.confirmedAt !== undefined && {
        by: { runId: most.confirmedBy, at: most.confirmedAt, run: most.run },
      }),
      confirmed: total(({ confirmed }) => confirmed),
      found: total(({ found }) => found),
      left: total(({ left }) => left ?? 0),
    },
  }
}

/** The index with this report appended. @param text report.json as it is written. */
export const withRun = ({ runs }: RunIndex, report: Report, text: string): RunIndex => ({
  runs: [...runs, { ...pastRun(report), sha256: sha256(text) }].slice(-most),
})

/** What is wrong with an earlier report, if anything. @param text null if it cannot be read. */
export function brokenLink({ runId, sha256: hash }: Link, text: string | null): string | null {
  const fault =
    text === null
      ? `The report of ${runId} is missing or cannot be read.`
      : sha256(text) === hash
        ? null
        : `The report of ${runId} is not as it was written.`
  return fault === null
    ? null
    : `${fault} See docs/runbook.md, heading The chain of reports is broken.`
}

/** A stored report.json; null if it is not readable as one. */
export interface FoundReport {
  readonly runId: string
  readonly sha256: string
  readonly finishedAt: string
  readonly previous: Link | null
}

/**
 * Finds faults in a chain of reports: each holds the hash of the one before it, and the index lists
 * the last ones.
 * @param index null if there is none.
 */
export function chainFaults(reports: readonly FoundReport[], index: RunIndex | null): string[] {
  const found = new Map(reports.map((report) => [report.runId, report]))
  const claims = [
    ...reports.flatMap(({ runId, previous }) =>
      previous === null ? [] : [{ by: `the report of ${runId}`, ...previous }],
    ),
    ...(index?.runs ?? []).map(({ runId, sha256: hash }) => ({
      by: 'the index',
      runId,
      sha256: hash,
    })),
  ]
  const faults = new Map<string, string[]>()
  const fault = (runId: string, kind: string, by: string) =>
    faults.set(`${runId}: ${kind}`, [...(faults.get(`${runId}: ${kind}`) ?? []), by])
  for (const { by, runId, sha256: hash } of claims) {
    const report = found.get(runId)
    if (report === undefined) fault(runId, 'missing', by)
    else if (report.sha256 !== hash) fault(runId, 'altered', by)
  }
  const firsts = reports
    .filter(({ previous }) => previous === null)
    .sort((one, other) => one.finishedAt.localeCompare(other.finishedAt))
  return [
    ...(index === null
      ? ['the index runs/history.json is missing, so the last report cannot be verified']
      : []),
    ...[...faults].map(([what, by]) => `${what}, says ${by.join(' and ')}`),
    ...firsts
      .slice(1)
      .map(({ runId }) => `${runId}: starts a new chain, although earlier reports exist`),
    ...(index === null
      ? []
      : strangers(
          reports,
          claims.map(({ runId }) => runId),
        ).map((runId) => `${runId}: no other report and no index names this report`)),
  ]
}

const strangers = (reports: readonly FoundReport[], named: readonly string[]): string[] =>
  reports.filter(({ runId }) => !named.includes(runId)).map(({ runId }) => runId)
