import { randomBytes } from 'node:crypto'
import type { DatabaseServer } from '../server/server-software.ts'
import { arn } from './arn.ts'
import { encryption } from './keys.ts'
import { listParameter } from './request.ts'
import type { OptionGroups } from './option-groups.ts'
import { restoredOracle } from './oracle-rules.ts'
import { gp3Baseline, restoredStorage } from './storage-rules.ts'
import { restoredSqlServer } from './sqlserver-rules.ts'
import type { Tag } from './tags.ts'

/** What RDS reports about an instance besides its status. */
export type Shown = Readonly<Record<string, unknown>>

export interface Instance {
  readonly id: string
  readonly account: string
  status:
    | 'creating'
    | 'modifying'
    | 'storage-initialization'
    | 'available'
    | 'backing-up'
    | 'rebooting'
    | 'storage-optimization'
    | 'resetting-master-credentials'
    | 'deleting'
    | 'failed'
  /** Percent of a restored instance's storage that is loaded; 100 when nothing is left to load. */
  loaded: number
  /** A new master password was requested and is not in effect yet. */
  passwordPending: boolean
  /** null while it is being created. */
  server: DatabaseServer | null
  /** The secret in which RDS stores the master user's password; null if it does not. */
  secret: { readonly arn: string; active: boolean } | null
  readonly tags: Tag[]
  readonly shown: Shown
  readonly resourceId: string
  readonly created: Date
  /** Deleted with the instance; null if the server was handed to the cloud. */
  readonly dataDirectory: string | null
}

/** A plausible production instance. */
export function givenInstance(
  id: string,
  account: string,
  server: DatabaseServer,
  otherwise: Shown = {},
): Instance {
  const shown = {
    Engine: server.engine,
    EngineVersion: server.version,
    MasterUsername: server.rootUser,
    DBInstanceClass: 'db.r6g.large',
    StorageType: 'gp3',
    AllocatedStorage: 100,
    ...gp3Baseline(server.engine, 100),
    DeletionProtection: true,
    BackupRetentionPeriod: 7,
    MultiAZ: true,
    DBSubnetGroup: { DBSubnetGroupName: 'local-subnets' },
    DBParameterGroups: [
      { DBParameterGroupName: 'local-parameters', ParameterApplyStatus: 'in-sync' },
    ],
    // A group that was changed recently is listed together with the one being removed.
    OptionGroupMemberships: [
      { OptionGroupName: 'local-options-before', Status: 'pending-removal' },
      { OptionGroupName: 'local-options', Status: 'in-sync' },
    ],
    ...otherwise,
  }
  return {
    id,
    account,
    status: 'available',
    loaded: 100,
    passwordPending: false,
    server,
    secret: null,
    tags: [],
    shown,
    resourceId: newResourceId(),
    created: new Date(),
    dataDirectory: null,
  }
}

export const newResourceId = (): string => `db-${randomBytes(13).toString('hex').toUpperCase()}`

/**
 * The properties of a restored instance: as requested; else class and storage of the snapshot's
 * instance, and RDS's default groups. A requested port is ignored: production uses it on this
 * computer.
 */
export function restoredShown(
  parameters: URLSearchParams,
  origin: Shown,
  optionGroups: OptionGroups,
): Shown {
  const asked = (name: string, otherwise: unknown) => parameters.get(name) ?? otherwise
  const groups = listParameter(parameters, 'VpcSecurityGroupIds').map((group) => group[''])
  const asIs = [
    'MultiAZ',
    'PubliclyAccessible',
    'DeletionProtection',
    'AutoMinorVersionUpgrade',
    'CopyTagsToSnapshot',
  ]
  return {
    Engine: origin.Engine,
    EngineVersion: origin.EngineVersion,
    MasterUsername: origin.MasterUsername,
    ...encryption(origin),
    DBInstanceClass: asked('DBInstanceClass', origin.DBInstanceClass),
    BackupRetentionPeriod: asked('BackupRetentionPeriod', origin.BackupRetentionPeriod),
    ...restoredStorage(String(origin.Engine), parameters, origin),
    DBSubnetGroup: { DBSubnetGroupName: asked('DBSubnetGroupName', 'default') },
    DBParameterGroups: [
      {
        DBParameterGroupName: asked('DBParameterGroupName', 'default'),
        ParameterApplyStatus: 'in-sync',
      },
    ],
    OptionGroupMemberships: [
      { OptionGroupName: asked('OptionGroupName', 'default'), Status: 'in-sync' },
    ],
    VpcSecurityGroups: (groups.length > 0 ? groups : ['default']).map((group) => ({
      VpcSecurityGroupId: group,
      Status: 'active',
    })),
    ...Object.fromEntries(
      asIs.flatMap((name) => (parameters.has(name) ? [[name, parameters.get(name)]] : [])),
    ),
    ...restoredSqlServer(parameters, origin, optionGroups),
    ...restoredOracle(parameters, origin, optionGroups),
  }
}

export const describeInstance = ({
  id,
  account,
  status,
  loaded,
  passwordPending,
  server,
  secret,
  tags,
  shown,
  resourceId,
  created,
}: Instance): unknown => ({
  DBInstanceIdentifier: id,
  DBInstanceStatus: status,
  DbiResourceId: resourceId,
  DBInstanceArn: arn('rds', `db:${id}`, account),
  TagList: tags,
  ...shown,
  ...(status !== 'storage-initialization'
    ? {}
    : { StorageOperationStatus: 'Initializing', StorageOperationPercentProgress: loaded }),
  // A member's password is its cluster's.
  ...(passwordPending && !('DBClusterIdentifier' in shown)
    ? { PendingModifiedValues: { MasterUserPassword: '****' } }
    : {}),
  // An address, once assigned, is kept whatever happens to the instance.
  ...(server === null
    ? {}
    : {
        InstanceCreateTime: created.toISOString(),
        Endpoint: { Address: server.host, Port: server.port },
      }),
  ...(secret === null
    ? {}
    : {
        MasterUserSecret: {
          SecretArn: secret.arn,
          SecretStatus: secret.active ? 'active' : 'creating',
        },
      }),
})
