import { z } from 'zod'
import { invariantNames } from './check-names.ts'

/**
 * What the application can read, counted and asked in its own terms before and after a purge. No token, hash of a token or
 * session object is in it: keys of rows, and SHA-256 sums of answers.
 */

const keySchema = z.array(z.string()).readonly()

/** Rows that mean something to the application as of the run's start, and the sum of their hashes. */
export const invariantCountSchema = z.object({
  invariant: z.enum(invariantNames),
  table: z.string(),
  rows: z.number().int(),
  hash: z.string(),
})
export type InvariantCount = z.infer<typeof invariantCountSchema>

/** A query that the application asks all the time, asked for each of a sample of live rows. */
export const hotQuerySchema = z.object({
  query: z.string(),
  table: z.string(),
  /** The beginning of the SHA-256 of the answer for each key of the table's sample; null where the row is gone. */
  answers: z.array(z.string().nullable()).readonly(),
  /** ms. */
  median: z.number(),
  slowest: z.number(),
  /** The server's plan for the first of them, in short. */
  plan: z.string(),
})
export type HotQuery = z.infer<typeof hotQuerySchema>

/** @property samples keys by table, chosen before the purge; none after it. Small: all of it passes through the state of an execution. */
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

/** Where the counting stands, and the keys that were chosen so far; small, whatever a table's size. */
export const invariantProgressSchema = invariantTallySchema.extend({
  /** Index of the invariant it goes on with, after the key `low`. */
  invariant: z.number().int(),
  low: keySchema.nullable(),
})
export type InvariantProgress = z.infer<typeof invariantProgressSchema>
