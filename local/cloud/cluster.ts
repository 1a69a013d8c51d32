import { randomBytes } from 'node:crypto'
import type { DatabaseServer } from '../server/server-software.ts'
import { arn } from './arn.ts'
import type { Instance, Shown } from './instance.ts'
import { encryption } from './keys.ts'
import { listParameter } from './request.ts'
import type { Tag } from './tags.ts'

/** A cluster is data; its servers are instances, which are its members by `DBClusterIdentifier`. */
export interface Cluster {
  readonly id: string
  readonly account: string
  status:
    | 'creating'
    | 'migrating'
    | 'available'
    | 'backing-up'
    | 'resetting-master-credentials'
    | 'deleting'
    | 'failed'
  secret: { readonly arn: string; active: boolean } | null
  readonly tags: Tag[]
  readonly shown: Shown
  readonly resourceId: string
  /** Deleted with the cluster; null if the server was handed to the cloud. */
  readonly dataDirectory: string | null
  /** How its first member is started, and its password; null if that was handed in. */
  readonly origin: DatabaseServer | null
  /** Shared by a cluster and its clones by copy-on-write. */
  cloneGroup: string | null
  /** The member that writes. */
  readonly writer: Instance | undefined
  readonly server: DatabaseServer | null
}

type Given = Pick<
  Cluster,
  'id' | 'account' | 'status' | 'tags' | 'shown' | 'dataDirectory' | 'origin'
>

/** @param instances to look up its members; the first one is the writer. */
export function makeCluster(given: Given, instances: ReadonlyMap<string, Instance>): Cluster {
  return {
    ...given,
    secret: null,
    cloneGroup: null,
    resourceId: `cluster-${randomBytes(13).toString('hex').toUpperCase()}`,
    get writer() {
      return membersOf(given.id, instances)[0]
    },
    get server() {
      return this.writer?.server ?? null
    },
  }
}

export const membersOf = (id: string, instances: ReadonlyMap<string, Instance>): Instance[] =>
  [...instances.values()].filter(({ shown }) => shown.DBClusterIdentifier === id)

/** RDS's name for the Aurora engine that is compatible with this server. */
export const auroraOf = ({ engine }: DatabaseServer): string =>
  engine === 'postgres' ? 'aurora-postgresql' : 'aurora-mysql'

/** RDS's default parameter group, e.g. default.aurora-postgresql16. */
const defaultGroup = (engine: unknown, version: unknown): string =>
  engine === 'aurora-mysql'
    ? 'default.aurora-mysql8.0'
    : `default.${String(engine)}${Number.parseInt(String(version), 10)}`

/** A plausible production cluster. */
export const givenClusterShown = (server: DatabaseServer): Shown => ({
  Engine: auroraOf(server),
  EngineVersion: server.version,
  MasterUsername: server.rootUser,
  DBSubnetGroup: 'local-subnets',
  DBClusterParameterGroup: 'local-cluster-parameters',
  BackupRetentionPeriod: 7,
  DeletionProtection: true,
})

/** Members of a Multi-AZ DB cluster have storage of their own, all of one class. */
const ofMultiAz = { StorageType: 'io1', Iops: 3000, AllocatedStorage: 100 }

/** A plausible Multi-AZ DB cluster of production. */
export const givenMultiAzShown = (server: DatabaseServer): Shown => ({
  ...givenClusterShown(server),
  Engine: server.engine,
  DBClusterInstanceClass: 'db.m6gd.large',
  ...ofMultiAz,
})

/** An instance of a cluster that was handed to the cloud. */
export const givenMemberShown = (cluster: string, shown: Shown): Shown => ({
  Engine: shown.Engine,
  DBClusterIdentifier: cluster,
  ...('DBClusterInstanceClass' in shown
    ? { DBInstanceClass: shown.DBClusterInstanceClass, ...ofMultiAz }
    : { StorageType: 'aurora', AllocatedStorage: 1 }),
  // Only a cluster can have deletion protection.
  DeletionProtection: false,
})

/** As requested; groups default as in RDS. */
export function restoredClusterShown(parameters: URLSearchParams, origin: Shown): Shown {
  const groups = listParameter(parameters, 'VpcSecurityGroupIds').map((group) => group[''])
  const asIs = ['StorageType', 'DeletionProtection', 'BackupRetentionPeriod', 'CopyTagsToSnapshot']
  const engine = parameters.get('Engine') ?? origin.Engine
  const version = parameters.get('EngineVersion') ?? origin.EngineVersion
  const [MinCapacity, MaxCapacity] = ['Min', 'Max'].map((which) =>
    parameters.get(`ServerlessV2ScalingConfiguration.${which}Capacity`),
  )
  return {
    ...(MaxCapacity == null
      ? {}
      : { ServerlessV2ScalingConfiguration: { MinCapacity, MaxCapacity } }),
    Engine: engine,
    EngineVersion: version,
    MasterUsername: origin.MasterUsername,
    ...encryption(origin),
    DBSubnetGroup: parameters.get('DBSubnetGroupName') ?? 'default',
    DBClusterParameterGroup:
      parameters.get('DBClusterParameterGroupName') ?? defaultGroup(engine, version),
    VpcSecurityGroups: (groups.length > 0 ? groups : ['default']).map((group) => ({
      VpcSecurityGroupId: group,
      Status: 'active',
    })),
    ...Object.fromEntries(
      asIs.flatMap((name) => (parameters.has(name) ? [[name, parameters.get(name)]] : [])),
    ),
  }
}

/** As requested; everything else is the cluster's. */
export const memberShown = (parameters: URLSearchParams, { id, shown }: Cluster): Shown => ({
  Engine: parameters.get('Engine'),
  EngineVersion: shown.EngineVersion,
  MasterUsername: shown.MasterUsername,
  DBClusterIdentifier: id,
  DBInstanceClass: parameters.get('DBInstanceClass'),
  DBParameterGroups: [
    {
      DBParameterGroupName:
        parameters.get('DBParameterGroupName') ??
        defaultGroup(parameters.get('Engine'), shown.EngineVersion),
      ParameterApplyStatus: 'in-sync',
    },
  ],
  PubliclyAccessible: parameters.get('PubliclyAccessible') ?? 'true',
  AutoMinorVersionUpgrade: parameters.get('AutoMinorVersionUpgrade') ?? 'true',
})

export const describeCluster = (
  { id, account, status, server, secret, tags, shown, resourceId, writer, cloneGroup }: Cluster,
  members: readonly Instance[],
): unknown => ({
  DBClusterIdentifier: id,
  Status: status,
  DbClusterResourceId: resourceId,
  DBClusterArn: arn('rds', `cluster:${id}`, account),
  TagList: tags,
  // Of Aurora's storage, which is backed up all along, never more than minutes ago.
  LatestRestorableTime: new Date().toISOString(),
  ...(cloneGroup === null ? {} : { CloneGroupId: cloneGroup }),
  DBClusterMembers: members.map((member) => ({
    DBInstanceIdentifier: member.id,
    IsClusterWriter: member === writer,
  })),
  ...shown,
  ...(writer?.passwordPending === true
    ? { PendingModifiedValues: { MasterUserPassword: '****' } }
    : {}),
  // On AWS the endpoint exists from the beginning, and resolves to nothing until there is a writer.
  ...(server === null ? {} : { Endpoint: server.host, Port: server.port }),
  ...(secret === null
    ? {}
    : {
        MasterUserSecret: {
          SecretArn: secret.arn,
          SecretStatus: secret.active ? 'active' : 'creating',
        },
      }),
})
