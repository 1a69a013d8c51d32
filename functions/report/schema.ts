import { z } from 'zod'
import { backlogFoundSchema } from '../contract/backlog.ts'
import { modes, readings } from '../contract/environment.ts'
import { checkSchema } from '../contract/evidence.ts'
import { gateSchema } from '../contract/gates.ts'
import { preflightFindingSchema } from '../contract/preflight.ts'
import { provenDatabaseSchema } from '../contract/proof.ts'
import { smokeCheckSchema } from '../contract/smoke.ts'
import { cloneOrigins } from '../contract/source.ts'
import { targets } from '../contract/steps.ts'
import { paceNoteSchema, paceSchema, stepTimeSchema, timedSteps } from '../contract/times.ts'

const rows = z.number().int().nullable()
const place = { database: z.string(), table: z.string() }

/** An earlier report, identified by the SHA-256 of its report.json. */
export const linkSchema = z.object({
  runId: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** What the index of runs and later reports keep about a run. */
export const pastRunSchema = z.object({
  runId: z.string(),
  outcome: z.enum(['succeeded', 'failed']),
  mode: z.enum(modes).nullable(),
  finishedAt: z.string(),
  /** The name of what ended it; null if it succeeded. */
  error: z.string().nullable().default(null),
  /** The rules of its plan; a person may have limited it to a few. */
  plannedRules: z.array(z.string()).default([]),
  /** Rows of confirmed backlogs that it found and left; absent if it worked none off. */
  backlog: z
    .object({
      confirmed: z.number().int(),
      found: z.number().int(),
      left: z.number().int(),
      /** Of the confirmation that has most left: absent in reports from before they were kept. */
      by: z.object({ runId: z.string(), at: z.string(), run: z.number().int() }).optional(),
    })
    .optional(),
  tables: z.array(
    z.object({
      ...place,
      before: rows.default(null),
      dead: rows.default(null),
      rehearsed: rows,
      deleted: rows,
      after: rows,
      left: rows.default(null),
    }),
  ),
})

/**
 * report.json: counts are rows; null if the step recorded nothing. A purge that failed midway shows
 * what it had deleted. docs/report.schema.json is generated from this.
 */
export const reportSchema = z.object({
  outcome: z.enum(['succeeded', 'failed']),
  mode: z.enum(modes).nullable(),
  runId: z.string(),
  environment: z.string(),
  startedAt: z.string(),
  finishedAt: z.string(),
  cutoff: z.string().nullable(),
  /** The rules of the plan, also those whose table is nowhere. */
  plannedRules: z.array(z.string()).default([]),
  seconds: z.number(),
  error: z.object({ name: z.string(), message: z.string() }).nullable(),
  /** What to do next, most urgent first. */
  next: z.array(z.string()),
  /** Other things to know or do. */
  warnings: z.array(z.string()),
  /** What was checked before anything was created. */
  preflight: z.array(preflightFindingSchema),
  /** What the clone's server was shown to do before anything was measured. */
  proven: z.array(z.object({ source: z.string(), ...provenDatabaseSchema.shape })).default([]),
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
      productionDead: rows.default(null),
      /**
       * What the application wrote until the last count, minus what it deleted: before + new -
       * deleted = after.
       */
      productionNew: rows.default(null),
      productionDeleted: rows,
      /** Of production once its purge has started, otherwise of the clone. */
      after: rows,
      /** Dead rows that production still has; null if they were not counted after its purge. */
      left: rows.default(null),
    }),
  ),
  alive: z.array(z.object({ ...place, reason: z.string(), rows: z.number() })),
  /** Rows that the two readings of a rule treat differently. */
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
  /** Vendor tables that grow and that no rule cleans, and why. */
  uncleaned: z.array(
    z.object({ ...place, rows: z.number().nullable(), bytes: z.number(), why: z.string() }),
  ),
  checks: z.array(checkSchema),
  /** What the application did on the clone; `source` lists all sources of the run. */
  smoke: z.array(smokeCheckSchema.extend({ source: z.string() })),
  /** The end of its log. */
  smokeLog: z.array(z.string()),
  /** What stood between the rehearsal and production. */
  gates: z.array(gateSchema),
  /** Tables of the rules, as the rehearsal and production counted them before their purge. */
  drift: z.array(
    z.object({
      ...place,
      cloneRows: z.number(),
      cloneDead: z.number(),
      productionRows: z.number(),
      productionDead: z.number(),
    }),
  ),
  /** What the purges did; ms of work and of the pauses between batches. */
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
  /** Where a purge changed its pace, paused, or retried a batch, and why. */
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
      /** Between the first and the third quartile of the single times. */
      spreadBefore: z.number().default(0),
      spreadAfter: z.number().nullable().default(null),
      slowestBefore: z.number(),
      slowestAfter: z.number().nullable(),
      planBefore: z.string(),
      planAfter: z.string().nullable(),
    }),
  ),
  /**
   * Bytes that a rebuild of a purged table returns: an estimate, or measured by the clone's rebuild
   * (`measured`).
   */
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
        /** How the space comes back that a rebuild leaves; absent where it leaves none. */
        rest: z.string().optional(),
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
  /**
   * From the first call that restored the clone to the last that deleted it: the maximum time paid
   * for.
   */
  clones: z.array(
    z.object({
      clone: z.string(),
      from: z.enum(cloneOrigins),
      startedAt: z.string(),
      endedAt: z.string().nullable(),
      hours: z.number().nullable(),
      pricePerHour: z.number().nullable(),
      cost: z.number().nullable(),
    }),
  ),
  /** Sources with more dead rows than the limits allow: what they take, and how far they are. */
  backlog: z.array(backlogFoundSchema).default([]),
  /** Dead rows left for the next run because this one reached its time limit; otherwise null. */
  left: rows.default(null),
  /** Whether the rows that were deleted from production are in the archive. */
  archived: z.boolean().default(false),
  /** The run's traces in the AWS console. */
  links: z.array(z.object({ name: z.string(), url: z.string() })).default([]),
  statementsHash: z.string().nullable(),
  /** The report before this one; null for the first. */
  previous: linkSchema.nullable(),
  /** The runs before this one, oldest first. */
  history: z.array(pastRunSchema),
})
export type Report = z.infer<typeof reportSchema>
export type PastRun = z.infer<typeof pastRunSchema>
export type Link = z.infer<typeof linkSchema>
