import { gatherEventSchema } from './contract/gather.ts'
import { gatherRun } from './jobs/gather-run.ts'
import { step } from './runtime/step.ts'

/** Gathers the archive's files of a purge that is done and verified into volumes. */
export const handler = step(gatherEventSchema, gatherRun)
