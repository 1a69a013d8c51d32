import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steps } from '../../infra/steps.ts'
import { cluster, resources, shared, sources, statements, rolesWith } from './roles.ts'
import { ofType, resourcesOf } from './synthesize.ts'
import { pattern } from '../pattern.ts'
import './role-calls.ts'
import './role-secrets.ts'
import { grants } from './grants.ts'

const cloneCluster = 'arn:aws:rds:eu-central-1:111122223333:cluster:drydock-example-20261122'

const sourceCluster = 'arn:aws:rds:eu-central-1:111122223333:cluster:apim-aurora'

const sharedCluster = 'arn:aws:rds:eu-central-1:111122223333:cluster:apim-shared'

const clone = 'arn:aws:rds:eu-central-1:111122223333:db:drydock-example-20261122'

const tag = { 'aws:ResourceTag/drydock:managed-by': 'drydock' }

test('the policies are parsed: changes to clones are granted', () => {
  assert.ok(statements.length > 40)
  assert.equal(grants('rds:DeleteDBInstance', clone).length, 2)
})

test('nothing of RDS but reading and taking a snapshot reaches a source', () => {
  const actions = new Set(
    statements.flatMap(({ actions }) => actions).filter((action) => action.startsWith('rds:')),
  )
  for (const source of sources)
    assert.deepEqual([...actions].filter((action) => grants(action, source).length > 0).sort(), [
      'rds:CreateDBSnapshot',
      'rds:DescribeAccountAttributes',
      'rds:DescribeDBClusterSnapshots',
      'rds:DescribeDBClusters',
      'rds:DescribeDBInstances',
      'rds:DescribeDBSnapshots',
      'rds:ListTagsForResource',
    ])
  assert.deepEqual(
    [...actions].filter((action) => grants(action, sourceCluster).length > 0).sort(),
    [
      'rds:CreateDBClusterSnapshot',
      'rds:DescribeAccountAttributes',
      'rds:DescribeDBClusterSnapshots',
      'rds:DescribeDBClusters',
      'rds:DescribeDBInstances',
      'rds:DescribeDBSnapshots',
      'rds:ListTagsForResource',
    ],
  )
})

