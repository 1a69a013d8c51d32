import {
  paginateDescribeBlueGreenDeployments,
  paginateDescribeGlobalClusters,
  type BlueGreenDeployment,
  type GlobalCluster,
} from '@aws-sdk/client-rds'
import type { Identity } from '../contract/source.ts'
import type { Topology } from '../preflight/scene.ts'
import { isAurora, sourceCluster } from './cluster/describe.ts'
import { sourceInstance } from './instance/describe.ts'
import { rds } from './rds.ts'

/** How production is set up in RDS. @throws NamedError SourceNotFound */
export async function sourceTopology({ kind, name }: Identity): Promise<Topology> {
  if (kind === 'instance') {
    const { DBInstanceArn: arn = '' } = await sourceInstance(name)
    const blueGreen = await deploymentsOf(arn)
    return { source: name, engineMode: null, scalability: null, global: null, blueGreen }
  }
  const cluster = await sourceCluster(name)
  const { DBClusterArn: arn = '', EngineMode = null, ClusterScalabilityType = null } = cluster
  return {
    source: name,
    engineMode: EngineMode,
    scalability: ClusterScalabilityType,
    global: isAurora(cluster.Engine) ? await globalOf(arn) : null,
    blueGreen: await deploymentsOf(arn),
  }
}

async function globalOf(arn: string): Promise<Topology['global']> {
  const all: GlobalCluster[] = []
  for await (const page of paginateDescribeGlobalClusters({ client: rds }, {}))
    all.push(...(page.GlobalClusters ?? []))
  for (const { GlobalClusterIdentifier, GlobalClusterMembers = [], FailoverState } of all) {
    const own = GlobalClusterMembers.find((member) => member.DBClusterArn === arn)
    if (own === undefined) continue
    const others = GlobalClusterMembers.filter((member) => member !== own)
    const { Status: moving } = FailoverState ?? {}
    return {
      name: GlobalClusterIdentifier ?? 'without a name',
      writes: own.IsWriter === true,
      moving: moving === undefined ? null : `switchover or failover (${moving})`,
      others: others.map((member) => member.DBClusterArn ?? ''),
      forwarding: others
        .filter(({ GlobalWriteForwardingStatus: is = 'disabled' }) => is !== 'disabled')
        .map((member) => member.DBClusterArn ?? ''),
    }
  }
  return null
}

/** Statuses in which a deployment replicates no more. */
const over = ['SWITCHOVER_COMPLETED', 'DELETING']

async function deploymentsOf(arn: string): Promise<Topology['blueGreen']> {
  const all: BlueGreenDeployment[] = []
  for await (const page of paginateDescribeBlueGreenDeployments({ client: rds }, {}))
    all.push(...(page.BlueGreenDeployments ?? []))
  return all.flatMap(({ BlueGreenDeploymentName, Source, Target, Status = 'unknown' }) => {
    const role = Source === arn ? 'source' : Target === arn ? 'target' : null
    if (role === null || over.includes(Status)) return []
    return [{ name: BlueGreenDeploymentName ?? '', status: Status, role } as const]
  })
}
