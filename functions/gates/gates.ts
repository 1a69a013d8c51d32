import { NamedError, type ErrorName } from '../contract/errors.ts'
import { measuredSchema } from '../contract/evidence.ts'
import type { Gate } from '../contract/gates.ts'
import type { Run } from '../contract/steps.ts'
import { blastRadius } from './blast-radius.ts'
import { drift } from './drift.ts'
import { readLeft } from '../measure/read-left.ts'

/**
 * The gates between one source's rehearsal and its production, judged by the evidence of earlier
 * steps.
 * @throws NamedError EvidenceMissing
 */
export async function judgeGates(
  run: Run,
  source: string,
  get: (name: string) => Promise<unknown>,
): Promise<Gate[]> {
  const [clone, production] = [
    await readLeft(get, 'measure-clone', measuredSchema),
    await readLeft(get, 'measure-production', measuredSchema),
  ]
  return [drift(run.limits, source, clone, production), blastRadius(run, source, production)]
}

/** The error of each gate. Drift comes first, since a confirmation does not open it. */
const errors: Partial<Record<Gate['gate'], ErrorName>> = {
  drift: 'Drift',
  'blast-radius': 'BlastRadius',
  window: 'OutsideWindow',
}

/**
 * Continues only if every gate is open; reports all closed gates at once.
 * @throws NamedError Drift, BlastRadius, OutsideWindow
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
