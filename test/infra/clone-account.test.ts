import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { cloneUses } from '../../functions/contract/clone-account.ts'
import { ConfigError, parseEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { type Step, steps } from '../../infra/steps.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { actionsCalledBy } from './calls.ts'
import { actionsFor, cloneAccount, statementsFor, synthesizeCloneAccount } from './clone-account.ts'
import { deployment, exampleSettings } from './example.ts'
import { ofType, resourcesOf, synthesizeInto } from './synthesize.ts'

const [kmsKey = ''] = exampleSettings().kmsKeys as string[]
const cluster = {
  cluster: 'apim-aurora',
  databases: ['apimgtdb'],
  secret: exampleSettings().sources[0]?.secret,
}
const sources = [...exampleSettings().sources, cluster]
const { resources, findings } = synthesizeCloneAccount({ sources })
/** Of production's account, whose template stack.test.ts validates. */
const outdir = mkdtempSync(join(tmpdir(), 'drydock-synth-'))
after(() => rmSync(outdir, { recursive: true }))
const [none, noText] = [() => undefined, undefined]
const production = synthesizeInto(outdir, [], { cloneAccount, sources }, none, noText, false)
const here = production.resources
const ours = 'drydock-example-*'

test('the stacks of both accounts have no findings', () => {
  assert.deepEqual(findings, [])
  assert.deepEqual(production.findings, [])
})

test("only Drydock's own roles of production's account may assume the roles, and only with the external id", () => {
  const roles = ofType(resources, 'AWS::IAM::Role')
  assert.deepEqual(
    roles.map(([, { Properties }]) => Properties.RoleName).sort(),
    cloneUses.map((use) => `drydock-example-clones-${use}`).sort(),
  )
  for (const [, { Properties }] of roles) {
    const [statement, ...others] = Properties.AssumeRolePolicyDocument.Statement
    assert.deepEqual(others, [])
    assert.match(JSON.stringify(statement.Principal), /:iam::111122223333:root"/)
    assert.deepEqual(statement.Condition.StringEquals, {
      'sts:ExternalId': 'drydock-example-111122223333',
    })
    assert.match(
      JSON.stringify(statement.Condition.ArnLike),
      /^\{"aws:PrincipalArn":.*:iam::111122223333:role\/drydock-example-\*"/,
    )
    assert.equal(Properties.ManagedPolicyArns, undefined)
  }
})

/** The steps by what they do in the clones' account. */
const usersOf = (use: string) =>
  (Object.keys(steps) as Step[]).filter((step) =>
    (steps[step].may as readonly string[]).includes(`clones:${use}`),
  )

test('a step may assume the one role that it needs', () => {
  assert.deepEqual(usersOf('look'), ['preflight', 'askApproval'])
  assert.deepEqual(usersOf('copy'), ['copySnapshot'])
  assert.deepEqual(usersOf('restore'), ['restoreClone'])
  assert.deepEqual(usersOf('delete'), ['deleteClone', 'sweep'])
  const uses = cloneUses.flatMap(usersOf)
  assert.deepEqual(uses, [...new Set(uses)], 'one role each')
  const assuming = ofType(here, 'AWS::IAM::Role').flatMap(([role, { Properties }]) =>
    (Properties.Policies ?? []).flatMap((policy: any) =>
      policy.PolicyDocument.Statement.filter(
        ({ Action }: { Action: unknown }) => Action === 'sts:AssumeRole',
      ).map(({ Resource }: { Resource: string }) => [
        role.replace(/Role[0-9A-F]{8}$/, ''),
        Resource,
      ]),
    ),
  )
  assert.deepEqual(assuming.map(([role]) => role).sort(), [...uses].sort())
  for (const [role, resource] of assuming)
    assert.equal(
      resource,
      `arn:aws:iam::444455556666:role/drydock-example-clones-${cloneUses.find((use) =>
        usersOf(use).includes(role as Step),
      )}`,
    )
})

/** What the role of a step may do in production's account. */
function grantedHere(step: Step): readonly string[] {
  const [, role] = ofType(here, 'AWS::IAM::Role').find(([id]) => id.startsWith(`${step}Role`)) ?? []
  return role?.Properties.Policies.flatMap((policy: any) =>
    policy.PolicyDocument.Statement.flatMap(({ Action }: { Action: string }) => Action),
  )
}

test('both accounts together grant what the steps call; deleting goes by prefix and tag', () => {
  for (const use of cloneUses)
    for (const step of usersOf(use)) {
      const granted = [...grantedHere(step), ...actionsFor(resources, use)]
      assert.deepEqual(
        actionsCalledBy(steps[step].file)?.filter(
          // A cluster's own storage is cloned beside it alone. Only with `rebuilds.task` is a task
          // run, for which test/infra/rebuild-task.test.ts looks.
          (one) =>
            one !== 'rds:RestoreDBClusterToPointInTime' &&
            !/^ecs:(Run|Describe)Tasks?$/.test(one) &&
            !granted.includes(one),
        ),
        [],
        step,
      )
    }
  for (const use of cloneUses)
    for (const { Action, Resource, Condition } of statementsFor(resources, use)) {
      if (![Action].flat().some((action) => action.startsWith('rds:Delete'))) continue
      assert.equal(use, 'delete')
      assert.deepEqual(Condition?.StringEquals, { 'aws:ResourceTag/drydock:managed-by': 'drydock' })
      for (const one of [Resource].flat()) assert.ok(String(one).endsWith(ours), String(one))
    }
})

/** Granted because AWS asks for them on the way, or to all who look at what is there. */
const onTheWay = [
  /^kms:/,
  /^rds:(AddTagsTo|ListTagsFor)Resource$/,
  /^rds:DescribeDB(Instances|Clusters|(Cluster)?Snapshots)$/,
  /^secretsmanager:(CreateSecret|TagResource)$/,
]
test("the clones' account grants nothing that no step calls", () => {
  for (const use of cloneUses) {
    const called = usersOf(use).flatMap((step) => actionsCalledBy(steps[step].file) ?? [])
    const needless = [...actionsFor(resources, use)].filter(
      (action) => !called.includes(action) && !onTheWay.some((one) => one.test(action)),
    )
    assert.deepEqual(needless, [], use)
  }
})

test('who reads the password of a clone can change nothing there, and the reverse', () => {
  for (const use of cloneUses) {
    const actions = [...actionsFor(resources, use)]
    assert.equal(actions.includes('secretsmanager:GetSecretValue'), use === 'connect', use)
    if (use === 'look' || use === 'connect')
      assert.deepEqual(
        actions.filter(
          (action) =>
            !/^rds:(Describe|ListTags)/.test(action) && action !== 'secretsmanager:GetSecretValue',
        ),
        [],
      )
  }
})

test("copying reads production's snapshots by their prefix, and uses its keys through RDS alone", () => {
  const statements = statementsFor(resources, 'copy')
  const theirs = statements.flatMap(({ Action, Resource }) =>
    JSON.stringify(Resource).includes(':111122223333:') ? [[Action, Resource]] : [],
  )
  assert.deepEqual(
    theirs.filter(([action]) => String(action).startsWith('rds:')),
    [
      ['rds:CopyDBSnapshot', `arn:aws:rds:eu-central-1:111122223333:snapshot:${ours}`],
      [
        'rds:CopyDBClusterSnapshot',
        `arn:aws:rds:eu-central-1:111122223333:cluster-snapshot:${ours}`,
      ],
    ],
  )
  for (const { Action, Resource, Condition } of statements) {
    if (![Resource].flat().includes(kmsKey) || Action === 'kms:DescribeKey') continue
    assert.equal(Condition?.StringEquals?.['kms:ViaService'], 'rds.eu-central-1.amazonaws.com')
  }
})

test("with the clones elsewhere, production's account grants only what stays there", () => {
  const all = JSON.stringify(here)
  assert.doesNotMatch(all, /rds:Restore|rds:ModifyDB(Instance|Cluster)"|rds!db-|rds!cluster-/)
  const sharing = ofType(here, 'AWS::IAM::Role')
    .filter(([, role]) => JSON.stringify(role).includes('rds:ModifyDBSnapshotAttribute'))
    .map(([role]) => role.replace(/Role[0-9A-F]{8}$/, ''))
  assert.deepEqual(sharing.sort(), ['copySnapshot', 'deleteClone', 'sweep'])
  const egress = ofType(here, 'AWS::EC2::SecurityGroupEgress').map(([, one]) => one.Properties)
  assert.deepEqual(
    egress.flatMap(({ CidrIp }) => CidrIp ?? []).sort(),
    [...cloneAccount.cidrs, ...cloneAccount.cidrs].sort(),
    'the functions and the application reach the clones by their addresses',
  )
  const beside = JSON.stringify(resourcesOf())
  assert.doesNotMatch(beside, /"Action":"sts:AssumeRole","Effect":"Allow","Resource"/)
  assert.doesNotMatch(beside, /SnapshotAttribute/)
})

test('the snapshot is copied between its taking and the restore, only where the clones are elsewhere', () => {
  const environment = runEnvironmentOf(parseEnvironment(exampleSettings(), 'example'))
  const states = (more: object) =>
    synthesizeDefinition(environment, { ...deployment, ...more }).definition.States.Rehearse
      ?.ItemProcessor?.States ?? {}
  assert.equal(states({}).TakeSnapshot?.Next, 'RestoreClone')
  assert.equal(states({}).CopySnapshot, undefined)
  const elsewhere = states({
    cloneAccount: {
      account: cloneAccount.account,
      roles: 'arn:aws:iam::444455556666:role/drydock-example-clones-',
      externalId: 'drydock-example-111122223333',
      subnetGroup: 'drydock-clones',
      key: 'alias/drydock-example-clones',
    },
  })
  assert.equal(elsewhere.TakeSnapshot?.Next, 'CopySnapshot')
  assert.equal(elsewhere.CopySnapshot?.Next, 'RestoreClone')
})

test('wrong settings are all listed, with what was expected', () => {
  const faults = (changes: object, more: object = {}) => {
    try {
      parseEnvironment(
        { ...exampleSettings(), ...more, cloneAccount: { ...cloneAccount, ...changes } },
        'example',
      )
    } catch (error) {
      return error instanceof ConfigError ? error.faults.join('\n') : assert.fail(String(error))
    }
    return ''
  }
  assert.equal(faults({}), '')
  assert.match(faults({ account: '111122223333' }), /another account than production's/)
  assert.match(faults({ account: '4444' }), /12 digits/)
  assert.match(faults({ subnetGroup: 'default' }), /not "default"/)
  assert.match(faults({ securityGroup: 'sg-1' }), /expected an id such as "sg-/)
  for (const cidr of ['0.0.0.0/0', '10.0.0.0/8', '10.20.0.0', '10.20.0.256/24', 'fd00::/64'])
    assert.match(faults({ cidrs: [cidr] }), /IPv4 ranges of \/16 or smaller/, cidr)
  assert.match(faults({ cidrs: [] }), /one or more IPv4 ranges/)
  assert.match(faults({ region: 'eu-west-1' }), /region: found "eu-west-1", expected no key/)
  assert.match(
    faults({}, { sources: [{ ...cluster, clone: { from: 'copy-on-write' } }] }),
    /sources\[?\.?0\]?\.clone\.from: .*expected "snapshot"/,
  )
  assert.match(
    faults({}, { sources: [{ ...exampleSettings().sources[0], engine: 'oracle' }] }),
    /sources\[?\.?0\]?\.engine: .*an option group stays in its account/,
  )
})
