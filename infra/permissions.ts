import { ArnFormat, type Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { cloneRoles, type CloneUse, cloneUses } from '../functions/contract/clone-account.ts'
import { approvalName, controlName } from '../functions/contract/control.ts'
import { namePrefix } from '../functions/contract/names.ts'
import { identify } from '../functions/contract/source.ts'
import type { Application } from './application.ts'
import { applicationStatements } from './application-permissions.ts'
import type { EnvironmentFile } from './environment-file.ts'
import { rebuildStatements } from './rebuild-permissions.ts'
import type { RebuildTask } from './rebuild-task.ts'
import { groupsStatement, rdsStatements, useThroughRds } from './rds-permissions.ts'

export type Permission =
  | 'describe'
  | 'options'
  | 'takeSnapshot'
  | 'restore'
  | 'deleteClone'
  | 'deleteLeftClones'
  | 'shareSnapshot'
  | `clones:${CloneUse}`
  | 'expireSnapshots'
  | 'deleteSnapshots'
  | 'lookAtRuns'
  | 'account'
  | 'groups'
  | 'topology'
  | 'metrics'
  | 'sourceKeys'
  | 'cloneKeys'
  | 'sourceSecrets'
  | 'cloneSecret'
  | 'evidence'
  | 'backlog'
  | 'history'
  | 'readHistory'
  | 'publish'
  | 'writeArchive'
  | 'readArchive'
  | 'gatherArchive'
  | 'listArchives'
  | 'control'
  | 'keepToken'
  | 'forgetToken'
  | 'startApplication'
  | 'lookAtApplication'
  | 'listApplications'
  | 'stopApplication'
  | 'writeCredentials'
  | 'readCredentials'
  | 'clientSecret'
  | 'applicationLog'
  | 'startRebuild'
  | 'lookAtRebuild'
  | 'listRebuilds'
  | 'stopRebuild'

interface Resources {
  readonly file: EnvironmentFile
  readonly bucketArn: string
  readonly topicArn: string
  readonly keyArn: string
  /** Present if the environment has a smoke test. */
  readonly application: Pick<Application, 'place' | 'executionRole'> | undefined
  /** Present if the environment has a task for long rebuilds. */
  readonly rebuild: Pick<RebuildTask, 'place' | 'roles'> | undefined
}

/**
 * The statements of each permission. acknowledgements.ts explains why each wildcard is as narrow as
 * possible.
 */
export function statementsOf(
  scope: Stack,
  { file, bucketArn, topicArn, keyArn, application, rebuild }: Resources,
): Record<Permission, PolicyStatement[]> {
  const arn = (service: string, resource: string, region?: string) =>
    scope.formatArn({
      service,
      resource,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
      ...(region !== undefined && { region }),
    })
  const allow = (
    actions: string[],
    resources: string[],
    conditions?: Record<string, Record<string, string>>,
  ) => new PolicyStatement({ actions, resources, ...(conditions && { conditions }) })

  const listArchives = allow(['s3:ListBucket'], [bucketArn], {
    StringLike: { 's3:prefix': 'archive/*' },
  })
  const tokens = [arn('ssm', `parameter${approvalName(file.name, '*')}`)]

  const { cloneAccount, kmsKeys } = file
  const sourceKeys = kmsKeys.length === 0 ? [] : useThroughRds(allow, kmsKeys, file.region)
  const cloneRole = (use: CloneUse) =>
    scope.formatArn({
      service: 'iam',
      region: '',
      account: cloneAccount?.account ?? '',
      resource: 'role',
      resourceName: `${cloneRoles(file.name)}${use}`,
    })
  const assumeStatements = Object.fromEntries(
    cloneUses.map((use) => [
      `clones:${use}`,
      cloneAccount === undefined ? [] : [allow(['sts:AssumeRole'], [cloneRole(use)])],
    ]),
  ) as Record<`clones:${CloneUse}`, PolicyStatement[]>
  return {
    ...rdsStatements(file, { arn, allow }),
    lookAtRuns: [
      allow(
        ['states:DescribeExecution'],
        [arn('states', `execution:${namePrefix}-${file.name}:*`)],
      ),
    ],
    // Account quotas and CloudWatch metrics have no resource to name; both are read-only.
    account: [allow(['rds:DescribeAccountAttributes'], ['*'])],
    groups: [groupsStatement({ arn, allow })],
    topology: [
      allow(['rds:DescribeBlueGreenDeployments'], [arn('rds', 'deployment:*')]),
      // Of no region.
      allow(['rds:DescribeGlobalClusters'], [arn('rds', 'global-cluster:*', '')]),
    ],
    metrics: [allow(['cloudwatch:GetMetricData'], ['*'])],
    sourceKeys,
    // Clones in another account have a key there.
    cloneKeys: cloneAccount === undefined ? sourceKeys : [],
    ...assumeStatements,
    sourceSecrets: [
      allow(
        ['secretsmanager:GetSecretValue'],
        [...new Set(file.sources.map(({ secret }) => secret))],
      ),
      ...(file.kmsKeys.length === 0
        ? []
        : [
            allow(['kms:Decrypt'], file.kmsKeys, {
              StringEquals: { 'kms:ViaService': `secretsmanager.${file.region}.amazonaws.com` },
            }),
          ]),
    ],
    evidence: [
      // Objects in run folders, not the index of runs beside them, which only the report may write.
      allow(['s3:GetObject', 's3:PutObject'], [`${bucketArn}/runs/*/*`]),
      // Without it, a missing object causes "access denied" instead of "no such key".
      allow(['s3:ListBucket'], [bucketArn], { StringLike: { 's3:prefix': 'runs/*' } }),
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], [keyArn]),
    ],
    // The record of a confirmed backlog, which no other step may write.
    backlog: [
      allow(
        ['s3:GetObject', 's3:PutObject'],
        file.sources.map((source) => `${bucketArn}/backlog/${identify(source).name}.json`),
      ),
      allow(['s3:ListBucket'], [bucketArn], { StringLike: { 's3:prefix': 'backlog/*' } }),
    ],
    readHistory: [allow(['s3:GetObject'], [`${bucketArn}/runs/history.json`])],
    history: [allow(['s3:GetObject', 's3:PutObject'], [`${bucketArn}/runs/history.json`])],
    writeArchive: [allow(['s3:PutObject'], [`${bucketArn}/archive/*.rows.zst`])],
    readArchive: [allow(['s3:GetObject'], [`${bucketArn}/archive/*`]), listArchives],
    gatherArchive: [
      allow(['s3:PutObject'], [`${bucketArn}/archive/*.zip`]),
      // Files of batches, which are in a volume by then, and never a volume. Without
      // s3:DeleteObjectVersion the bucket keeps what was deleted for a day.
      allow(
        ['s3:DeleteObject'],
        [`${bucketArn}/archive/*.rows.zst`, `${bucketArn}/archive/*.json.gz`],
      ),
    ],
    listArchives: [listArchives],
    publish: [allow(['sns:Publish'], [topicArn])],
    // The parameter uses the AWS managed key for SSM, which needs no extra permission.
    keepToken: [allow(['ssm:PutParameter'], tokens)],
    forgetToken: [allow(['ssm:DeleteParameter'], tokens)],
    ...applicationStatements(scope, file, application),
    ...rebuildStatements(scope, file, rebuild),
    control: [allow(['ssm:GetParameter'], [arn('ssm', `parameter${controlName(file.name)}`)])],
  }
}
