import { z } from 'zod'
import { preflightNames } from './check-names.ts'
import { settingsSchema } from './settings.ts'

/** One finding of the preflight: passed, a warning, or a failure that stops the run. */
export const preflightFindingSchema = z.object({
  check: z.enum(preflightNames),
  /** The database concerned, or the source if it concerns the whole server. */
  database: z.string(),
  level: z.enum(['passed', 'warning', 'failed']),
  /** What was found. */
  detail: z.string(),
  /** What to do about it; '' if nothing. */
  remedy: z.string(),
})
export type PreflightFinding = z.infer<typeof preflightFindingSchema>

/** The evidence `preflight-production`. */
export const preflightSchema = z.object({
  findings: z.array(preflightFindingSchema).readonly(),
  /** Settings of production's server. */
  settings: settingsSchema.optional(),
})
export type Preflight = z.infer<typeof preflightSchema>
