import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sha256 } from '../../functions/report/chain.ts'
import { reportSchema } from '../../functions/report/schema.ts'
import { arn } from '../../local/cloud/arn.ts'
import { embeddedMetrics } from '../../local/cloud/embedded-metrics.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { openScratch } from '../../local/scratch.ts'
import { pattern } from '../pattern.ts'
import { before, run } from './whole-run.ts'

const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
const log = join(scratch.folder, 'log')
Object.assign(process.env, cloud.environment, { DRYDOCK_LOG: log })
// Imported late, for the SDK's environment.
const { handler } = await import('../../functions/report-run.ts')
const { askedRows } = await import('../../functions/jobs/asked-rows.ts')

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
/** What CloudWatch makes of the log of a run's report. */
const metrics = (name: string) =>
  Object.fromEntries(
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => line.includes(`"runId":"${name}"`))
      .flatMap(embeddedMetrics)
      .map((one) => [one.name, one.value]),
  )
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
      /^LockedOut: \nNothing was deleted in production\.\n/,
      /\nReport: https:\/\/\S+\/s3\/object\/evidence\?region=eu-west-1/,
      /&prefix=runs\/two\/report\.html\n\nWhat to do, from docs\/runbook/,
      /\.md, heading LockedOut:\n/,
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

test('the function that reports writes the metrics of the run to its log', () => {
  assert.deepEqual(metrics('one'), { ChainFaults: 0 })
})

test('an earlier report that is altered or missing is a warning of the next one, and a metric', async () => {
  await report('first')
  const file = join(runs, 'first/report.json')
  const before = text('first')
  writeFileSync(file, `${before} `)
  await report('altered')
  assert.match(written('altered').warnings.join(), /report of first is not as it was written/)
  rmSync(file)
  await report('missing')
  assert.match(written('missing').warnings.join(), /report of first is missing or cannot be read/)
  writeFileSync(file, before)
  await report('whole')
  assert.deepEqual(written('whole').warnings, [])
  assert.deepEqual(
    ['altered', 'missing', 'whole'].map((name) => metrics(name).ChainFaults),
    [1, 1, 0],
  )
})

test('a report that may have expired is not missed', async () => {
  await report('kept')
  const index = JSON.parse(readFileSync(join(runs, 'history.json'), 'utf8'))
  const day = 86_400_000
  for (const [days, faults] of [
    [90, 1],
    [92, 0],
  ]) {
    const finishedAt = new Date(Date.now() - (days ?? 0) * day).toISOString()
    const gone = { ...index.runs[0], runId: 'gone', finishedAt }
    writeFileSync(join(runs, 'history.json'), JSON.stringify({ runs: [gone, ...index.runs] }))
    await report(`after-${days}`)
    assert.equal(metrics(`after-${days}`).ChainFaults, faults)
  }
})

test('an index that cannot be read is left unchanged, and the report says so', async () => {
  writeFileSync(join(runs, 'history.json'), '{"runs": "none"}')
  await report('three')
  assert.equal(readFileSync(join(runs, 'history.json'), 'utf8'), '{"runs": "none"}')
  assert.equal(written('three').previous, null)
  assert.match(written('three').warnings.join(), /not linked to the previous one/)
  assert.equal(metrics('three').ChainFaults, 1)
  assert.equal(verify().status, 1)
})

test('what a run asks for stands beside the last purge; without a readable index it stands alone', async () => {
  const folder = join(runs, 'asking/prod')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'measure-production.json'), JSON.stringify(before))
  const asking = { ...run, runId: 'asking', deployment: { evidenceBucket: 'evidence' } } as never
  const asked = async () => {
    const { before: last, asked: sources } = await askedRows(asking, [{ name: 'prod' }])
    return sources.map(({ source, tables }) => [
      source,
      ...tables.map((one) => [one.table, one.rows, one.dead, one.last?.dead ?? null]),
      last?.runId,
    ])
  }
  const now = [
    ['TOKEN', 100, 40],
    ['SCOPE', 100, 80],
  ]
  const alone = [['prod', ...now.map((one) => [...one, null]), undefined]]
  assert.deepEqual(await asked(), alone)
  const counted = { before: 90, dead: 30, rehearsed: 30, deleted: 31, after: 60, left: 0 }
  writeFileSync(
    join(runs, 'history.json'),
    JSON.stringify({
      runs: [
        {
          ...{ runId: 'last', outcome: 'succeeded', mode: 'purge', sha256: 'a'.repeat(64) },
          finishedAt: '2026-02-22T05:00:00.000Z',
          tables: [{ database: 'apim', table: 'TOKEN', ...counted }],
        },
      ],
    }),
  )
  assert.deepEqual(await asked(), [
    ['prod', ['TOKEN', 100, 40, 30], ['SCOPE', 100, 80, null], 'last'],
  ])
  rmSync(join(runs, 'history.json'))
  assert.deepEqual(await asked(), alone)
})
