import { z } from 'zod'
import { deploymentSchema, runEnvironmentSchema } from './environment.ts'
import { executionSchema } from './steps.ts'

/** An operator's input for putting rows back; all filters are optional. */
export const undoInputSchema = z.strictObject({
  /** Execution name of the run whose rows are put back. */
  run: z.string().regex(/^[\w-]{1,80}$/),
  /** The source; optional if the environment has only one. */
  source: z.string().optional(),
  rule: z.string().optional(),
  table: z.string().optional(),
  key: z.string().optional(),
  /** ISO 8601 instants of deletion: from `since` on, before `until`. */
  since: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** Only counts, unless set to false. */
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
/**
 * By table: rows put back (or to put back, in a dry run), rows that exist as archived, collisions,
 * and the keys of ten of them.
 */
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
      /** Marks of skipped rows, so that their children are skipped too. */
      out: z.array(z.string()),
    })
    .nullable(),
})
