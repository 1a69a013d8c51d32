import { z } from 'zod'
import { checkNames } from './check-names.ts'
import { readings } from './environment.ts'
import { invariantsSchema } from './invariants.ts'
import { settingsSchema } from './settings.ts'
import { rosterPagesSchema, rosterVerdictSchema, soughtSchema } from './roster.ts'
import { tableSizeSchema } from './space.ts'
import { targets } from './steps.ts'
import { throttleStateSchema } from './throttle.ts'
import { paceNotesSchema, paceSchema } from './times.ts'

/**
 * What the steps that work on rows store in the evidence bucket, for each other and for the report:
 * one object per step, source and target, named `<step>-<target>`. Hashes are sums as strings,
 * exact beyond 2^53.
 */

/**
 * Rows of one class: how many, the sum of their hashes, and how many the rule's other reading would
 * delete.
 */
export const classCountSchema = z.object({
  name: z.string(),
  rows: z.number().int(),
  hash: z.string(),
  other: z.number().int(),
})
export type ClassCount = z.infer<typeof classCountSchema>

export const measuredTableSchema = z.object({
  table: z.string(),
  /** The rule of these rows; '' for a table outside the rules. */
  rule: z.string(),
  kind: z.enum(['rule', 'child', 'other']),
  classes: z.array(classCountSchema).readonly(),
  /**
   * Whether its old rows can be accounted for on production: only the purge deletes or rewrites
   * them.
   */
  settled: z.boolean(),
  /**
   * The rule's reading in use; null if the rule has only one, or the table has no rule of its own.
   */
  reading: z.enum(readings).nullable(),
  /** Pages of the roster of its live rows; absent if it has no roster. */
  rosterPages: rosterPagesSchema.optional(),
  /** After a purge of production: what became of its roster. */
  sought: soughtSchema.optional(),
})
export type MeasuredTable = z.infer<typeof measuredTableSchema>

/**
 * How the server would find the rows of a rule's batch: each table of the statement, its access
 * type and index.
 */
export const queryPlanSchema = z.object({
  rule: z.string(),
  table: z.string(),
  steps: z.array(z.string()).readonly(),
})
export type QueryPlan = z.infer<typeof queryPlanSchema>

export const skippedRuleSchema = z.object({ rule: z.string(), reason: z.string() })

/** A table left over by other cleanups, with its size in bytes. */
export const leftoverSchema = z.object({ table: z.string(), bytes: z.number() })

/** A vendor table that grows and that no rule cleans; `rows` is null if not counted. */
export const uncleanedSchema = z.object({
  table: z.string(),
  rows: z.number().int().nullable(),
  bytes: z.number(),
  why: z.string(),
})
export type UncleanedTable = z.infer<typeof uncleanedSchema>

/** MeasureRows: every class of every table, before anything is deleted. */
export const measuredDatabaseSchema = z.object({
  database: z.string(),
  schema: z.string(),
  skipped: z.array(skippedRuleSchema).readonly(),
  leftovers: z.array(leftoverSchema).readonly(),
  uncleaned: z.array(uncleanedSchema).readonly().optional(),
  plans: z.array(queryPlanSchema).readonly(),
  sizes: z.array(tableSizeSchema).readonly().optional(),
  /** Settings of the target's server, by name. */
  settings: settingsSchema.optional(),
  /** DELETE triggers that the target's user can see. */
  triggers: z.array(z.string()).readonly().optional(),
  /** What a person may be told to do in it, in the words of its engine. */
  words: z
    .object({
      refresh: z.string(),
      grantTriggers: z.string().nullable(),
      spaceLeft: z.string().optional(),
    })
    .optional(),
  tables: z.array(measuredTableSchema).readonly(),
  invariants: invariantsSchema.optional(),
})

export const measuredSchema = z.object({
  databases: z.array(measuredDatabaseSchema).readonly(),
  /** ISO instant at which the counting ended. */
  at: z.string().optional(),
  /** Whether the rosters of live rows were written in the same pass. */
  rosters: z.literal(true).optional(),
})
export type Measured = z.infer<typeof measuredSchema>

/**
 * Rows deleted from a table. `old` of them were created before the cutoff, and `hash` covers the
 * identity of those; production is accounted for by both. Children have neither.
 */
export const deletedSchema = z.object({
  table: z.string(),
  rows: z.number().int(),
  old: z.number().int(),
  hash: z.string(),
})
export type Deleted = z.infer<typeof deletedSchema>

/**
 * How rows of a table came back when their undo was tried on the clone; see
 * functions/purge/purge-account.ts.
 */
