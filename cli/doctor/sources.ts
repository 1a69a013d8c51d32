import { sourceFacts } from '../../functions/aws/source-facts.ts'
import { isAurora, sourceServer } from '../../functions/aws/server.ts'
import { sourceTopology } from '../../functions/aws/topology.ts'
import { identify, type Reached, type SourceKind } from '../../functions/contract/source.ts'
import type { PreflightFinding } from '../../functions/contract/preflight.ts'
import { quota } from '../../functions/preflight/quota.ts'
import { sourceReady } from '../../functions/preflight/source.ts'
import { topologySupported } from '../../functions/preflight/topology.ts'
import { findingsOf, type Finding, type Said } from './finding.ts'
import type { Scene } from './scene.ts'

type Known = Reached & { readonly cloneKind: SourceKind }

const levels = { passed: 'ok', warning: 'warning', failed: 'fault' } as const

/** What a check of the preflight found, in the doctor's words. */
export const saidByPreflight = ({
  level,
  detail,
  remedy,
}: Pick<PreflightFinding, 'level' | 'detail' | 'remedy'>): Said => ({
  level: levels[level],
  found: detail,
  remedy,
})

/**
 * The preflight's own checks of what RDS tells, as they come out now: production's state, what else
 * it is part of, and the account's quotas.
 */
export async function sources(scene: Scene): Promise<readonly Finding[]> {
  const { settings, deployment } = scene
  const { site, cloneAccount } = deployment
  const findings: Finding[] = []
  const known: Known[] = []
  for (const source of settings.sources) {
    const { kind, name } = identify(source)
    const look = async () => {
      const { engine } = await sourceServer({ kind, name })
      const cloneKind = kind === 'cluster' && isAurora(engine) ? kind : 'instance'
      known.push({ kind, name, secret: source.secret, port: source.port, cloneKind })
      const facts = await sourceFacts({ kind, name, port: source.port })
      return sourceReady(facts, site, settings.mode, cloneAccount).map(saidByPreflight)
    }
    findings.push(...(await findingsOf('source-ready', name, look)))
    const around = async () =>
      topologySupported(await sourceTopology({ kind, name }), settings.mode).map(saidByPreflight)
    findings.push(...(await findingsOf('topology-supported', name, around)))
  }
  const [first] = known
  // The quotas of the clones' own account are the preflight's to read.
  if (first === undefined || cloneAccount !== undefined) return findings
  const account = async () =>
    saidByPreflight(quota({ ...(await sourceFacts(first, known)), cloneGroups: [] }, settings.mode))
  return [...findings, ...(await findingsOf('quota-sufficient', first.name, account))]
}
