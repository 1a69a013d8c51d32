import {
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  RDSClient,
  type DBInstance,
} from '@aws-sdk/client-rds'
import { namePrefix } from '../../functions/contract/names.ts'
import type { SourceEngine, SourceKind } from '../../functions/contract/source.ts'
import { engines } from '../../functions/engines/engines.ts'

/** A server in RDS that could be a source, with what its environment file needs of it. */
export interface FoundServer {
  readonly id: string
  readonly kind: SourceKind
  readonly engine: SourceEngine
  readonly vpc: string | null
  readonly subnets: readonly string[]
  /** Its own; the functions carry others, which these admit. */
  readonly securityGroups: readonly string[]
  readonly port: number | null
  /** The ARN of the KMS key that encrypts it. */
  readonly key: string | null
  /** The database that RDS made with it. */
  readonly database: string | null
}

/** The servers of this account and region whose engine Drydock knows; no clones of its own. */
export async function findServers(): Promise<readonly FoundServer[]> {
  const client = new RDSClient({})
  const instances: DBInstance[] = []
  for await (const { DBInstances = [] } of paginateDescribeDBInstances({ client }, {}))
    instances.push(...DBInstances)
  const found: (FoundServer | null)[] = []
  for await (const { DBClusters = [] } of paginateDescribeDBClusters({ client }, {}))
    for (const { DBClusterIdentifier: id = '', ...one } of DBClusters) {
      const member = instances.find(({ DBClusterIdentifier: of }) => of === id)
      found.push(
        serverOf('cluster', id, one.Engine, {
          ...networkOf(member),
          securityGroups: idsOf(one.VpcSecurityGroups),
          port: one.Port ?? null,
          key: one.KmsKeyId ?? null,
          database: one.DatabaseName ?? null,
        }),
      )
    }
  for (const one of instances)
    if (one.DBClusterIdentifier === undefined)
      found.push(
        serverOf('instance', one.DBInstanceIdentifier ?? '', one.Engine, {
          ...networkOf(one),
          securityGroups: idsOf(one.VpcSecurityGroups),
          port: one.Endpoint?.Port ?? null,
          key: one.KmsKeyId ?? null,
          database: one.DBName ?? null,
        }),
      )
  return found.filter((one) => one !== null)
}

function serverOf(
  kind: SourceKind,
  id: string,
  engine: string | undefined,
  rest: Omit<FoundServer, 'id' | 'kind' | 'engine'>,
): FoundServer | null {
  const named = engines[engine ?? '']?.named
  return named === undefined || id.startsWith(`${namePrefix}-`)
    ? null
    : { id, kind, engine: named, ...rest }
}

/** A cluster itself shows only the name of its subnet group; its members show the group. */
const networkOf = ({ DBSubnetGroup: group }: DBInstance = {}) => ({
  vpc: group?.VpcId ?? null,
  subnets: (group?.Subnets ?? []).flatMap(({ SubnetIdentifier: id }) => id ?? []),
})

const idsOf = (groups: readonly { readonly VpcSecurityGroupId?: string | undefined }[] = []) =>
  groups.flatMap(({ VpcSecurityGroupId: id }) => id ?? [])
