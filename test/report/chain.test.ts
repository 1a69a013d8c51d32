import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { reportEventSchema } from '../../functions/contract/steps.ts'
import { addToPace } from '../../functions/throttle/pace.ts'
import type { Pace } from '../../functions/contract/times.ts'
import {
  chainFaults,
  earlierRuns,
  pastRun,
  sha256,
  withRun,
  type RunIndex,
} from '../../functions/report/chain.ts'
import { buildReport } from '../../functions/report/report.ts'
import { evidenceNames } from '../../functions/report/source-evidence.ts'
import { reportJsonSchema } from '../../local/report-schema.ts'
import { event, finishedAt, left } from './whole-run.ts'

const root = join(import.meta.dirname, '../..')
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
const deployment = { cloneSecurityGroup: 'sg-1', evidenceBucket: 'evidence', reportTopic: 'topic' }

/** So many runs one after the other, as ReportRun writes them. */
function chain(count: number): { index: RunIndex; texts: Map<string, string> } {
  let index: RunIndex = { runs: [] }
  const texts = new Map<string, string>()
  for (let at = 1; at <= count; at++) {
    const event = reportEventSchema.parse({
      execution: { name: `run-${at}`, startTime: '2026-03-01T02:00:00.000Z' },
      environment,
      deployment,
      plan: null,
      failure: null,
    })
    const report = buildReport(event, [], Date.parse('2026-03-01T02:00:00Z') + at * 1000, {
      earlier: earlierRuns(index),
    })
    const text = JSON.stringify(report)
    texts.set(report.runId, text)
    index = withRun(index, report, text)
  }
  return { index, texts }
}
const found = (texts: Map<string, string>) =>
  [...texts].map(([runId, text]) => ({
    ...(JSON.parse(text) as {
      finishedAt: string
      previous: { runId: string; sha256: string } | null
    }),
    runId,
    sha256: sha256(text),
  }))

test('a whole chain has no fault, and its index holds a year', () => {
  const { index, texts } = chain(60)
  assert.equal(index.runs.length, 52)
  assert.deepEqual(chainFaults(found(texts), index), [])
})

const damage: readonly (readonly [string, (texts: Map<string, string>) => unknown, RegExp])[] = [
  [
    'an altered report',
    (texts) => texts.set('run-2', `${texts.get('run-2') ?? ''} `),
    /^run-2: altered, says the report of run-3 and the index$/,
  ],
  [
    'a missing report',
    (texts) => texts.delete('run-2'),
    /^run-2: missing, says the report of run-3 and the index$/,
  ],
  [
    'the last report, altered',
    (texts) => texts.set('run-4', `${texts.get('run-4') ?? ''} `),
    /^run-4: altered, says the index$/,
  ],
  [
    'the last report, missing',
    (texts) => texts.delete('run-4'),
    /^run-4: missing, says the index$/,
  ],
]
for (const [name, break_, expected] of damage)
  test(`${name} is found`, () => {
    const { index, texts } = chain(4)
    break_(texts)
    const faults = chainFaults(found(texts), index)
    assert.equal(faults.length, 1)
    assert.match(faults[0] ?? '', expected)
  })

test('an index that was restarted or is missing is found', () => {
  const { texts } = chain(2)
  const event = reportEventSchema.parse({
    execution: { name: 'later', startTime: '2026-04-01T02:00:00.000Z' },
    environment,
    deployment,
    plan: null,
    failure: null,
  })
  const report = buildReport(event, [], Date.parse('2026-04-01T02:00:00Z'))
  texts.set('later', JSON.stringify(report))
  const faults = chainFaults(found(texts), withRun({ runs: [] }, report, JSON.stringify(report)))
  assert.deepEqual(
    faults.map((fault) => fault.split(',')[0]),
    ['later: starts a new chain', 'run-2: no other report and no index names this report'],
  )
  assert.match(chainFaults(found(texts), null).join(), /history\.json is missing/)
})

test('npm run verify-reports checks a folder, and its exit code tells the result', (context: TestContext) => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-chain-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const { index, texts } = chain(3)
  for (const [runId, text] of texts) {
    mkdirSync(join(folder, runId))
    writeFileSync(join(folder, runId, 'report.json'), text)
  }
  writeFileSync(join(folder, 'history.json'), JSON.stringify(index))
  const verify = () =>
    spawnSync(process.execPath, ['local/verify-reports.ts', '--folder', folder], {
      cwd: root,
      encoding: 'utf8',
    })
  assert.deepEqual(
    [verify().status, verify().stdout],
    [0, '3 reports: none missing, none altered.\n'],
  )
  writeFileSync(join(folder, 'run-1/report.json'), 'gone')
  const { status, stdout } = verify()
  assert.equal(status, 1)
  assert.match(stdout, /run-1: is not a report\nrun-1: altered/)
})

test('docs/report.schema.json is the schema that parses the report', () => {
  const written = readFileSync(join(root, 'docs/report.schema.json'), 'utf8')
  assert.ok(written === reportJsonSchema(), 'docs/report.schema.json is stale: run npm run schema')
})

test('a pace keeps every row in at most 60 points, and shows a pause', () => {
  let pace: Pace | undefined
  for (let second = 0; second < 1000; second++)
    if (second < 300 || second > 600)
      pace = addToPace(pace, Date.parse('2026-03-01T02:00:00Z') + second * 1000, 7)
  assert.ok(pace)
  assert.ok(pace.rows.length <= 60)
  assert.equal(
    pace.rows.reduce((sum, rows) => sum + rows, 0),
    7 * 699,
  )
  assert.equal(pace.seconds, 32)
  assert.equal(pace.rows[12], 0)
})

test("the index calls dead what production's purge found, where it came to that, not what the clone had", () => {
  const dead = (...names: (typeof evidenceNames)[number][]) =>
    pastRun(buildReport(event(), [left(...names)], finishedAt)).tables.map((one) => one.dead)
  assert.deepEqual(dead(...evidenceNames), [41, 0])
  assert.deepEqual(dead('measure-clone'), [40, 80])
})
