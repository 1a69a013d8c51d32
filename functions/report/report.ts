import { z } from 'zod'
import { modes, readings } from '../contract/environment.ts'
import { checkSchema, gateSchema, gatesSchema, measuredSchema, purgedSchema, verifiedSchema, type ClassCount, type MeasuredTable } from '../contract/evidence.ts'
import { deadRows, isDead } from '../purge/measure.ts'
import { preflightFindingSchema, preflightSchema } from '../contract/preflight.ts'
import { targets, type reportEventSchema, type SourcePlan, type Target } from '../contract/steps.ts'

/** What the steps of one source left; null where the run did not get so far. */
export const sourceEvidenceSchema = z.object({
  'measure-clone': measuredSchema.nullable(),
  'purge-clone': purgedSchema.nullable(),
  'verify-clone': verifiedSchema.nullable(),
  'measure-production': measuredSchema.nullable(),
  gates: gatesSchema.nullable(),
  'purge-production': purgedSchema.nullable(),
  'verify-production': verifiedSchema.nullable(),
  'preflight-production': preflightSchema.nullable(),
})
export type SourceEvidence = z.infer<typeof sourceEvidenceSchema>
export const evidenceNames = Object.keys(sourceEvidenceSchema.shape) as (keyof SourceEvidence)[]

/**
 * One source's evidence, part by part: what can not be read is named and left out, since a report of a failure must not
 * fail of it.
 */
export async function readEvidence(source: string, get: (name: string) => Promise<unknown>): Promise<{ evidence: SourceEvidence; warnings: string[] }> {
  const warnings: string[] = []
  const parts = await Promise.all(evidenceNames.map(async (name) => {
    const parsed = sourceEvidenceSchema.shape[name].safeParse(await get(name).catch((error: unknown) => error))
    if (!parsed.success) warnings.push(`The evidence ${name} of ${source} is not readable, and its rows are not in this report. Look at the object in the bucket.`)
    return [name, parsed.success ? parsed.data : null] as const
  }))
  return { evidence: sourceEvidenceSchema.parse(Object.fromEntries(parts)), warnings }
}

const rows = z.number().int().nullable()
/** report.json: counts are rows; null where the step has nothing on record. A purge that failed midway has what it deleted until then. */
export const reportSchema = z.object({
  outcome: z.enum(['succeeded', 'failed']),
  mode: z.enum(modes).nullable(),
  runId: z.string(),
  environment: z.string(),
  startedAt: z.string(),
  cutoff: z.string().nullable(),
  seconds: z.number(),
  error: z.object({ name: z.string(), message: z.string() }).nullable(),
  /** What was looked at before anything was made. */
  preflight: z.array(preflightFindingSchema),
  rules: z.array(z.object({ rule: z.string(), database: z.string(), table: z.string(), before: rows, dead: rows, cloneDeleted: rows, productionDeleted: rows, after: rows })),
  alive: z.array(z.object({ database: z.string(), table: z.string(), reason: z.string(), rows: z.number() })),
  /** Rows of which the two readings of a rule make something else. */
  readings: z.array(z.object({ rule: z.string(), database: z.string(), table: z.string(), reading: z.enum(readings), reason: z.string(), verdict: z.enum(['kept', 'deleted']), rows: z.number() })),
  skipped: z.array(z.object({ database: z.string(), rule: z.string(), reason: z.string() })),
  /** Tables that other cleanups left behind. */
  leftovers: z.array(z.object({ database: z.string(), table: z.string(), bytes: z.number() })),
  checks: z.array(checkSchema),
  /** What stood between the rehearsal and production. */
  gates: z.array(gateSchema),
  /** The application's most frequent queries, asked for the same live rows before and after; ms. */
  hotQueries: z.array(z.object({ query: z.string(), target: z.enum(targets), database: z.string(), asked: z.number(), same: rows, medianBefore: z.number(), medianAfter: z.number().nullable(), slowestBefore: z.number(), slowestAfter: z.number().nullable(), planBefore: z.string(), planAfter: z.string().nullable() })),
  /** What else a person should know or do. */
  warnings: z.array(z.string()),
  statementsHash: z.string().nullable(),
})
export type Report = z.infer<typeof reportSchema>

/** @param finishedAt ms since the epoch. */
export function buildReport({ execution, environment, plan, failure, state }: z.infer<typeof reportEventSchema>, evidence: readonly SourceEvidence[], finishedAt: number, unread: readonly string[] = []): Report {
  return {
    outcome: failure === null ? 'succeeded' : 'failed',
    mode: plan?.run.mode ?? null,
    runId: execution.name,
    environment: environment.name,
    startedAt: execution.startTime,
    cutoff: plan?.run.cutoff ?? null,
    seconds: Math.max(0, Math.round((finishedAt - Date.parse(execution.startTime)) / 1000)),
    error: failure === null ? null : { name: failure.Error, message: messageOf(failure.Cause ?? '') },
    preflight: evidence.flatMap((source) => source['preflight-production']?.findings ?? []),
    rules: evidence.flatMap(ruleRows),
    alive: evidence.flatMap((source) => databasesOf(source).flatMap(({ database, tables }) =>
      tables.filter(({ kind }) => kind === 'rule').flatMap(({ table, classes }) => classes.filter(({ name }) => !isDead(name)).map(({ name: reason, rows: count }) => ({ database, table, reason, rows: count }))))),
    readings: evidence.flatMap((source) => databasesOf(source).flatMap(({ database, tables }) => tables.flatMap((table) => differing(database, table)))),
    leftovers: evidence.flatMap((source) => databasesOf(source).flatMap(({ database, leftovers }) => leftovers.map((one) => ({ database, ...one })))),
    skipped: evidence.flatMap((source) => databasesOf(source).flatMap(({ database, skipped }) => skipped.map((one) => ({ database, ...one })))),
    checks: evidence.flatMap((source) => [source['verify-clone'], source['verify-production']].flatMap((verified) => (verified?.databases ?? []).flatMap(({ checks }) => checks))),
    gates: [...evidence.flatMap(({ gates }) => gates?.gates ?? []), ...approvalGate(failure, state)],
    hotQueries: evidence.flatMap((source) => [...hotRows('clone', source['measure-clone'], source['verify-clone']), ...hotRows('production', source['measure-production'], source['verify-production'])]),
    warnings: [...unread, ...evidence.flatMap(halfPurged), ...clonesLeft(plan?.sources ?? [], state)],
    statementsHash: plan?.run.statementsHash ?? null,
  }
}

