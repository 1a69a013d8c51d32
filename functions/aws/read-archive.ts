import { storedArchive, type StoredArchive } from '../archive/stored-archive.ts'
import { archiveFolder } from '../contract/archive-name.ts'
import type { Deployment } from '../contract/environment.ts'
import { archiveObjects } from './archive-objects.ts'

/**
 * A run's archive of one source.
 * @param damaged receives each object that is not as it was written.
 */
export function readArchive(
  { evidenceBucket }: Deployment,
  runId: string,
  source: string,
  damaged?: (object: string) => void,
): StoredArchive {
  const { each, ...objects } = archiveObjects(evidenceBucket, archiveFolder(runId, source))
  async function* names() {
    for await (const { name } of each()) yield name
  }
  return storedArchive({ ...objects, names }, damaged)
}
