import type { Preflight } from '../../functions/contract/preflight.ts'
import { plural, quantity } from '../../functions/contract/quantity.ts'
import { identify } from '../../functions/contract/source.ts'
import type { Execution } from '../aws/executions.ts'
import { readEvidence } from '../evidence.ts'
import { isLocal } from '../place.ts'
import { shownSeconds } from '../times.ts'
import { findingsOf, ok, warning, type Finding, type Said } from './finding.ts'
import type { Scene } from './scene.ts'
import { saidByPreflight } from './sources.ts'

/** A preflight that is older may no longer be true; ms. */
const old = 8 * 86_400_000

interface Kept {
  readonly run: Execution
  readonly preflight: Preflight
}

/**
 * What the last preflight found in the VPC and in the databases, where only the functions can look.
 * @param asked checks that were just asked again.
 */
export async function lastPreflight(
  scene: Scene,
  asked: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const source of scene.settings.sources) {
    const { name } = identify(source)
    const found: { kept: Kept | null } = { kept: null }
    const look = async () => {
      found.kept = await keptOf(scene, name)
      return aged(scene, found.kept, asked)
    }
    findings.push(...(await findingsOf('preflight', name, look)))
    for (const { check, database, ...one } of found.kept?.preflight.findings ?? [])
      if (!asked.has(check))
        findings.push({ name: check, about: database, ...saidByPreflight(one) })
  }
  return findings
}

/** Of the newest run that came as far as its preflight. */
async function keptOf({ environment, runs }: Scene, source: string): Promise<Kept | null> {
  for (const run of runs) {
    const preflight = await readEvidence(environment, run.name, source, 'preflight-production')
    if (preflight !== null) return { run, preflight }
  }
  return null
}

export function aged(
  { environment, stack }: Pick<Scene, 'environment' | 'stack'>,
  kept: Kept | null,
  asked: ReadonlySet<string> = new Set(),
): Said {
  const remedy = `drydock doctor ${environment.name} --plan`
  if (kept === null)
    return warning(
      'None of the last runs came so far, so nothing is known of network, grants, TLS, zone and ' +
        'room.',
      remedy,
    )
  const { run, preflight } = kept
  const age = Date.now() - Date.parse(run.startedAt)
  const below = preflight.findings.filter(({ check }) => !asked.has(check))
  const again = preflight.findings.length - below.length
  const found =
    `The lines below are of the run ${run.name}, ${shownSeconds(age / 1000)} ago: ` +
    `${quantity(below.length, 'finding')}.` +
    (again === 0 ? '' : ` Above, ${again} more ${plural(again, 'was', 'were')} asked again.`)
  if (stack !== undefined && run.startedAt < stack.deployedAt)
    return warning(
      `${found} ${isLocal() ? 'npm start' : 'The environment'} was ` +
        `${isLocal() ? 'started' : 'deployed'} again since.`,
      remedy,
    )
  return age > old ? warning(found, remedy) : ok(found)
}
