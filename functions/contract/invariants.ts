import { z } from 'zod'
import { invariantNames } from './check-names.ts'

/**
 * What the application can read, counted and queried in its own terms before and after a purge. It
 * contains row keys and SHA-256 sums of answers, but no token, token hash or session object.
 */

const keySchema = z.array(z.string()).readonly()

/** Rows that matter to the application at the run's start, and the sum of their hashes. */
export const invariantCountSchema = z.object({
  invariant: z.enum(invariantNames),
  table: z.string(),
  rows: z.number().int(),
  hash: z.string(),
})
export type InvariantCount = z.infer<typeof invariantCountSchema>

/** A frequent query of the application, run for each of a sample of live rows. */
export const hotQuerySchema = z.object({
  query: z.string(),
  table: z.string(),
  /**
   * The start of the answer's SHA-256 for each key of the table's sample; null if the row is
   * missing.
   */
  answers: z.array(z.string().nullable()).readonly(),
  /** ms. */
  median: z.number(),
  /** Between the first and the third quartile: how far single times differ by themselves. */
  spread: z.number(),
  slowest: z.number(),
  /** The server's plan for the first of them, abbreviated. */
  plan: z.string(),
})
export type HotQuery = z.infer<typeof hotQuerySchema>

/**
 * @property samples keys by table, chosen before the purge; none after it. Small enough for the
 * state of an execution.
 */
export const invariantsSchema = z.object({
  samples: z.record(z.string(), z.array(keySchema).readonly()),
  counts: z.array(invariantCountSchema).readonly(),
  hot: z.array(hotQuerySchema).readonly(),
})
export type Invariants = z.infer<typeof invariantsSchema>

/** Counts and chosen keys so far. */
export const invariantTallySchema = z.object({
  counts: z.array(invariantCountSchema).readonly(),
  samples: z.record(z.string(), z.array(keySchema).readonly()),
})
export type InvariantTally = z.infer<typeof invariantTallySchema>

/** Where the count stands, and the keys chosen so far; small, whatever a table's size. */
export const invariantProgressSchema = invariantTallySchema.extend({
  /** Index of the invariant to continue with, after the key `low`. */
  invariant: z.number().int(),
  low: keySchema.nullable(),
})
export type InvariantProgress = z.infer<typeof invariantProgressSchema>
