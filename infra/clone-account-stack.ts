import { ArnFormat, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib'
import {
  AccountPrincipal,
  PolicyDocument,
  PolicyStatement,
  PrincipalWithConditions,
  Role,
} from 'aws-cdk-lib/aws-iam'
import { Alias, Key } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import { cloneRoles, type CloneUse, cloneUses } from '../functions/contract/clone-account.ts'
import { managedBy, namePrefix, tagKeys } from '../functions/contract/names.ts'
import { acknowledgeWildcards } from './acknowledgements.ts'
import { cloneKeyAlias, externalIdOf } from './clone-account-settings.ts'
import type { EnvironmentFile } from './environment-file.ts'
import { groupsStatement, rdsStatements, type Speech, useThroughRds } from './rds-permissions.ts'

/**
 * What Drydock needs in an account of the clones' own: a role for each use, which production's
 * functions assume, and a key. The functions stay beside production, so production's password
 * never comes here; network and security group are made by hand, like production's.
 */
export class CloneAccountStack extends Stack {
  constructor(
    scope: Construct,
    file: EnvironmentFile,
    { account }: NonNullable<EnvironmentFile['cloneAccount']>,
  ) {
    super(scope, `${namePrefix}-${file.name}-clones`, {
      env: { account, region: file.region },
      description: `Drydock ${file.name}: clones of another account's databases`,
      terminationProtection: true,
    })
    // Clones are thrown away within days, and their copies with them: the key protects nothing
    // beyond.
    const key = new Key(this, 'Key', {
      description: `Drydock ${file.name}: clones and the copies that they are restored from`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    new Alias(this, 'KeyAlias', { aliasName: cloneKeyAlias(file.name), targetKey: key })

    const statements = this.#statements(file, key.keyArn)
    // CloudFormation begins a role's name with its stack's.
    const callers = `role/${namePrefix}-${file.name}-*`
    for (const use of cloneUses) {
      const role = new Role(this, `${use}Role`, {
        roleName: `${cloneRoles(file.name)}${use}`,
        description: `Drydock ${file.name}: assumed from ${file.account} to ${use}`,
        assumedBy: new PrincipalWithConditions(new AccountPrincipal(file.account), {
          StringEquals: { 'sts:ExternalId': externalIdOf(file) },
          ArnLike: {
            'aws:PrincipalArn': `arn:${this.partition}:iam::${file.account}:${callers}`,
          },
        }),
        inlinePolicies: { use: new PolicyDocument({ statements: statements[use] }) },
      })
      acknowledgeWildcards(role, statements[use])
    }
    Tags.of(this).add(tagKeys.environment, file.name)
  }

  #statements(file: EnvironmentFile, key: string): Record<CloneUse, PolicyStatement[]> {
    const arn = (service: string, resource: string) =>
      this.formatArn({ service, resource, arnFormat: ArnFormat.NO_RESOURCE_NAME })
    const allow: Speech['allow'] = (actions, resources, conditions) =>
      new PolicyStatement({ actions, resources, ...(conditions && { conditions }) })
    const { describe, cloneSecret, restore, deleteClone, deleteSnapshots } = rdsStatements(
      { name: file.name, sources: file.sources, cloneAccount: undefined },
      { arn, allow },
    )
    const ownKey = useThroughRds(allow, [key], file.region)
    return {
      look: [
        ...describe,
        allow(['rds:DescribeAccountAttributes'], ['*']),
        groupsStatement({ arn, allow }),
      ],
      connect: [...describe, ...cloneSecret],
      copy: [...describe, ...this.#copy(file, { arn, allow }), ...ownKey],
      restore: [...describe, ...restore, ...ownKey],
      delete: [...describe, ...deleteClone, ...deleteSnapshots],
    }
  }

  #copy({ name, account, region, kmsKeys }: EnvironmentFile, { arn, allow }: Speech) {
    const [ours, tagging] = [
      `${namePrefix}-${name}-*`,
      { StringEquals: { [`aws:RequestTag/${tagKeys.managedBy}`]: managedBy } },
    ]
    const of = (id: string, resource: string) => {
      const action = `rds:CopyDB${id}Snapshot`
      const theirs = this.formatArn({
        service: 'rds',
        account,
        resource: `${resource}:${ours}`,
        arnFormat: ArnFormat.NO_RESOURCE_NAME,
      })
      return [
        allow([action, 'rds:AddTagsToResource'], [arn('rds', `${resource}:${ours}`)], tagging),
        allow([action], [theirs]),
      ]
    }
    const throughRds = { StringEquals: { 'kms:ViaService': `rds.${region}.amazonaws.com` } }
    return [
      ...of('', 'snapshot'),
      ...of('Cluster', 'cluster-snapshot'),
      // Production's keys, whose policies have to say so too.
      ...(kmsKeys.length === 0
        ? []
        : [
            ...useThroughRds(allow, kmsKeys, region),
            allow(
              [
                'kms:Decrypt',
                'kms:Encrypt',
                'kms:GenerateDataKey',
                'kms:GenerateDataKeyWithoutPlaintext',
                'kms:ReEncryptFrom',
                'kms:ReEncryptTo',
              ],
              kmsKeys,
              throughRds,
            ),
          ]),
    ]
  }
}
