import {
  DBInstanceNotFoundFault,
  DescribeDBInstancesCommand,
  paginateDescribeDBInstances,
  type DBInstance,
  type RDSClient,
} from '@aws-sdk/client-rds'
import { NamedError } from '../../contract/errors.ts'
import { rds } from '../rds.ts'
import type { Server } from '../server.ts'

export async function findInstance(id: string, at: RDSClient): Promise<DBInstance | null> {
  try {
    return (
      (await at.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: id })))
        .DBInstances?.[0] ?? null
    )
  } catch (error) {
    if (error instanceof DBInstanceNotFoundFault) return null
    throw error
  }
}

/** Production's own description. @throws NamedError SourceNotFound */
export async function sourceInstance(id: string): Promise<DBInstance> {
  const instance = await findInstance(id, rds)
  if (instance === null)
    throw new NamedError(
      'SourceNotFound',
      `There is no RDS instance "${id}" in this account and region; expected the identifier ` +
        'of a DB instance (for a cluster use "cluster"; for an RDS Proxy name the instance ' +
        'behind it). Correct "sources" of the environment and deploy again.',
    )
  // A cluster member has no snapshot of its own, and may become a reader.
  if (instance.DBClusterIdentifier !== undefined)
    throw new NamedError(
      'SourceNotFound',
      `"${id}" is an instance of the cluster "${instance.DBClusterIdentifier}", expected a ` +
        `standalone instance. Write {"cluster": "${instance.DBClusterIdentifier}"} instead of ` +
        '"instance" in the environment and deploy again.',
    )
  return instance
}

export const describeInstance = async (id: string, at: RDSClient): Promise<Server | null> => {
  const instance = await findInstance(id, at)
  return instance && toServer(instance)
}

export const describeSourceInstance = async (id: string): Promise<Server> =>
  toServer(await sourceInstance(id))

/** Standalone instances only: cluster members are created and deleted with their cluster. */
export async function describeInstances(at: RDSClient): Promise<Server[]> {
  const all: DBInstance[] = []
  for await (const page of paginateDescribeDBInstances({ client: at }, {}))
    all.push(...(page.DBInstances ?? []))
  return all.filter(({ DBClusterIdentifier }) => DBClusterIdentifier === undefined).map(toServer)
}

const toServer = ({
  DBInstanceIdentifier,
  DBInstanceStatus,
  Engine,
  Endpoint,
  DbiResourceId,
  TagList,
  DeletionProtection,
  MasterUserSecret,
}: DBInstance): Server => ({
  id: DBInstanceIdentifier ?? '',
  status: DBInstanceStatus ?? 'unknown',
  engine: Engine ?? 'an unknown engine',
  address:
    Endpoint?.Address === undefined || Endpoint.Port === undefined
      ? null
      : { host: Endpoint.Address, port: Endpoint.Port },
  resourceId: DbiResourceId ?? '',
  tags: TagList ?? [],
  isProtected: DeletionProtection === true,
  secret: MasterUserSecret?.SecretArn ?? null,
})
