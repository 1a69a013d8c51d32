import { z } from 'zod'

/** How tables are rebuilt after a purge to reclaim disk space; which ones, the rules say. */
export const rebuildsSchema = z.strictObject({
  /** Whether replicas may fall behind by as long as a rebuild takes, which they repeat. */
  acceptReplicaLag: z.boolean().default(false),
})
