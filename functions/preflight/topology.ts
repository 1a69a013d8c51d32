import type { Mode } from '../contract/environment.ts'
import { failed, passed, warning, type Finding, type Topology } from './scene.ts'

/** A purge of this source does what the rehearsal did, and no other server answers for it soon. */
export function topologySupported(topology: Topology, mode: Mode): Finding[] {
  const { source } = topology
  const found = [...ofCluster(topology), ...ofGlobal(topology), ...ofBlueGreen(topology, mode)]
  return found.length > 0
    ? found
    : [passed(`${source} is in no global database and no blue/green deployment.`)]
}

function ofCluster({ source, engineMode, scalability }: Topology): Finding[] {
  const found: Finding[] = []
  if (engineMode !== null && engineMode !== 'provisioned')
    found.push(
      failed(
        `${source} has the engine mode ${engineMode}` +
          `${engineMode === 'serverless' ? ' (Aurora Serverless v1)' : ''}; expected ` +
          'provisioned: it has no instance that a clone could be modelled on.',
        'Upgrade it to Aurora Serverless v2, or remove it from "sources".',
      ),
    )
  if (scalability === 'limitless')
    found.push(
      failed(
        `${source} is an Aurora Limitless Database, whose rows lie on several shards; expected a ` +
          'cluster with one writer.',
        'Remove it from "sources".',
      ),
    )
  return found
}

function ofGlobal({ source, global }: Topology): Finding[] {
  if (global === null) return []
  const { name, writes, moving, others, forwarding } = global
  if (!writes)
    return [
      failed(
        `${source} is a secondary cluster of the global database ${name}: nothing can be deleted ` +
          'there; expected the primary one.',
        'Name the primary cluster in "sources" of an environment in its region.',
      ),
    ]
  if (moving !== null)
    return [
      failed(
        `A ${moving} of the global database ${name} is under way: another cluster is about to ` +
          `write in place of ${source}.`,
        'Wait until it has ended, then start the run in the region of the primary cluster.',
      ),
    ]
  if (forwarding.length > 0)
    return [
      failed(
        `Secondary clusters of the global database ${name} forward writes to ${source}: ` +
          `${forwarding.join(', ')}. Their applications judge by rows that are older than the ` +
          "primary cluster's, and no throttle sees their lag.",
        'Disable write forwarding there, or remove this source.',
      ),
    ]
  return others.length === 0
    ? []
    : [
        warning(
          `${source} is the primary cluster of the global database ${name}; its other clusters ` +
            `follow: ${others.join(', ')}. The throttle does not see their lag.`,
          'Watch AuroraGlobalDBReplicationLag while production is purged.',
        ),
      ]
}

/** Until it has switched over, a deployment replicates from its source to its target. */
function ofBlueGreen({ source, blueGreen }: Topology, mode: Mode): Finding[] {
  return blueGreen.map(({ name, status, role }) => {
    if (role === 'target')
      return failed(
        `${source} is the green environment of the blue/green deployment ${name} (${status}): ` +
          'rows deleted there break its replication; expected the blue one, production.',
        'Name the blue environment in "sources", or start again after the switchover.',
      )
    const detail =
      `The blue/green deployment ${name} (${status}) has ${source} as its source: a switchover ` +
      'would put another server under the name during the purge, and each deleted row is ' +
      'replicated to it.'
    const remedy = 'Switch over or delete the deployment first, then start the run again.'
    return mode === 'purge' ? failed(detail, remedy) : warning(detail, remedy)
  })
}
