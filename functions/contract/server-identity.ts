import { z } from 'zod'

/**
 * How production is recognized later in the run; hashes only, since host names are confidential.
 */
export const serverIdentitySchema = z.object({
  /** RDS's resource id. */
  resource: z.string(),
  /** Hash of the server's own identity; a failover may change it. */
  own: z.string(),
  /**
   * Rows that no purge deletes and nobody changes, by key, with the hash of a value unique to the
   * installation.
   */
  witnesses: z
    .object({
      table: z.string(),
      rows: z.array(z.object({ key: z.array(z.string()).readonly(), hash: z.string() })).readonly(),
    })
    .nullable(),
})
export type ServerIdentity = z.infer<typeof serverIdentitySchema>
