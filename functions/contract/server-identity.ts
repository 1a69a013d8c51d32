import { z } from 'zod'

/** By what production is known again later in the run; hashes only, since a host's name is nobody's business. */
export const serverIdentitySchema = z.object({
  /** RDS's resource id. */
  resource: z.string(),
  /** Hash of what the server says of itself; after a failover it may be another one. */
  own: z.string(),
  /** Rows that no purge takes and nobody changes, by key, with the hash of a value that no other installation has. */
  witnesses: z
    .object({
      table: z.string(),
      rows: z.array(z.object({ key: z.array(z.string()).readonly(), hash: z.string() })).readonly(),
    })
    .nullable(),
})
export type ServerIdentity = z.infer<typeof serverIdentitySchema>
