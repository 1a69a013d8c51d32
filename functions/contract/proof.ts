import { z } from 'zod'

/** ProveEngine: what a clone's server was shown to do, on rows of Drydock's own. */
export const provenDatabaseSchema = z.object({
  database: z.string(),
  /** As the server writes it. */
  version: z.string(),
  /** The fingerprint of the schema whose tables were copied. */
  schema: z.string(),
  /** The server's settings on which the outcome of statements depends. */
  settings: z.record(z.string(), z.string()),
  /** Answers to the port's statements that were compared, and kinds of row key they were by. */
  shapes: z.number().int(),
  keys: z.number().int(),
  rules: z.number().int(),
  rows: z.number().int(),
  milliseconds: z.number().int(),
})
export type ProvenDatabase = z.infer<typeof provenDatabaseSchema>

export const provenSchema = z.object({ databases: z.array(provenDatabaseSchema).readonly() })
export type Proven = z.infer<typeof provenSchema>
