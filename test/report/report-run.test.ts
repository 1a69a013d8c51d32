import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sha256 } from '../../functions/report/chain.ts'
import { reportSchema } from '../../functions/report/schema.ts'
import { arn } from '../../local/cloud/arn.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { pattern } from '../pattern.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment)
// Imported late, for the SDK's environment.
const { handler } = await import('../../functions/report-run.ts')

const runs = join(scratch.folder, 'buckets/evidence/runs')
const environment = {
  name: 'example',
  sources: [
    {
      instance: 'a',
      databases: ['b'],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:wso2',
    },
  ],
}
const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: arn('sns', 'reports'),
}
const report = (name: string, failure: { Error: string } | null = null) =>
  handler(
    {
      execution: { name, startTime: '2026-03-01T02:00:00.000Z' },
      environment,
      deployment,
      plan: null,
      failure,
    },
    { getRemainingTimeInMillis: () => 60_000 } as never,
  )
const text = (name: string) => readFileSync(join(runs, name, 'report.json'), 'utf8')
const written = (name: string) => reportSchema.parse(JSON.parse(text(name)))
const verify = () =>
  spawnSync(process.execPath, ['local/verify-reports.ts', '--folder', runs], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  })

test('each report names the one before it, and a message with the verdict and a link goes out', async () => {
  await report('one')
  await report('two', { Error: 'LockedOut' })
  assert.equal(written('one').previous, null)
  assert.deepEqual(written('two').previous, { runId: 'one', sha256: sha256(text('one')) })
  assert.deepEqual(
    written('two').history.map(({ runId, outcome }) => [runId, outcome]),
    [['one', 'succeeded']],
  )
  const { subject, message } = cloud.messages.at(-1) ?? {}
  assert.equal(subject, 'Drydock example: failed')
  assert.match(
    message ?? '',
    pattern(
      /^LockedOut: \n\nhttps:\/\/\S+\/s3\/object\/evidence\?region=eu-west-1&prefix=runs\/two\/re/,
      /port\.html$/,
    ),
  )
  assert.equal(verify().status, 0)
})

test('a report that is written again takes its own place', async () => {
  await report('two', { Error: 'CheckFailed' })
  assert.deepEqual(written('two').previous, { runId: 'one', sha256: sha256(text('one')) })
  assert.deepEqual(
    [verify().status, verify().stdout],
    [0, '2 reports: none missing, none altered.\n'],
  )
})

test('an index that cannot be read is left unchanged, and the report says so', async () => {
  writeFileSync(join(runs, 'history.json'), '{"runs": "none"}')
  await report('three')
  assert.equal(readFileSync(join(runs, 'history.json'), 'utf8'), '{"runs": "none"}')
  assert.equal(written('three').previous, null)
  assert.match(written('three').warnings.join(), /not linked to the previous one/)
  assert.equal(verify().status, 1)
})
