import { z } from 'zod'
import {
  deploymentSchema,
  modes,
  readings,
  rulesSettingsSchema,
  runEnvironmentSchema,
  runSettingsSchema,
} from './environment.ts'
import { cloneOrigins, type Identity, sourceKinds } from './source.ts'
import { serverIdentitySchema } from './server-identity.ts'
import { wallTimesSchema } from './wall-times.ts'

/** The execution, from the state machine's context. */
export const executionSchema = z.object({
  name: z.string().regex(/^[\w-]{1,80}$/),
  /** ISO 8601 instant; the cutoff is counted from it. */
  startTime: z.iso.datetime(),
})

/** The input from a person in the console or from the schedule. */
export const runInputSchema = z.strictObject({
  mode: z.enum(modes).optional(),
  rules: rulesSettingsSchema.optional(),
  /** A person has seen how much would be deleted and confirms it. */
  confirmBlastRadius: z.boolean().optional(),
})

export const planEventSchema = z.object({
  execution: executionSchema,
  /** Any input: PlanRun validates it, so that wrong input ends in a named error. */
  input: z.unknown(),
  environment: runEnvironmentSchema,
  deployment: deploymentSchema,
})

/** An enabled rule with its own cutoff: nothing that ended later is dead. */
export const plannedRuleSchema = z.object({
  rule: z.string(),
  cutoff: z.iso.datetime(),
  reading: z.enum(readings),
  /** Overrides the run's limits. */
  blastRows: z.number().optional(),
  blastShare: z.number().optional(),
  reclaim: z.boolean().optional(),
})
export type PlannedRule = z.infer<typeof plannedRuleSchema>

/** What every step of a run knows; no secrets, no rows. */
export const runSchema = runSettingsSchema.extend({
  runId: z.string(),
  environment: z.string(),
  mode: z.enum(modes),
  /** ISO 8601 instants. */
  startedAt: z.string(),
  /** When the purge of production stops, so that there is time to verify and report it… */
  purgeBy: z.string(),
  /** …and when the state machine ends the run, wherever it is. */
  endsBy: z.string(),
  cutoff: z.string(),
  rules: z.array(plannedRuleSchema),
  /** SHA-256 over every statement and schema of the run. */
  statementsHash: z.string(),
  confirmBlastRadius: z.boolean().optional(),
  /** Databases that are left out: they have tables of rules that are off, and of no others. */
  leftOut: z.array(z.object({ source: z.string(), database: z.string() })).optional(),
  deployment: deploymentSchema,
})
export type Run = z.infer<typeof runSchema>

/** One source of the run, with all names decided. */
export const sourcePlanSchema = z.object({
  kind: z.enum(sourceKinds),
  /** Production's identifier in RDS. */
  name: z.string(),
  secret: z.string(),
  /** The port that its settings name. */
  port: z.number().optional(),
  /** RDS's name of its engine, if that is a preview. */
  preview: z.string().optional(),
  /** Identifiers of the snapshot and the clone, whether they exist yet or not. */
  snapshot: z.string(),
  clone: z.string(),
  /** What the clone is; like its source when absent. */
  cloneKind: z.enum(sourceKinds).optional(),
  /** What the clone is made of; the snapshot when absent, which is taken in any case. */
  cloneFrom: z.enum(cloneOrigins).optional(),
  databases: z.array(
    z.object({
      name: z.string(),
      statementsHash: z.string(),
      /**
       * SHA-256 over the columns that its rows are judged and compared by, independent of indexes.
       */
      readingHash: z.string().optional(),
      times: wallTimesSchema,
      /** Empty tables among those whose rows refer to rows of two rules. */
      empty: z.array(z.string()).default([]),
      /** Of production, as PlanRun found it. */
      server: serverIdentitySchema.optional(),
    }),
  ),
})
export type SourcePlan = z.infer<typeof sourcePlanSchema>

/** The clone as RDS knows it. */
export const cloneOf = ({
  kind,
  clone,
  cloneKind = kind,
}: Pick<SourcePlan, 'kind' | 'clone' | 'cloneKind'>): Identity => ({ kind: cloneKind, name: clone })

/**
 * PlanRun's result: `run` goes to every step, `sources` through the Maps. Steps for all sources at
 * once get all of it.
 */
export const planSchema = z.object({ run: runSchema, sources: z.array(sourcePlanSchema) })
export type Plan = z.infer<typeof planSchema>

/** Event of AskApproval. The token is a secret: whoever has it can answer. */
export const approvalEventSchema = planSchema.extend({ token: z.string().min(1) })

/** Event of TakeSnapshot, CopySnapshot, RestoreClone, DeleteClone and ExpireSnapshots. */
export const sourceEventSchema = z.object({ run: runSchema, source: sourcePlanSchema })

/** Event of Preflight: the account's quotas must cover the clones of all sources together. */
export const preflightEventSchema = sourceEventSchema.extend({
  sources: z.array(sourcePlanSchema).min(1),
})

export const targets = ['clone', 'production'] as const
export type Target = (typeof targets)[number]

/**
 * Event of the steps that work on rows (MeasureRows, PurgeRows, VerifyRows). They work until their
 * time is used up and are called again with the `progress` of their last answer.
 */
export const rowsEventSchema = sourceEventSchema.extend({
  target: z.enum(targets),
  /** null at the first call. */
  progress: z.unknown(),
  /** Counts production again right before its purge, and writes the roster of its live rows. */
  again: z.boolean().optional(),
})

/** Answer of the steps that work on rows. */
export interface RowsResult {
  readonly done: boolean
  readonly progress: unknown
  /** s until it may be called again, if it must pause. */
  readonly waitSeconds?: number
}

/** Answer of CheckGates, once every gate is open. */
export interface GatesResult {
  /** s until production may be purged; 0 if immediately. */
  readonly waitSeconds: number
}

/** A failure as the state machine's Catch gives it. */
export const failureSchema = z.object({ Error: z.string(), Cause: z.string().optional() })

/** Event of ReportRun: `plan` is null if PlanRun itself failed, `failure` if nothing failed. */
export const reportEventSchema = z.object({
  execution: executionSchema,
  /** As in PlanRun's event, for a run without a plan. */
  environment: runEnvironmentSchema,
  deployment: deploymentSchema,
  plan: planSchema.nullable(),
  failure: failureSchema.nullable(),
  /**
   * Other state of the execution: the approver's answer, and what the cleanup after a failure left
   * behind.
   */
  state: z
    .object({
      approval: z.unknown().optional(),
      clonesLeft: z.array(z.object({ cloneLeft: z.string().optional() })).optional(),
      cleanupFailure: failureSchema.optional(),
      /** The application could not be stopped. */
      applicationLeft: failureSchema.optional(),
      /**
       * Sources whose expired snapshots could not be deleted, or whose new one could not be marked.
       */
      snapshotsLeft: z
        .array(z.object({ source: z.string(), failure: failureSchema }).partial())
        .optional(),
      snapshotsFailure: failureSchema.optional(),
      /** Sources whose archive could not be gathered into volumes. */
      archivesLeft: z
        .array(z.object({ source: z.string(), failure: failureSchema }).partial())
        .optional(),
      archivesFailure: failureSchema.optional(),
    })
    .optional(),
})

export type ReportEvent = z.infer<typeof reportEventSchema>
export type ReportState = ReportEvent['state']