export const cameBackSchema = z.object({
  table: z.string(),
  rows: z.number().int(),
  /** Those that did not come back as they were, and up to ten of their keys, with why. */
  out: z.number().int(),
  keys: z.array(z.string()).readonly(),
  /** The number of deleted rows at which the undo is rehearsed again. */
  next: z.number().int(),
})
export type CameBack = z.infer<typeof cameBackSchema>

export const purgedDatabaseSchema = z.object({
  database: z.string(),
  tables: z.array(deletedSchema).readonly(),
  batches: z.number().int(),
  milliseconds: z.number(),
  /** As in the progress. */
  files: z.number().int().optional(),
  void: z.array(z.number().int()).readonly().optional(),
  left: z.number().int().optional(),
  cameBack: z.array(cameBackSchema).readonly().optional(),
})
/**
 * PurgeRows: what was deleted so far. `done` is false while the purge is running or if it stopped
 * midway; `progress` is where it continues, even after a failed call.
 */
export const purgedSchema = z.object({
  done: z.boolean(),
  /** Present if it ended with rows left for the next run because it reached its time limit. */
  ended: z.literal('time').optional(),
  databases: z.array(purgedDatabaseSchema).readonly(),
  progress: z.unknown(),
  /** Bytes of the archive files so far; on a clone they are made and not stored. */
  archiveBytes: z.number().optional(),
  /** The call that wrote it. */
  writer: z.string().optional(),
  pace: paceSchema.optional(),
  notes: paceNotesSchema.optional(),
  throttle: throttleStateSchema.optional(),
})
export type Purged = z.infer<typeof purgedSchema>

export const checkSchema = z.object({
  check: z.union([z.enum(checkNames), z.templateLiteral(['own:', z.string()])]),
  target: z.enum(targets),
  database: z.string(),
  passed: z.boolean(),
  detail: z.string(),
})
export type Check = z.infer<typeof checkSchema>

/** VerifyRows: the same classes again, and the checks' findings. */
export const verifiedDatabaseSchema = z.object({
  database: z.string(),
  tables: z.array(measuredTableSchema).readonly(),
  checks: z.array(checkSchema).readonly(),
  invariants: invariantsSchema.optional(),
  /** On production: the outcome of the rows that were live right before the purge. */
  rosters: z.array(rosterVerdictSchema).readonly().optional(),
  warnings: z.array(z.string()).readonly().optional(),
})
export const verifiedSchema = z.object({ databases: z.array(verifiedDatabaseSchema).readonly() })
export type Verified = z.infer<typeof verifiedSchema>

/** A primary key's values; see Key in functions/engines/dialect.ts. */
export const keySchema = z.array(z.string()).readonly()

/**
 * A batch right before its commit: its range goes from the progress's `low` to `high`, its own rows
 * are last in `gone`. Some of its rows, which are deleted together or not at all, are the
 * `witnesses`: the keys that must be gone, with the row's hash.
 */
const doubtSchema = z.object({
  high: keySchema.nullable(),
  gone: z.array(deletedSchema).readonly(),
  left: z.number().int(),
  file: z.number().int(),
  witnesses: z
    .array(z.object({ key: z.array(z.string().nullable()).readonly(), hash: z.string() }))
    .readonly(),
})

/** Where a purge stopped and what it has deleted so far. */
export const purgeProgressSchema = z.object({
  /** Index of the rule to continue with, after the key `low` (null: from the table's start). */
  rule: z.number().int(),
  low: keySchema.nullable(),
  /** The index of this rule's walk, if not the table's key. */
  by: z.string().optional(),
  deleted: z.array(deletedSchema).readonly(),
  batches: z.number().int(),
  /** ms of work and waits. */
  milliseconds: z.number(),
  /** The number of the next archive file. */
  files: z.number().int(),
  /** Numbers of void archive files: their batch was not committed. */
  void: z.array(z.number().int()).readonly(),
  /** Dead rows that were kept because others locked them. */
  left: z.number().int(),
  cameBack: z.array(cameBackSchema).readonly().optional(),
  /** Rows of this rule's table, by key, that stay with one of their group that others lock. */
  staying: z.array(z.string()).readonly().optional(),
  /** Not in `deleted` yet: the next call finds out whether it was committed. */
  doubt: doubtSchema.optional(),
  /** The batch after it, recorded ahead: in doubt only if the one before it was committed. */
  ahead: doubtSchema.optional(),
})
export type PurgeProgress = z.infer<typeof purgeProgressSchema>
