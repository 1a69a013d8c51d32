import {
  DBClusterNotFoundFault,
  DescribeDBClustersCommand,
  paginateDescribeDBClusters,
  type DBCluster,
  type RDSClient,
} from '@aws-sdk/client-rds'
import { NamedError } from '../../contract/errors.ts'
import { rds } from '../rds.ts'
import type { Server } from '../server.ts'

export async function findCluster(id: string, at: RDSClient): Promise<DBCluster | null> {
  try {
    return (
      (await at.send(new DescribeDBClustersCommand({ DBClusterIdentifier: id }))).DBClusters?.[0] ??
      null
    )
  } catch (error) {
    if (error instanceof DBClusterNotFoundFault) return null
    throw error
  }
}

/** Aurora's clusters, and Multi-AZ DB clusters. */
const supported = ['aurora-mysql', 'aurora-postgresql', 'mysql', 'postgres']

/** Aurora has storage that its instances and clones share; a Multi-AZ DB cluster has not. */
export const isAurora = (engine: string | undefined): boolean =>
  engine?.startsWith('aurora-') === true

/** Production's own description. @throws NamedError SourceNotFound */
export async function sourceCluster(id: string): Promise<DBCluster> {
  const cluster = await findCluster(id, rds)
  if (cluster === null)
    throw new NamedError(
      'SourceNotFound',
      `There is no RDS cluster "${id}" in this account and region. Correct "sources" of the ` +
        'environment and deploy again.',
    )
  if (!supported.includes(cluster.Engine ?? ''))
    throw new NamedError(
      'SourceNotFound',
      `The cluster "${id}" runs ${cluster.Engine ?? 'an unknown engine'}; Drydock supports ` +
        `clusters of ${supported.join(', ')}. Remove this source.`,
    )
  return cluster
}

/** The metric of a reader's lag, and how many of its units are a second. */
export const lagOf = ({ Engine }: DBCluster) =>
  isAurora(Engine)
    ? ({ name: 'AuroraReplicaLag', perSecond: 1000 } as const)
    : ({ name: 'ReplicaLag', perSecond: 1 } as const)

/** The identifiers of the other members. */
export const readersOf = ({ DBClusterMembers = [] }: DBCluster): string[] =>
  DBClusterMembers.flatMap(({ DBInstanceIdentifier: id, IsClusterWriter }) =>
    id === undefined || IsClusterWriter === true ? [] : [id],
  )

/** The identifier of the writer; null if there is none. */
export const writerOf = ({ DBClusterMembers = [] }: DBCluster): string | null =>
  DBClusterMembers.find(({ IsClusterWriter }) => IsClusterWriter === true)?.DBInstanceIdentifier ??
  null

export const describeCluster = async (id: string, at: RDSClient): Promise<Server | null> => {
  const cluster = await findCluster(id, at)
  return cluster && toServer(cluster)
}

export const describeSourceCluster = async (id: string): Promise<Server> =>
  toServer(await sourceCluster(id))

export async function describeClusters(at: RDSClient): Promise<Server[]> {
  const all: DBCluster[] = []
  for await (const page of paginateDescribeDBClusters({ client: at }, {}))
    all.push(...(page.DBClusters ?? []))
  return all.map(toServer)
}

/** A cluster and its clones by copy-on-write. */
export async function clustersInGroup(group: string): Promise<DBCluster[]> {
  const all: DBCluster[] = []
  const Filters = [{ Name: 'clone-group-id', Values: [group] }]
  for await (const page of paginateDescribeDBClusters({ client: rds }, { Filters }))
    all.push(...(page.DBClusters ?? []))
  return all
}

const toServer = ({
  DBClusterIdentifier,
  Status,
  Engine,
  Endpoint,
  Port,
  DbClusterResourceId,
  TagList,
  DeletionProtection,
  MasterUserSecret,
}: DBCluster): Server => ({
  id: DBClusterIdentifier ?? '',
  status: Status ?? 'unknown',
  engine: Engine ?? 'an unknown engine',
  // The writer's endpoint, whichever member is the writer.
  address: Endpoint === undefined || Port === undefined ? null : { host: Endpoint, port: Port },
  resourceId: DbClusterResourceId ?? '',
  tags: TagList ?? [],
  isProtected: DeletionProtection === true,
  secret: MasterUserSecret?.SecretArn ?? null,
})
