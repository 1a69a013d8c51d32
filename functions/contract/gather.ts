import { z } from 'zod'
import { archiveSchema, deploymentSchema } from './environment.ts'

/** Event of GatherArchive: the archive of one source, of a run that may have ended long ago. */
export const gatherEventSchema = z.object({
  runId: z.string(),
  source: z.string(),
  archive: archiveSchema,
  deployment: deploymentSchema,
  /** ISO instant at which a run under way is ended; absent in a sweep. */
  endsBy: z.iso.datetime().optional(),
})
export type GatherEvent = z.infer<typeof gatherEventSchema>
