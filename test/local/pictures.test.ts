import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { awsPicture } from '../../local/pictures/aws-picture.ts'
import { pictures } from '../../local/pictures/pictures.ts'
import { workflowPicture } from '../../local/pictures/workflow-picture.ts'
import { deployment } from '../infra/example.ts'

const root = join(import.meta.dirname, '../..')

test('docs/pictures.md is what the code draws', () => {
  const written = readFileSync(join(root, 'docs/pictures.md'), 'utf8')
  assert.ok(
    written === pictures(loadEnvironment('example')),
    'docs/pictures.md is stale: run npm run pictures',
  )
})

test('the picture of the workflow shows every function that is called and every end', () => {
  const { definition, taskSteps } = synthesizeDefinition(
    runEnvironmentOf(loadEnvironment('example')),
    deployment,
  )
  const picture = workflowPicture(definition)
  for (const state of [...Object.keys(taskSteps), 'Succeeded', 'RunFailed'])
    assert.match(picture, new RegExp(`(--> |goes to )${state}\\b`), state)
})

test('the picture of AWS has a box for each state machine of the stack', () => {
  const machines = globSync('infra/*.ts', { cwd: root }).flatMap((file) =>
    readFileSync(join(root, file), 'utf8').match(/new sfn\.StateMachine\(/g),
  )
  const boxes = awsPicture(loadEnvironment('example')).match(/\[Step Functions<br>/g)
  assert.equal(boxes?.length, machines.filter((one) => one !== null).length)
})

test('README shows the report: a PNG below 200 kB, with an alternative text', () => {
  const picture = readFileSync(join(root, 'docs/report.png'))
  assert.equal(picture.toString('latin1', 1, 4), 'PNG')
  assert.ok(picture.length < 200_000, `docs/report.png has ${picture.length} bytes`)
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  assert.match(readme, /!\[[^\]]{40,}\]\(docs\/report\.png\)/)
})
