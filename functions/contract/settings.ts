import { z } from 'zod'

const valuesSchema = z.record(z.string(), z.string())

/**
 * A server's settings, by its engine's names: what its pace depends on, and what its statements'
 * outcome does.
 */
export const settingsSchema = z.object({
  pace: valuesSchema,
  outcome: valuesSchema,
  /** Whether it keeps a log of changes for others to follow, which a clone may not. */
  keepsLog: z.boolean(),
  /** Bytes that a statement may have; absent where it is not told. */
  longestStatement: z.number().optional(),
})
export type Settings = z.infer<typeof settingsSchema>
