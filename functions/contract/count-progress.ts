import { z } from 'zod'
import { keySchema, measuredTableSchema } from './evidence.ts'
import { invariantProgressSchema, invariantTallySchema } from './invariants.ts'
import { rosterProgressSchema } from './roster.ts'

/** Where a measurement stopped, and its results so far; small, whatever the table's size. */
export const measureProgressSchema = z.object({
  table: z.number().int(),
  low: keySchema.nullable(),
  tables: z.array(measuredTableSchema).readonly(),
})
export type MeasureProgress = z.infer<typeof measureProgressSchema>

/**
 * Where an observation stopped: first rows are measured, then the application's rows in other
 * tables are counted.
 */
export const observeProgressSchema = z.object({
  rows: measureProgressSchema,
  /** Invariants counted while their table is measured. */
  beside: invariantTallySchema.optional(),
  invariants: invariantProgressSchema.nullable(),
})
export type ObserveProgress = z.infer<typeof observeProgressSchema>

/** Where a verification stopped: on production missing rows are explained after the counting. */
export const verifyProgressSchema = observeProgressSchema.extend({
  roster: rosterProgressSchema.nullable().optional(),
})
export type VerifyProgress = z.infer<typeof verifyProgressSchema>
