import { z } from 'zod'
import { modes, readings } from '../contract/environment.ts'
import { checkSchema, gateSchema } from '../contract/evidence.ts'
import { preflightFindingSchema } from '../contract/preflight.ts'
import { smokeCheckSchema } from '../contract/smoke.ts'
import { targets } from '../contract/steps.ts'
import { paceNoteSchema, paceSchema, stepTimeSchema, timedSteps } from '../contract/times.ts'

const rows = z.number().int().nullable()
const place = { database: z.string(), table: z.string() }

/** A report before this one, by the SHA-256 of its report.json. */
export const linkSchema = z.object({
  runId: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** What is remembered of a run beyond its own report: in the index of runs, and in the reports after it. */
export const pastRunSchema = z.object({
  runId: z.string(),
  outcome: z.enum(['succeeded', 'failed']),
  mode: z.enum(modes).nullable(),
  finishedAt: z.string(),
  tables: z.array(z.object({ ...place, rehearsed: rows, deleted: rows, after: rows })),
})

/**
 * report.json: counts are rows; null where the step has nothing on record. A purge that failed midway has what it deleted
 * until then. docs/report.schema.json is made from this.
 */
export const reportSchema = z.object({
  outcome: z.enum(['succeeded', 'failed']),
  mode: z.enum(modes).nullable(),
  runId: z.string(),
  environment: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  cutoff: z.string().nullable(),
  seconds: z.number(),
  error: z.object({ name: z.string(), message: z.string() }).nullable(),
  /** What a person does next, the first first. */
  next: z.array(z.string()),
  /** What else a person should know or do. */
  warnings: z.array(z.string()),
  /** What was looked at before anything was made. */
  preflight: z.array(preflightFindingSchema),
  rules: z.array(
    z.object({
      rule: z.string(),
      ...place,
      /** Of the clone before its purge, or of production in mode plan. */
      before: rows,
      dead: rows,
      cloneDeleted: rows,
      /** Right before production's purge. */
      productionBefore: rows.default(null),
      /** What the application wrote until the last count, less what it deleted itself: before + new - deleted = after. */
      productionNew: rows.default(null),
      productionDeleted: rows,
      /** Of production once its purge has begun, else of the clone. */
      after: rows,
    }),
  ),
  alive: z.array(z.object({ ...place, reason: z.string(), rows: z.number() })),
  /** Rows of which the two readings of a rule make something else. */
  readings: z.array(
    z.object({
      rule: z.string(),
      ...place,
      reading: z.enum(readings),
      reason: z.string(),
      verdict: z.enum(['kept', 'deleted']),
      rows: z.number(),
    }),
  ),
  skipped: z.array(z.object({ database: z.string(), rule: z.string(), reason: z.string() })),
  /** Tables that other cleanups left behind. */
  leftovers: z.array(z.object({ ...place, bytes: z.number() })),
  /** Tables of the vendor's that grow and that no rule cleans, and why. */
  uncleaned: z.array(
    z.object({ ...place, rows: z.number().nullable(), bytes: z.number(), why: z.string() }),
  ),
  checks: z.array(checkSchema),
  /** What the application did on the clone; `source` is all of the run's. */
  smoke: z.array(smokeCheckSchema.extend({ source: z.string() })),
  /** The end of its log. */
  smokeLog: z.array(z.string()),
  /** What stood between the rehearsal and production. */
  gates: z.array(gateSchema),
  /** Tables of the rules, as the rehearsal found them and as production was before its purge. */
  drift: z.array(
    z.object({
      ...place,
      cloneRows: z.number(),
      cloneDead: z.number(),
      productionRows: z.number(),
      productionDead: z.number(),
    }),
  ),
  /** What the purges did; ms of work and of the waiting between batches. */
  purges: z.array(
    z.object({
      source: z.string(),
      target: z.enum(targets),
      database: z.string(),
      rows: z.number(),
      batches: z.number(),
      milliseconds: z.number(),
    }),
  ),
  pace: z.array(z.object({ source: z.string(), target: z.enum(targets), ...paceSchema.shape })),
  /** Where a purge changed its pace, paused, or tried a step again, and why. */
  paceNotes: z.array(
    z.object({ source: z.string(), target: z.enum(targets), ...paceNoteSchema.shape }),
  ),
  /** The application's most frequent queries, asked for the same live rows before and after; ms. */
  hotQueries: z.array(
    z.object({
      query: z.string(),
      target: z.enum(targets),
      database: z.string(),
      asked: z.number(),
      same: rows,
      medianBefore: z.number(),
      medianAfter: z.number().nullable(),
      slowestBefore: z.number(),
      slowestAfter: z.number().nullable(),
      planBefore: z.string(),
      planAfter: z.string().nullable(),
    }),
  ),
  /** Bytes that a rebuild of a purged table gives back: an estimate, or what the clone's rebuild has shown (`measured`). */
  space: z
    .array(
      z.object({
        ...place,
        rule: z.string(),
        bytes: z.number(),
        couldReturn: z.number(),
        measured: z.boolean(),
        rebuildSeconds: z.number().nullable(),
        returned: z.number().nullable(),
        done: z.string(),
      }),
    )
    .default([]),
  timeline: z.array(
    z.object({
      source: z.string(),
      step: z.enum([...timedSteps, 'wait-for-window']),
      ...stepTimeSchema.shape,
    }),
  ),
  /** From the first call that restored the clone to the last that deleted it: at most so long was it paid for. */
  clones: z.array(
    z.object({
      clone: z.string(),
      startedAt: z.string(),
      endedAt: z.string().nullable(),
      hours: z.number().nullable(),
      pricePerHour: z.number().nullable(),
      cost: z.number().nullable(),
    }),
  ),
  /** Dead rows that are left for the next run where this one's time to purge was over; else null. */
  left: rows.default(null),
  statementsHash: z.string().nullable(),
  /** The report before this one; null for the first. */
  previous: linkSchema.nullable(),
  /** The runs before this one, oldest first. */
  history: z.array(pastRunSchema),
})
export type Report = z.infer<typeof reportSchema>
export type PastRun = z.infer<typeof pastRunSchema>
export type Link = z.infer<typeof linkSchema>
