import { Stack, Validations } from 'aws-cdk-lib'
import type { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam'

/**
 * Why each wildcard in a role is as narrow as possible. One that is not in this list fails the
 * synthesis.
 */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /:(db|cluster|snapshot|cluster-snapshot):drydock-[a-z0-9]+-\*$/,
    'Each run decides names; only this environment uses the prefix, and changes and deletions ' +
      'require the tag too.',
  ],
  [
    /:(db|cluster|snapshot|cluster-snapshot):\*$/,
    'Read-only. Leaked clones and old snapshots are found by listing, and a list call accepts ' +
      'no narrower resource.',
  ],
  [
    /:(deployment|global-cluster):\*$/,
    'Read-only. Which blue/green deployment or global database a source is in is found by listing.',
  ],
  [
    /:(subgrp|pg|cluster-pg|og):\*$/,
    'A clone gets the groups of its source, whose names are known only at run time; they are ' +
      'used, never changed.',
  ],
  [
    /:secret:rds!(db|cluster)-\*$/,
    'RDS names the secret of a clone itself. Tags limit reading it to the clones of this ' +
      'environment.',
  ],
  [
    /:key\/\*$/,
    'kms:DescribeKey only: the name of the AWS managed key for Secrets Manager is not known ' +
      'in advance.',
  ],
  [
    /:log-group:\/aws\/lambda\/drydock-[a-z0-9-]+:\*$/,
    "The log streams of the function's own log group.",
  ],
  [
    /:execution:drydock-[a-z0-9]+:\*$/,
    "Read-only. An execution's name is chosen when it starts; these are executions of this " +
      "environment's state machine.",
  ],
  [
    /:parameter\/drydock\/[a-z0-9]+\/approval\/\*$/,
    'Each run stores its approval token under its own name; only this environment uses the prefix.',
  ],
  [
    /^<\w+\.Arn>\/runs\/\*\/\*$/,
    'Each run stores its evidence below runs/ under its own name, and reads that of earlier runs.',
  ],
  [
    /^<\w+\.Arn>\/archive\/\*$/,
    'Each run archives what it deletes below archive/ under its own name; the undo, the ' +
      'verification and the gathering read there.',
  ],
  [
    /^<\w+\.Arn>\/archive\/\*\.(rows\.zst|json\.gz|zip)$/,
    'Archives lie below the names of runs, which are not known here: the purge writes files, ' +
      'the gathering writes volumes and deletes files.',
  ],
  [
    /:task\/drydock-[a-z0-9]+-(application|rebuild)\/\*$/,
    'ECS names a task itself; the cluster belongs to this environment and runs nothing else.',
  ],
  [
    /:log-group:\/drydock\/[a-z0-9]+\/application:log-stream:application\/\*$/,
    "The log streams of the application's own log group.",
  ],
  [
    /^\*$/,
    "ECR's log-in, lists of tasks (bound to the one cluster), X-Ray, log delivery, the " +
      "network interfaces of a VPC, metrics and the account's quotas know no resource to name " +
      '(see the service authorization reference).',
  ],
]

/** Acknowledges the wildcards in a role's statements one by one, each with its reason. */
export function acknowledgeWildcards(role: Role, statements: readonly PolicyStatement[]): void {
  const found = new Set(
    statements
      .flatMap(({ resources }) => resources.map((resource) => findingOf(role, resource)))
      .filter((resource) => resource.includes('*')),
  )
  for (const resource of found) {
    const reason = reasons.find(([pattern]) => pattern.test(resource))?.[1]
    if (reason !== undefined)
      Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason })
  }
}

/** A resource in the form that the finding uses: tokens as <LogicalId.Attribute>. */
function findingOf(role: Role, resource: string): string {
  const resolved = Stack.of(role).resolve(resource)
  const parts: unknown[] =
    typeof resolved === 'string' ? [resolved] : (resolved['Fn::Join']?.[1] ?? [resolved])
  return parts
    .map((part) =>
      typeof part === 'string'
        ? part
        : `<${(part as { 'Fn::GetAtt': string[] })['Fn::GetAtt']?.join('.')}>`,
    )
    .join('')
}
