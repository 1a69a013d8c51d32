import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { apartForTls, identify, type SourceKind } from '../functions/contract/source.ts'
import { managedBy, namePrefix, tagKeys } from '../functions/contract/names.ts'
import type { EnvironmentFile } from './environment-file.ts'

export interface Speech {
  readonly arn: (service: string, resource: string) => string
  readonly allow: (
    actions: string[],
    resources: string[],
    conditions?: Record<string, Record<string, string>>,
  ) => PolicyStatement
}
type RdsPermission =
  | 'describe'
  | 'options'
  | 'takeSnapshot'
  | 'restore'
  | 'deleteClone'
  | 'deleteLeftClones'
  | 'shareSnapshot'
  | 'expireSnapshots'
  | 'deleteSnapshots'
  | 'cloneSecret'

/** The groups that a clone is given by name, whatever they are called. */
export const groupsStatement = ({ arn, allow }: Speech): PolicyStatement =>
  allow(
    [
      'rds:DescribeDBSubnetGroups',
      'rds:DescribeDBParameterGroups',
      'rds:DescribeDBClusterParameterGroups',
    ],
    ['subgrp:*', 'pg:*', 'cluster-pg:*'].map((resource) => arn('rds', resource)),
  )

/** RDS permissions. Snapshots and clones of a kind are allowed only if a source has that kind. */
export function rdsStatements(
  { name, sources, cloneAccount }: Pick<EnvironmentFile, 'name' | 'sources' | 'cloneAccount'>,
  { arn, allow }: Speech,
): Record<RdsPermission, PolicyStatement[]> {
  const rds = (...resources: string[]) => resources.map((resource) => arn('rds', resource))
  const named = (kind: SourceKind) =>
    sources
      .map(identify)
      .filter((source) => source.kind === kind)
      .map((source) => source.name.toLowerCase())
  // PlanRun sets names, the snapshot and restore steps set tags: only resources with both are
  // Drydock's.
  const ours = `${namePrefix}-${name}-*`
  const tagged = { StringEquals: { [`aws:ResourceTag/${tagKeys.managedBy}`]: managedBy } }
  // Requires the tag, so that nothing is created that could not be deleted again.
  const tagging = { StringEquals: { [`aws:RequestTag/${tagKeys.managedBy}`]: managedBy } }
  // RDS creates the clone's master password and stores it in its own secret, on the caller's
  // behalf.
  const ownSecret = (secrets: string) => [
    allow(
      ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
      [arn('secretsmanager', secrets)],
    ),
    allow(['kms:DescribeKey'], [arn('kms', 'key/*')]),
  ]
  const readSecret = (secrets: string, owner: string, clones: string) =>
    allow(['secretsmanager:GetSecretValue'], [arn('secretsmanager', secrets)], {
      StringEquals: { 'aws:ResourceTag/aws:secretsmanager:owningService': 'rds' },
      StringLike: { [`aws:ResourceTag/aws:rds:${owner}`]: arn('rds', clones) },
    })

  // Only these sources let a clone share their storage.
  const copied = sources
    .filter(({ clone }) => clone?.from === 'copy-on-write')
    .map((source) => identify(source).name.toLowerCase())
  const [instances, clusters] = [named('instance'), named('cluster')]
  const ifAny = (some: readonly unknown[], statements: PolicyStatement[]) =>
    some.length === 0 ? [] : statements
  // Both kinds: a clone left behind may belong to a source that was removed from the environment.
  const deleteClones = [
    allow(['rds:DeleteDBInstance'], rds(`db:${ours}`), tagged),
    allow(['rds:DeleteDBCluster'], rds(`cluster:${ours}`), tagged),
  ]
  // What is done in another account is allowed there (clone-account-stack.ts).
  const unlessElsewhere = (statements: PolicyStatement[]) =>
    cloneAccount === undefined ? statements : []
  return {
    describe: [
      allow(
        [
          'rds:DescribeDBInstances',
          'rds:DescribeDBClusters',
          'rds:DescribeDBSnapshots',
          'rds:DescribeDBClusterSnapshots',
          'rds:ListTagsForResource',
        ],
        rds('db:*', 'cluster:*', 'snapshot:*', 'cluster-snapshot:*'),
      ),
    ],
    // Where TLS is an option of the source, at a port that the option names.
    options: ifAny(
      sources.filter(({ engine }) => engine !== undefined && apartForTls.includes(engine)),
      [allow(['rds:DescribeOptionGroups'], rds('og:*'))],
    ),
    takeSnapshot: [
      ...ifAny(instances, [
        allow(['rds:CreateDBSnapshot', 'rds:AddTagsToResource'], rds(`snapshot:${ours}`), tagging),
        allow(['rds:CreateDBSnapshot'], rds(...instances.map((id) => `db:${id}`))),
      ]),
      ...ifAny(clusters, [
        allow(
          ['rds:CreateDBClusterSnapshot', 'rds:AddTagsToResource'],
          rds(`cluster-snapshot:${ours}`),
          tagging,
        ),
        allow(['rds:CreateDBClusterSnapshot'], rds(...clusters.map((id) => `cluster:${id}`))),
      ]),
    ],
    // One account may copy a snapshot, for as long as that takes.
    shareSnapshot:
      cloneAccount === undefined
        ? []
        : [
            ...ifAny(instances, [
              allow(['rds:ModifyDBSnapshotAttribute'], rds(`snapshot:${ours}`), tagged),
              allow(['rds:DescribeDBSnapshotAttributes'], rds(`snapshot:${ours}`)),
            ]),
            ...ifAny(clusters, [
              allow(
                ['rds:ModifyDBClusterSnapshotAttribute'],
                rds(`cluster-snapshot:${ours}`),
                tagged,
              ),
              allow(['rds:DescribeDBClusterSnapshotAttributes'], rds(`cluster-snapshot:${ours}`)),
            ]),
          ],
    // The groups are those of the sources, whose names are known only at run time.
    restore: unlessElsewhere([
      // Of instances, and of Multi-AZ DB clusters, which only RDS tells from Aurora's.
      allow(
        ['rds:RestoreDBInstanceFromDBSnapshot', 'rds:AddTagsToResource'],
        rds(`db:${ours}`),
        tagging,
      ),
      allow(
        ['rds:RestoreDBInstanceFromDBSnapshot'],
        rds(
          ...(instances.length === 0 ? [] : [`snapshot:${ours}`]),
          ...(clusters.length === 0 ? [] : [`cluster-snapshot:${ours}`]),
          ...['subgrp:*', 'pg:*', 'og:*'],
        ),
      ),
      // For its own password: the restore of one engine alone makes one.
      allow(['rds:ModifyDBInstance'], rds(`db:${ours}`), tagged),
      ...ownSecret('secret:rds!db-*'),
      ...ifAny(clusters, [
        allow(
          ['rds:RestoreDBClusterFromSnapshot', 'rds:AddTagsToResource'],
          rds(`cluster:${ours}`),
          tagging,
        ),
        allow(
          ['rds:RestoreDBClusterFromSnapshot'],
          rds(`cluster-snapshot:${ours}`, 'subgrp:*', 'cluster-pg:*', 'og:*'),
        ),
        ...ifAny(copied, [
          allow(
            ['rds:RestoreDBClusterToPointInTime', 'rds:AddTagsToResource'],
            rds(`cluster:${ours}`),
            tagging,
          ),
          allow(
            ['rds:RestoreDBClusterToPointInTime'],
            rds(...copied.map((id) => `cluster:${id}`), 'subgrp:*', 'cluster-pg:*', 'og:*'),
          ),
        ]),
        allow(['rds:CreateDBInstance', 'rds:AddTagsToResource'], rds(`db:${ours}`), tagging),
        allow(['rds:CreateDBInstance'], rds(`cluster:${ours}`, 'subgrp:*', 'pg:*', 'og:*')),
        // For its own password: it can be set only once the cluster exists.
        allow(['rds:ModifyDBCluster'], rds(`cluster:${ours}`), tagged),
        ...ownSecret('secret:rds!cluster-*'),
      ]),
    ]),
    deleteClone: unlessElsewhere(deleteClones),
    // Those from before the clones were given an account of their own, too.
    deleteLeftClones: deleteClones,
    deleteSnapshots: [
      allow(['rds:DeleteDBSnapshot'], rds(`snapshot:${ours}`), tagged),
      allow(['rds:DeleteDBClusterSnapshot'], rds(`cluster-snapshot:${ours}`), tagged),
    ],
    expireSnapshots: [
      allow(['rds:DeleteDBSnapshot', 'rds:AddTagsToResource'], rds(`snapshot:${ours}`), tagged),
      allow(
        ['rds:DeleteDBClusterSnapshot', 'rds:AddTagsToResource'],
        rds(`cluster-snapshot:${ours}`),
        tagged,
      ),
    ],
    cloneSecret: unlessElsewhere([
      readSecret('secret:rds!db-*', 'primaryDBInstanceArn', `db:${ours}`),
      ...ifAny(clusters, [
        readSecret('secret:rds!cluster-*', 'primaryDBClusterArn', `cluster:${ours}`),
      ]),
    ]),
  }
}

/** RDS may encrypt and decrypt with the keys on the caller's behalf. */
export const useThroughRds = (
  allow: Speech['allow'],
  keys: string[],
  region: string,
): PolicyStatement[] => [
  allow(['kms:DescribeKey'], keys),
  allow(['kms:CreateGrant'], keys, {
    Bool: { 'kms:GrantIsForAWSResource': 'true' },
    StringEquals: { 'kms:ViaService': `rds.${region}.amazonaws.com` },
  }),
]
