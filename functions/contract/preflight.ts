import { z } from 'zod'
import { preflightNames } from './check-names.ts'
import { settingsSchema } from './settings.ts'

/** What the preflight found of one thing: all is well, a person should know, or the run must not go on. */
export const preflightFindingSchema = z.object({
  check: z.enum(preflightNames),
  /** The database it is about; the source where it is about the whole server. */
  database: z.string(),
  level: z.enum(['passed', 'warning', 'failed']),
  /** What was found. */
  detail: z.string(),
  /** What to do about it; '' where nothing is to be done. */
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
