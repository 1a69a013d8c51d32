import { z } from 'zod'

/** A table's bytes as its server reports them: rows, indexes, and free space in its file. */
export const tableSizeSchema = z.object({
  table: z.string(),
  data: z.number(),
  index: z.number(),
  free: z.number(),
})
export type TableSize = z.infer<typeof tableSizeSchema>

/** The outcome of a table's rebuild. `asked` is whether its rule has `reclaim`. */
export const rebuildSchema = z.object({
  table: z.string(),
  asked: z.boolean(),
  before: tableSizeSchema,
  /** null if it was not rebuilt; `reason` then says why. */
  after: tableSizeSchema.nullable(),
  seconds: z.number(),
  reason: z.string(),
  /** What was foreseen of a rebuild that was done, such as replicas' lag. */
  told: z.string().optional(),
  /** It takes longer than one call: a task does it, if the environment has one. */
  longer: z.literal(true).optional(),
  /** The server's session that rebuilds it; absent once that has ended. */
  session: z.string().optional(),
  /** When that session began it. */
  since: z.iso.datetime().optional(),
})
export type Rebuild = z.infer<typeof rebuildSchema>

/** The evidence `reclaim-<target>`: what was rebuilt so far. */
export const reclaimedSchema = z.object({
  databases: z
    .array(z.object({ database: z.string(), tables: z.array(rebuildSchema).readonly() }))
    .readonly(),
})
export type Reclaimed = z.infer<typeof reclaimedSchema>