/** The counts a run was judged by: the clone's, or production's in mode plan. */
const databasesOf = (source: SourceEvidence) => (source['measure-clone'] ?? source['measure-production'])?.databases ?? []

function ruleRows(source: SourceEvidence): Report['rules'] {
  // Once production was begun on, the clone's rows say nothing of what is left there.
  const after = source['purge-production'] === null ? source['verify-clone'] : source['verify-production']
  const deleted = (purged: SourceEvidence['purge-clone'], database: string, table: string) => {
    const found = purged?.databases.find((one) => one.database === database)
    return found === undefined ? null : (found.tables.find((one) => one.table === table)?.rows ?? 0)
  }
  return databasesOf(source).flatMap(({ database, tables }) => tables.filter(({ kind }) => kind !== 'other').map(({ rule, table, classes }) => ({
    rule, database, table,
    before: total(classes),
    dead: deadRows(classes),
    cloneDeleted: deleted(source['purge-clone'], database, table),
    productionDeleted: deleted(source['purge-production'], database, table),
    after: totalOrNull(after?.databases.find((one) => one.database === database)?.tables.find((one) => one.table === table)?.classes),
  })))
}

function hotRows(target: Target, measured: SourceEvidence['measure-clone'], verified: SourceEvidence['verify-clone']): Report['hotQueries'] {
  return (measured?.databases ?? []).flatMap(({ database, invariants }) => (invariants?.hot ?? []).filter(({ answers }) => answers.length > 0).map((one) => {
    const after = verified?.databases.find((other) => other.database === database)?.invariants?.hot.find(({ query }) => query === one.query)
    return {
      query: one.query, target, database, asked: one.answers.length,
      same: after === undefined ? null : one.answers.filter((answer, at) => answer === after.answers[at]).length,
      medianBefore: one.median, medianAfter: after?.median ?? null, slowestBefore: one.slowest, slowestAfter: after?.slowest ?? null, planBefore: one.plan, planAfter: after?.plan ?? null,
    }
  }))
}

/** The rows of which the reading that was not taken makes something else. */
function differing(database: string, { rule, table, classes, reading }: MeasuredTable): Report['readings'] {
  if (reading === null) return []
  return classes.map(({ name, rows, other }) => ({ rule, database, table, reading, reason: name, ...(isDead(name) ? { verdict: 'deleted' as const, rows: rows - other } : { verdict: 'kept' as const, rows: other }) })).filter((one) => one.rows > 0)
}

function halfPurged(source: SourceEvidence): string[] {
  const purged = source['purge-production']
  if (purged === null || purged.done) return []
  return [purged.databases.length === 0
    ? "Production's purge may have begun and has nothing on record: a dash is not a zero. Every row it deleted was dead and locked; run again to go on."
    : "Production's purge stopped midway: its counts are what it deleted until then. Every row was dead and locked; run again to go on."]
}

/** What was said when somebody was asked. */
function approvalGate(failure: z.infer<typeof reportEventSchema>['failure'], state: z.infer<typeof reportEventSchema>['state']): Report['gates'] {
  const gate = (passed: boolean, detail: string) => [{ gate: 'approval' as const, source: '', passed, detail }]
  if (failure?.Error === 'NotApproved') return gate(false, messageOf(failure.Cause ?? ''))
  if (state?.approval === undefined) return []
  // What the answer holds is up to whoever answers.
  const answer = z.object({ by: z.string() }).safeParse(state.approval)
  return gate(true, answer.success ? `Approved by ${answer.data.by}.` : 'Approved by somebody who gave no name.')
}

function clonesLeft(sources: readonly SourcePlan[], state: z.infer<typeof reportEventSchema>['state']): string[] {
  const left = state?.cleanupFailure === undefined ? (state?.clonesLeft ?? []).flatMap(({ cloneLeft }) => cloneLeft ?? []) : sources.map(({ clone }) => clone)
  return left.map((clone) => `The clone ${clone} could not be deleted and costs money. The next run tries again; or delete it in the RDS console.`)
}

const total = (classes: readonly ClassCount[]): number => classes.reduce((sum, one) => sum + one.rows, 0)
const totalOrNull = (classes: readonly ClassCount[] | undefined): number | null => (classes === undefined ? null : total(classes))

/** Lambda gives an error as JSON; the state machine itself as text. */
function messageOf(cause: string): string {
  try {
    return z.object({ errorMessage: z.string() }).parse(JSON.parse(cause)).errorMessage
  } catch {
    return cause
  }
}
