import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { startText } from '../../infra/rebuild-task.ts'
import { rebuildMay, rebuildProgram, steps } from '../../infra/steps.ts'
import { actionsCalledBy } from './calls.ts'
import { statements } from './roles.ts'
import { ofType, resourcesOf, synthesize } from './synthesize.ts'

const task = { rebuilds: { task: {} } }
const of = (changes: Record<string, unknown>, type: string) =>
  ofType(resourcesOf(changes), type).filter(([id]) => id.startsWith('Rebuild'))

test('without "rebuilds.task" there is no cluster, task, role or permission for it', () => {
  const text = JSON.stringify(resourcesOf())
  assert.doesNotMatch(text, /drydock-example-rebuild/)
  const [[, { Properties }] = assert.fail()] = of(task, 'AWS::ECS::Cluster')
  assert.equal(Properties.ClusterName, 'drydock-example-rebuild')
})

test('the text of what the container runs has nothing that CloudFormation takes for its own', () =>
  assert.doesNotMatch(startText, /\$\{/))

test('with it, cdk-nag and the library find nothing', () => {
  assert.deepEqual(synthesize(task).findings, [])
})

test('the task fetches its code and compares it with the hash in its own definition', () => {
  const [[, { Properties }] = assert.fail()] = of(task, 'AWS::ECS::TaskDefinition')
  const [container] = Properties.ContainerDefinitions
  assert.equal(container.Image, 'public.ecr.aws/docker/library/node:24-slim')
  assert.equal(container.User, 'node')
  const [, , digest, region] = container.Command
  // Nothing is bundled here, and a template like this is never deployed.
  assert.equal(digest, createHash('sha256').update('').digest('hex'))
  assert.equal(region, 'eu-central-1')
  const start: string = container.EntryPoint.at(-1)
  assert.match(start, /^\(async function fetchCode\(/)
  // It is run by Node as it stands: a fault of its syntax would be found on Fargate alone.
  assert.doesNotThrow(() => new Function(start))
  assert.equal(Properties.RuntimePlatform.CpuArchitecture, 'ARM64')
})

test('the image may be a mirror in ECR, which its execution role alone may pull', () => {
  const image = '111122223333.dkr.ecr.eu-central-1.amazonaws.com/mirror/node:24'
  const roles = of({ rebuilds: { task: { image } } }, 'AWS::IAM::Role')
  const pulls = roles.filter(([, role]) => JSON.stringify(role).includes('ecr:BatchGetImage'))
  assert.deepEqual(
    pulls.map(([id]) => id.replace(/[0-9A-F]{8}$/, '')),
    ['RebuildExecutionRole'],
  )
})

test("the task's role may do what the step's function may with databases, fetch its code, and nothing of ECS", () => {
  const granted = (role: string) =>
    new Set(statements.filter((one) => one.role.startsWith(role)).flatMap(({ actions }) => actions))
  const own = granted('RebuildTaskRole')
  const ofStep = granted('reclaimSpace')
  assert.ok(own.size > 5)
  assert.deepEqual(
    [...own].filter((action) => !ofStep.has(action)),
    [],
  )
  assert.deepEqual(
    [...own].filter((action) => /^(ecs|iam|ec2|lambda|states|sns):/.test(action)),
    [],
  )
  assert.deepEqual(steps.reclaimSpace.may.slice(0, rebuildMay.length), [...rebuildMay])
  const fetches = statements.filter(
    ({ role, resources }) => role.startsWith('RebuildTaskRole') && /assets/.test(resources.join()),
  )
  assert.deepEqual(
    fetches.map(({ actions }) => actions),
    [['s3:GetObject']],
  )
  // What its program imports; RunTask and DescribeTasks are the waiting call's.
  const called = (actionsCalledBy(rebuildProgram) ?? assert.fail()).filter(
    (action) => !/^(ecs|sts):/.test(action),
  )
  assert.deepEqual(
    called.filter((action) => !own.has(action)),
    [],
  )
})

test('the sweep may stop it, and only the step that rebuilds may start it', () => {
  const may = (action: string) =>
    statements
      .filter(
        ({ actions, resources, Condition }) =>
          actions.includes(action) && /[Rr]ebuild/.test(`${resources}${JSON.stringify(Condition)}`),
      )
      .map(({ role }) => role.replace(/Role[0-9A-F]{8}$/, ''))
  assert.deepEqual(may('ecs:RunTask'), ['reclaimSpace'])
  assert.deepEqual(may('ecs:DescribeTasks'), ['reclaimSpace'])
  assert.deepEqual(may('ecs:ListTasks'), ['sweep'])
  assert.deepEqual(may('ecs:StopTask'), ['sweep'])
})
