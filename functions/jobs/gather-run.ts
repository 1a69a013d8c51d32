import { gather } from '../archive/gather.ts'
import { evidence } from '../aws/evidence.ts'
import { gatherArchive } from '../aws/gather-archive.ts'
import { isLate } from '../contract/bounds.ts'
import { purgedSchema, verifiedSchema } from '../contract/evidence.ts'
import type { GatherEvent } from '../contract/gather.ts'
import type { Surroundings } from '../runtime/surroundings.ts'

/**
 * Gathers an archive's files into volumes until all are, or time runs out. The archive of a purge
 * that is under way, or that was not verified, stays as it is: it may be needed soon. A run that
 * must end leaves the rest to the sweep.
 * @throws NamedError ArchiveDamaged, AwsUnavailable, AccessDenied
 */
export async function gatherRun(
  { runId, source, archive, deployment, endsBy }: GatherEvent,
  { spent, logger }: Pick<Surroundings, 'spent' | 'logger'>,
): Promise<{ readonly done: boolean }> {
  const kept = evidence({ runId, deployment })
  const purged = purgedSchema.nullable().parse(await kept.get(source, 'purge-production'))
  const verified = verifiedSchema.nullable().parse(await kept.get(source, 'verify-production'))
  const passed = verified?.databases.every(({ checks }) => checks.every((one) => one.passed))
  if (purged?.done !== true || passed !== true) {
    logger.info({ runId, source }, 'its purge is not done and verified: the archive is left')
    return { done: true }
  }
  const late = () => endsBy !== undefined && isLate({ endsBy }, Date.now())
  const store = gatherArchive(deployment, runId, source, archive.storageClass)
  const done = await gather(store, () => spent() || late())
  return { done: done || late() }
}
