import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleSettings } from './example.ts'
import { statements, rolesWith } from './roles.ts'
import { resourcesOf } from './synthesize.ts'
import { pattern } from '../pattern.ts'

test('a function that can delete cannot read secrets, and one that reads secrets cannot delete anything on AWS', () => {
  assert.deepEqual(rolesWith('secretsmanager:GetSecretValue').sort(), [
    'ApplicationExecution',
    'RebuildTask',
    'measureRows',
    'planRun',
    'preflight',
    'proveEngine',
    'purgeRows',
    'reclaimSpace',
    'smokeTest',
    'startApplication',
    'undoRows',
    'verifyRows',
  ])
})

const smokeClient =
  'arn:aws:secretsmanager:eu-central-1:111122223333:secret:drydock/smoke-client-g7H8i9'

const own = "Drydock's own secret"

test('secrets: those of the sources by name, those of clones by the tags that RDS sets', () => {
  for (const { actions, resources, Condition } of statements.filter(({ actions }) =>
    actions.includes('secretsmanager:GetSecretValue'),
  )) {
    assert.deepEqual(actions, ['secretsmanager:GetSecretValue'])
    if (resources.some((resource) => resource.includes('*'))) {
      assert.deepEqual(Condition, {
        StringEquals: { 'aws:ResourceTag/aws:secretsmanager:owningService': 'rds' },
        StringLike: resources[0]?.includes('rds!db-')
          ? {
              'aws:ResourceTag/aws:rds:primaryDBInstanceArn':
                'arn:aws:rds:eu-central-1:111122223333:db:drydock-example-*',
            }
          : {
              'aws:ResourceTag/aws:rds:primaryDBClusterArn':
                'arn:aws:rds:eu-central-1:111122223333:cluster:drydock-example-*',
            },
      })
    } else {
      // The sources' by name; the smoke test's client and Drydock's own secret for the application.
      const named = [
        exampleSettings().sources.map(({ secret }) => secret),
        [smokeClient, own],
        [own],
      ].map((some) => some.join())
      assert.ok(
        named.includes(
          resources
            .map((resource) =>
              /^\{"Fn::GetAtt":\["ApplicationCredentials\w*","Id"\]\}$/.test(resource)
                ? own
                : resource,
            )
            .join(),
        ),
        resources.join(),
      )
    }
  }
})

test('what is run are the two tasks of the stack, and only their clusters are looked into', () => {
  assert.deepEqual(rolesWith('ecs:RegisterTaskDefinition'), [])
  for (const { actions, resources, Condition } of statements.filter(({ actions }) =>
    actions.some((action) => action.startsWith('ecs:')),
  )) {
    if (actions.includes('ecs:RunTask'))
      assert.match(
        resources.join(),
        pattern(/^\{"Fn::GetAtt":\["(Application|Rebuild)Task\w+",/, /"TaskDefinitionArn"\]\}$/),
      )
    if (actions.includes('ecs:RunTask') || actions.includes('ecs:ListTasks'))
      assert.match(
        JSON.stringify(Condition),
        pattern(
          /^\{"ArnEquals":\{"ecs:cluster":\{"Fn::GetAtt":\[/,
          /"(Application|Rebuild)Cluster\w*","Arn"\]\}\}\}$/,
        ),
      )
    else assert.match(resources.join(), /task\/drydock-example-(application|rebuild)\/\*$/)
  }
})

test('grants of the customer keys are for AWS itself, through RDS', () => {
  const granting = statements.filter(({ actions }) => actions.includes('kms:CreateGrant'))
  assert.equal(granting.length, 2)
  for (const { Condition } of granting)
    assert.deepEqual(Condition, {
      Bool: { 'kms:GrantIsForAWSResource': 'true' },
      StringEquals: { 'kms:ViaService': 'rds.eu-central-1.amazonaws.com' },
    })
})

test("without customer keys there is no permission on keys but that on Drydock's own and the description", () => {
  const text = JSON.stringify(resourcesOf({ kmsKeys: [] }))
  assert.doesNotMatch(text, /kms:CreateGrant|kms:ViaService/)
})
