import { evidence } from '../aws/evidence.ts'
import type { RebuildTask } from '../contract/rebuilds.ts'
import { rowsEventSchema } from '../contract/steps.ts'
import type { Surroundings } from '../runtime/surroundings.ts'
import { reclaimInTask } from './reclaim-run.ts'

/**
 * Rebuilds the tables that take longer than one call, by the event that a call has left; their
 * outcome is on record, whatever it is.
 * @throws NamedError EvidenceMissing, CloneIsProduction, NotDrydocks
 */
export async function rebuildTables(
  { evidenceBucket, runId, source, target }: RebuildTask,
  surroundings: Surroundings,
): Promise<void> {
  const kept = await evidence({ runId, deployment: { evidenceBucket } }).get(
    source,
    `rebuild-${target}`,
  )
  const event = rowsEventSchema.parse(kept)
  // Retries are in the log alone: the call that waits keeps the step's notes.
  await reclaimInTask(event, { ...surroundings, note: () => undefined })
}
