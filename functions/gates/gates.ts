import { NamedError, type ErrorName } from '../contract/errors.ts'
import { measuredSchema, purgedSchema } from '../contract/evidence.ts'
import type { Gate } from '../contract/gates.ts'
import type { Run } from '../contract/steps.ts'
import { archiveSize } from './archive-size.ts'
import { blastRadius } from './blast-radius.ts'
import type { Backlog } from './backlog.ts'
import { drift } from './drift.ts'
import { readLeft } from '../measure/read-left.ts'

/**
 * The gates between one source's rehearsal and its production, judged by the evidence of earlier
 * steps.
 * @param backlog what an earlier run confirmed.
 * @throws NamedError EvidenceMissing
 */
export async function judgeGates(
  run: Run,
  source: string,
  get: (name: string) => Promise<unknown>,
  backlog?: Backlog,
): Promise<Gate[]> {
  const [clone, production] = [
    await readLeft(get, 'measure-clone', measuredSchema),
    await readLeft(get, 'measure-production', measuredSchema),
  ]
  const purged = await readLeft(get, 'purge-clone', purgedSchema)
  return [
    drift(run.limits, source, clone, production),
    blastRadius(run, source, production, backlog),
    archiveSize(run, source, { clone, purged, production }),
  ]
}

/** The error of each gate. Drift comes first, since a confirmation does not open it. */
const errors: Partial<Record<Gate['gate'], ErrorName>> = {
  drift: 'Drift',
  'blast-radius': 'BlastRadius',
  'archive-size': 'ArchiveSize',
  window: 'OutsideWindow',
}

/**
 * Continues only if every gate is open; reports all closed gates at once.
 * @throws NamedError Drift, BlastRadius, ArchiveSize, OutsideWindow
 */
export function passGates(gates: readonly Gate[]): void {
  const shut = gates.filter(({ passed }) => !passed)
  const name = Object.entries(errors).find(([gate]) => shut.some((one) => one.gate === gate))?.[1]
  if (name !== undefined)
    throw new NamedError(
      name,
      shut.map(({ gate, source, detail }) => `${gate} (${source}): ${detail}`).join('\n'),
    )
}
