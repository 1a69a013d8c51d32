import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cloud, deadTokens, scratch } from './scene.ts'
import { drydock } from './drydock.ts'
import { pattern } from '../pattern.ts'
import { reportSchema } from '../../functions/report/schema.ts'

// One environment, one story: the tests follow one another.

const runs = 'drydock-test'
/** Runs to its end; what it fails with is in its record. */
const runToEnd = (name: string, input: object) =>
  cloud.stepFunctions.begin(runs, name, input, new Date()).catch(() => undefined)

test('an environment without a run says how to start one', async () => {
  assert.deepEqual(await drydock('status'), {
    code: 0,
    out: ['test (eu-west-1)', 'The switch: go', 'No run yet. Start one: drydock run'].join('\n'),
    err: '',
  })
})

test('a name that is wrong is refused with those that there are', async () => {
  const wrong = await drydock('status', 'tesd')
  assert.equal(wrong.code, 1)
  assert.match(
    wrong.err,
    pattern(
      /^EnvironmentNotFound: There is no stack drydock-tesd .*; did you mean "test"\?\. /,
      /Deployed here: test\./,
    ),
  )
  const none = await drydock('show', 'r1')
  assert.equal(none.code, 1)
  assert.match(
    none.err,
    /^RunNotFound: No run "r1" is known in test\. Start one with drydock run\./,
  )
})

test('a run of mode plan is shown by status, show and report', async () => {
  await runToEnd('plan-1', { mode: 'plan' })
  const status = await drydock('status', 'test', '--json')
  const [found] = JSON.parse(status.out)
  assert.deepEqual(
    [found.environment, found.control.stop, found.runs[0].run, found.runs[0].status],
    ['test', false, 'plan-1', 'SUCCEEDED'],
  )
  const shown = await drydock('show')
  assert.equal(shown.code, 0)
  assert.match(
    shown.out,
    new RegExp(`^succeeded: ${deadTokens} rows are dead in production; nothing was touched\\.`),
  )
  assert.match(shown.out, /^table +before +dead +deleted on the clone +after$/m)
  assert.match(shown.out, /^IDN_OAUTH2_ACCESS_TOKEN +300 +300 +- +-$/m)
  const json = await drydock('show', 'plan-1', '--json')
  assert.equal(reportSchema.parse(JSON.parse(json.out)).runId, 'plan-1')
  const page = await drydock('report', 'plan-1', '--folder', join(scratch.folder, 'pages'))
  assert.equal(page.code, 0)
  assert.match(readFileSync(page.out, 'utf8'), /<title>.*plan-1|plan-1/)
  assert.match(
    page.err,
    /^In the console: https:\/\/eu-west-1\.console\.aws\.amazon\.com\/s3\/object\/evidence/,
  )
})

test('a run that failed is shown with what the runbook says, and exits with 1', async () => {
  await runToEnd('wrong-1', { mode: 'plan', rule: 'tokens' })
  const shown = await drydock('show', 'wrong-1')
  assert.equal(shown.code, 1)
  assert.match(shown.out, /^failed: InvalidInput: /)
  assert.match(shown.out, /From docs\/runbook\.md, InvalidInput:\n {2}Can wait until morning\./)
})

test('what is no command, and no option, ends with 2', async () => {
  assert.equal((await drydock('statsu')).code, 2)
  assert.equal((await drydock('status', '--runs', '0')).code, 2)
  assert.equal((await drydock('--help')).code, 0)
})
