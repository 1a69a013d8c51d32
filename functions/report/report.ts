import { z } from 'zod'
import { modes } from '../contract/environment.ts'
import type { reportEventSchema } from '../contract/steps.ts'

const classSchema = z.object({ name: z.string(), rows: z.number() })
const measuredSchema = z.object({
  databases: z.array(z.object({
    database: z.string(),
    skipped: z.array(z.object({ rule: z.string(), reason: z.string() })).default([]),
    tables: z.array(z.object({ table: z.string(), rule: z.string(), kind: z.enum(['rule', 'child', 'other']), classes: z.array(classSchema) })),
  })),
})
const purgedSchema = z.object({ databases: z.array(z.object({ database: z.string(), tables: z.array(z.object({ table: z.string(), rows: z.number() })) })) })
const checkSchema = z.object({ check: z.string(), target: z.enum(['clone', 'production']), database: z.string(), passed: z.boolean(), detail: z.string() })
const verifiedSchema = measuredSchema.extend({ checks: z.array(checkSchema) })

/** What the steps of one source left; null where the run did not get so far. */
export const sourceEvidenceSchema = z.object({
  'measure-clone': measuredSchema.nullable(),
  'purge-clone': purgedSchema.nullable(),
  'verify-clone': verifiedSchema.nullable(),
  'measure-production': measuredSchema.nullable(),
  'purge-production': purgedSchema.nullable(),
  'verify-production': verifiedSchema.nullable(),
})
export type SourceEvidence = z.infer<typeof sourceEvidenceSchema>
export const evidenceNames = Object.keys(sourceEvidenceSchema.shape) as (keyof SourceEvidence)[]

const rows = z.number().int().nullable()
/**
 * report.json: counts are rows; null where the step did not finish. A null in `productionDeleted` is not a zero: a purge
 * that failed midway has deleted rows and not counted them here.
 */
export const reportSchema = z.object({
  outcome: z.enum(['succeeded', 'failed']),
  mode: z.enum(modes).nullable(),
  runId: z.string(),
  environment: z.string(),
  startedAt: z.string(),
  cutoff: z.string().nullable(),
  seconds: z.number(),
  error: z.object({ name: z.string(), message: z.string() }).nullable(),
  rules: z.array(z.object({ rule: z.string(), database: z.string(), table: z.string(), before: rows, dead: rows, cloneDeleted: rows, productionDeleted: rows, after: rows })),
  alive: z.array(z.object({ database: z.string(), table: z.string(), reason: z.string(), rows: z.number() })),
  skipped: z.array(z.object({ database: z.string(), rule: z.string(), reason: z.string() })),
  checks: z.array(checkSchema),
  statementsHash: z.string().nullable(),
})
export type Report = z.infer<typeof reportSchema>

/** @param finishedAt ms since the epoch. */
export function buildReport({ execution, environment, plan, failure }: z.infer<typeof reportEventSchema>, evidence: readonly SourceEvidence[], finishedAt: number): Report {
  return {
    outcome: failure === null ? 'succeeded' : 'failed',
    mode: plan?.run.mode ?? null,
    runId: execution.name,
    environment: environment.name,
    startedAt: execution.startTime,
    cutoff: plan?.run.cutoff ?? null,
    seconds: Math.max(0, Math.round((finishedAt - Date.parse(execution.startTime)) / 1000)),
    error: failure === null ? null : { name: failure.Error, message: messageOf(failure.Cause ?? '') },
    rules: evidence.flatMap(ruleRows),
    alive: evidence.flatMap((source) => databasesOf(source).flatMap(({ database, tables }) =>
      tables.filter(({ kind }) => kind === 'rule').flatMap(({ table, classes }) => classes.filter(({ name }) => name !== 'dead').map(({ name: reason, rows: count }) => ({ database, table, reason, rows: count }))))),
    skipped: evidence.flatMap((source) => databasesOf(source).flatMap(({ database, skipped }) => skipped.map((one) => ({ database, ...one })))),
    checks: evidence.flatMap((source) => [...(source['verify-clone']?.checks ?? []), ...(source['verify-production']?.checks ?? [])]),
    statementsHash: plan?.run.statementsHash ?? null,
  }
}

/** The counts a run was judged by: the clone's, or production's in mode plan. */
const databasesOf = (source: SourceEvidence) => (source['measure-clone'] ?? source['measure-production'])?.databases ?? []

function ruleRows(source: SourceEvidence): Report['rules'] {
  // Once production was begun on, the clone's rows say nothing of what is left there.
  const after = source['measure-production'] === null ? source['verify-clone'] : source['verify-production']
  const deleted = (purged: SourceEvidence['purge-clone'], database: string, table: string) => {
    const found = purged?.databases.find((one) => one.database === database)
    return found === undefined ? null : (found.tables.find((one) => one.table === table)?.rows ?? 0)
  }
  return databasesOf(source).flatMap(({ database, tables }) => tables.filter(({ kind }) => kind !== 'other').map(({ rule, table, classes }) => ({
    rule, database, table,
    before: total(classes),
    dead: classes.find(({ name }) => name === 'dead')?.rows ?? 0,
    cloneDeleted: deleted(source['purge-clone'], database, table),
    productionDeleted: deleted(source['purge-production'], database, table),
    after: totalOrNull(after?.databases.find((one) => one.database === database)?.tables.find((one) => one.table === table)?.classes),
  })))
}

const total = (classes: readonly z.infer<typeof classSchema>[]): number => classes.reduce((sum, one) => sum + one.rows, 0)
const totalOrNull = (classes: readonly z.infer<typeof classSchema>[] | undefined): number | null => (classes === undefined ? null : total(classes))

/** Lambda gives an error as JSON; the state machine itself as text. */
function messageOf(cause: string): string {
  try {
    return z.object({ errorMessage: z.string() }).parse(JSON.parse(cause)).errorMessage
  } catch {
    return cause
  }
}