test('a cluster is modified only where it is a clone, and none without clusters as sources', () => {
  assert.deepEqual(rolesWith('rds:ModifyDBCluster'), ['restoreClone'])
  assert.deepEqual(
    grants('rds:ModifyDBCluster', cloneCluster).map(({ Condition }) => Condition?.StringEquals),
    [tag],
  )
  assert.deepEqual(grants('rds:ModifyDBCluster', sourceCluster), [])
  const withoutClusters = JSON.stringify(resourcesOf())
  assert.doesNotMatch(
    withoutClusters,
    /CreateDBCluster|RestoreDBCluster|ModifyDBCluster|rds:CreateDBInstance|rds!cluster/,
  )
  // A clone of a Multi-AZ DB cluster is an instance, and only RDS tells which clusters are such.
  assert.doesNotMatch(
    JSON.stringify(resourcesOf({ sources: [cluster] })),
    /CreateDBSnapshot|:snapshot:drydock-example-\*"\]?,?"arn:[^"]*:subgrp/,
  )
})

test('option groups are looked at where a source has TLS by an option, and by one role', () => {
  assert.deepEqual(rolesWith('rds:DescribeOptionGroups'), ['planRun'])
  assert.doesNotMatch(JSON.stringify(resourcesOf()), /DescribeOptionGroups/)
})

test('a clone shares the storage of those sources alone that ask for it, and by one role', () => {
  const copy = 'rds:RestoreDBClusterToPointInTime'
  assert.deepEqual(rolesWith(copy), ['restoreClone'])
  assert.equal(grants(copy, sharedCluster).length, 1)
  assert.deepEqual(grants(copy, sourceCluster), [])
  assert.deepEqual(
    grants(copy, cloneCluster).map(({ Condition }) => Condition?.StringEquals),
    [{ 'aws:RequestTag/drydock:managed-by': 'drydock' }],
  )
  assert.doesNotMatch(JSON.stringify(resourcesOf({ sources: [cluster] })), /ToPointInTime/)
  assert.match(JSON.stringify(resourcesOf({ sources: [shared] })), /ToPointInTime/)
})

test('an instance is modified only where it is a clone, by its name and its tag', () => {
  assert.deepEqual(rolesWith('rds:ModifyDBInstance'), ['restoreClone'])
  assert.deepEqual(
    grants('rds:ModifyDBInstance', clone).map(({ resources, Condition }) => [
      resources,
      Condition?.StringEquals,
    ]),
    [[['arn:aws:rds:eu-central-1:111122223333:db:drydock-example-*'], tag]],
  )
  for (const source of sources) assert.deepEqual(grants('rds:ModifyDBInstance', source), [])
})

test('deleting asks for the prefix and for the tag', () => {
  for (const action of [
    'rds:DeleteDBInstance',
    'rds:DeleteDBCluster',
    'rds:DeleteDBSnapshot',
    'rds:DeleteDBClusterSnapshot',
  ]) {
    const granting = statements.filter(({ actions }) => actions.includes(action))
    assert.equal(granting.length, 2, action)
    for (const { resources, Condition } of granting) {
      assert.deepEqual(Condition?.StringEquals, tag, action)
      for (const resource of resources)
        assert.match(
          resource,
          pattern(
            /^arn:aws:rds:eu-central-1:111122223333:/,
            /(db|cluster|snapshot|cluster-snapshot):drydock-example-\*$/,
          ),
          action,
        )
    }
  }
})

test('the clones of another environment are out of reach', () => {
  for (const other of ['drydock-example2-x', 'drydock-exampl-x', 'drydock-prod-x'])
    for (const action of [
      'rds:DeleteDBInstance',
      'rds:DeleteDBCluster',
      'rds:ModifyDBCluster',
      'rds:ModifyDBInstance',
    ])
      for (const arn of [clone, cloneCluster])
        assert.deepEqual(grants(action, arn.replace(/drydock-.*/, other)), [], `${action} ${other}`)
})

test('one role each: deleting clones, deleting snapshots, restoring, publishing and each use of a parameter', () => {
  for (const action of ['rds:DeleteDBInstance', 'rds:DeleteDBCluster'])
    assert.deepEqual(rolesWith(action).sort(), ['deleteClone', 'sweep'])
  for (const action of ['rds:DeleteDBSnapshot', 'rds:DeleteDBClusterSnapshot'])
    assert.deepEqual(rolesWith(action).sort(), ['expireSnapshots', 'sweep'])
  for (const action of [
    'rds:RestoreDBInstanceFromDBSnapshot',
    'rds:RestoreDBClusterFromSnapshot',
    'rds:CreateDBInstance',
  ])
    assert.deepEqual(rolesWith(action), ['restoreClone'])
  for (const action of ['rds:CreateDBSnapshot', 'rds:CreateDBClusterSnapshot'])
    assert.deepEqual(rolesWith(action), ['takeSnapshot'])
  assert.deepEqual(rolesWith('s3:DeleteObject'), ['gatherArchive'])
  assert.deepEqual(rolesWith('s3:DeleteObjectVersion'), [])
  assert.deepEqual(rolesWith('ecs:StopTask').sort(), ['stopApplication', 'sweep'])
  assert.deepEqual(rolesWith('states:DescribeExecution'), ['sweep'])
  assert.deepEqual(rolesWith('secretsmanager:PutSecretValue'), ['startApplication'])
  assert.deepEqual(rolesWith('sns:Publish'), ['askApproval', 'reportRun'])
  for (const [action, roles] of [
    ['ssm:GetParameter', ['RebuildTask', 'measureRows', 'purgeRows', 'reclaimSpace', 'verifyRows']],
    ['ssm:PutParameter', ['askApproval']],
    ['ssm:DeleteParameter', ['reportRun', 'sweep']],
  ] as const)
    assert.deepEqual(rolesWith(action).sort(), roles)
})

test('no policy allows by exception, every action, or to pass a role but those of tasks to ECS', () => {
  const passing = statements.filter(({ actions }) => actions.includes('iam:PassRole'))
  assert.deepEqual(rolesWith('iam:PassRole').sort(), ['reclaimSpace', 'startApplication'])
  for (const { role, actions, resources, Condition } of passing) {
    assert.deepEqual(
      [actions, Condition],
      [['iam:PassRole'], { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }],
    )
    const own = role.startsWith('reclaimSpace')
      ? /^\{"Fn::GetAtt":\["Rebuild(Execution|Task)Role\w+","Arn"\]\}$/
      : /^\{"Fn::GetAtt":\["ApplicationExecutionRole\w+","Arn"\]\}$/
    for (const resource of resources) assert.match(resource, own)
  }
  for (const { role, actions, NotAction, NotResource } of statements) {
    assert.equal(NotAction ?? NotResource, undefined, role)
    for (const action of actions) assert.ok(!action.includes('*'), `${role}: ${action}`)
  }
  for (const [role, { Properties }] of ofType(resources, 'AWS::IAM::Role'))
    assert.equal(Properties.ManagedPolicyArns, undefined, role)
})

test('the state machines call their functions and no other version of them', () => {
  const [statement, ...others] = statements.filter(({ actions }) =>
    actions.includes('lambda:InvokeFunction'),
  )
  assert.equal(others.length, 0)
  assert.equal(statement?.resources.length, Object.keys(steps).length)
  for (const resource of statement?.resources ?? [])
    assert.match(resource, /^\{"Fn::GetAtt":\["\w+","Arn"\]\}$/)
})

test('only the report writes the index of runs, and only the gates what was confirmed', () => {
  const history = '{"Fn::Join":["",[{"Fn::GetAtt":["EvidenceBucket","Arn"]},"/runs/history.json"]]}'
  const evidence = history.replace('history.json', 'run-1/report.json')
  const writers = (object: string) =>
    grants('s3:PutObject', object.replace(/EvidenceBucket/, 'EvidenceBucket'))
  const bucket = /"Fn::GetAtt":\["(\w+)","Arn"\]/.exec(
    statements.find(({ actions }) => actions.includes('s3:PutObject'))?.resources[0] ?? '',
  )?.[1]
  const named = (text: string) => text.replace('EvidenceBucket', bucket ?? assert.fail())
  assert.deepEqual(
    writers(named(history)).map(({ role }) => role.replace(/Role[0-9A-F]{8}$/, '')),
    ['reportRun'],
  )
  assert.ok(writers(named(evidence)).length > 5)
  const backlog = history.replace('runs/history.json', 'backlog/APIM-PRODUCTION.json')
  assert.deepEqual(
    writers(named(backlog)).map(({ role }) => role.replace(/Role[0-9A-F]{8}$/, '')),
    ['checkGates'],
  )
})

test('the network interfaces of a VPC are for Lambda, not for the code of the functions', () => {
  const inVpc = statements.filter(
    ({ Effect, actions }) => Effect === 'Allow' && actions.includes('ec2:CreateNetworkInterface'),
  )
  assert.ok(inVpc.length > 5)
  for (const { role, actions } of inVpc) {
    const denied = statements.find((one) => one.role === role && one.Effect === 'Deny')
    const name = role.replace(/Role[0-9A-F]{8}$/, '').replace(/[A-Z]/g, (one) => `-${one}`)
    const lambda = 'arn:aws:lambda:eu-central-1:111122223333:function'
    assert.deepEqual(
      actions.filter((one) => one.startsWith('ec2:') && !denied?.actions.includes(one)),
      [],
      role,
    )
    assert.deepEqual(denied?.Condition, {
      ArnEquals: {
        'lambda:SourceFunctionArn': `${lambda}:drydock-example-${name.toLowerCase()}`,
      },
    })
  }
})
