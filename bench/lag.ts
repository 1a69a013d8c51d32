import { z } from 'zod'

/**
 * Seconds that the replica was behind: at the 95th percentile, at most, and after the purge until
 * it had all of it.
 */
export const lagSchema = z.object({ p95: z.number(), max: z.number(), after: z.number() })
export type Lag = z.infer<typeof lagSchema>
