import { z } from 'zod'
import { backlogAtGatesSchema } from './backlog.ts'

/** A gate between rehearsal and production. */
export const gateNames = ['blast-radius', 'archive-size', 'drift', 'window', 'approval'] as const
/** `source` is '' for a gate of the whole run. */
export const gateSchema = z.object({
  gate: z.enum(gateNames),
  source: z.string(),
  passed: z.boolean(),
  detail: z.string(),
})
export type Gate = z.infer<typeof gateSchema>
/** CheckGates: one object per source, named `gates`. */
export const gatesSchema = z.object({
  gates: z.array(gateSchema).readonly(),
  /** s until the window was to open. */
  waitSeconds: z.number().optional(),
  /** Absent if the run deletes no backlog that was confirmed. */
  backlog: backlogAtGatesSchema.optional(),
})
