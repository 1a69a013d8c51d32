import { z } from 'zod'
import { deploymentSchema, runEnvironmentSchema } from './environment.ts'
import { executionSchema } from './steps.ts'

/** What a person types to put rows back; every limit may be left out. */
export const undoInputSchema = z.strictObject({
  /** Execution name of the run whose rows come back. */
  run: z.string().regex(/^[\w-]{1,80}$/),
  /** The source; needs no naming where the environment has one. */
  source: z.string().optional(),
  rule: z.string().optional(),
  table: z.string().optional(),
  key: z.string().optional(),
  /** ISO 8601 instants at which the rows went: from `since` on, before `until`. */
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Counts only, unless said otherwise. */
  dryRun: z.boolean().default(true),
  onCollision: z.enum(['skip', 'fail']).default('skip'),
})
export type UndoInput = z.infer<typeof undoInputSchema>

export const undoTotalsSchema = z.record(
  z.string(),
  z.object({
    putBack: z.number(),
    present: z.number(),
    collided: z.number(),
    collisions: z.array(z.string()),
  }),
)
/** By table: rows put back (or to be put back, in a dry run), rows that were there as archived, rows with no place, and the keys of ten of these. */
export type UndoTotals = z.infer<typeof undoTotalsSchema>

/** Event of UndoRows. */
export const undoEventSchema = z.object({
  execution: executionSchema,
  input: z.unknown(),
  environment: runEnvironmentSchema,
  deployment: deploymentSchema,
  /** null at the first call. */
  progress: z
    .object({
      after: z.string(),
      files: z.number(),
      totals: undoTotalsSchema,
      /** Marks of rows that stayed out, so that what hangs on them does too. */
      out: z.array(z.string()),
    })
    .nullable(),
})
