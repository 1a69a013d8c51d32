import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askingRun } from '../../local/cloud-around.ts'
import type { Run } from '../../functions/contract/steps.ts'
import { askedTables, lastPurge } from '../../functions/report/asked-tables.ts'
import { approvalRequest } from '../../functions/report/approval-request.ts'
import { mailTable } from '../../functions/report/mail-table.ts'
import { buildReport } from '../../functions/report/report.ts'
import type { PastRun } from '../../functions/report/schema.ts'
import { read } from './golden-mail.ts'
import { event, finishedAt, instance, left, run, source } from './whole-run.ts'

const counted = {
  databases: [
    {
      ...{ database: 'apim', schema: '', skipped: [], leftovers: [], plans: [] },
      tables: [
        tableOf('IDN_OAUTH2_AUTHORIZATION_CODE', 1500, 1480),
        tableOf('IDN_OAUTH2_ACCESS_TOKEN', 9_000_000, 6_012_345),
        tableOf('IDN_OAUTH2_DEVICE_FLOW', 40, 0),
        tableOf('IDN_SAML2_ARTIFACT_STORE', 0, 0),
      ],
    },
  ],
}
function tableOf(table: string, all: number, dead: number) {
  const counts = { hash: '0', other: 0 }
  return {
    ...{ table, rule: 'rule', kind: 'rule' as const, settled: true, reading: null },
    classes: [
      { name: 'dead', rows: dead, ...counts },
      { name: 'still valid', rows: all - dead, ...counts },
    ],
  }
}
const lastWeek: PastRun = {
  ...{ runId: 'last', outcome: 'succeeded', mode: 'purge', finishedAt: '2026-02-22T05:00:00.000Z' },
  ...{ error: null, plannedRules: [] },
  tables: [
    {
      ...{ database: 'apim', table: 'IDN_OAUTH2_ACCESS_TOKEN', before: 8_000_000, dead: 5_000_000 },
      ...{ rehearsed: 5_000_000, deleted: 5_000_100, after: 3_000_000, left: 0 },
    },
  ],
}

/** The mail of a run whose topic lies there. */
const asked = (
  region: string,
  preview?: string,
  leftOut?: Run['leftOut'],
  before: PastRun | undefined = lastWeek,
) =>
  approvalRequest({
    run: {
      runId: 'weekly',
      environment: 'test',
      mode: 'purge',
      leftOut,
      deployment: {
        cloneSecurityGroup: 'sg-1',
        evidenceBucket: 'evidence',
        reportTopic: `arn:aws:sns:${region}:111122223333:reports`,
      },
    } as Run,
    sources: [{ name: 'prod', preview }],
    gates: [{ gate: 'drift', source: 'prod', passed: true, detail: 'As it was rehearsed.' }],
    clones: [
      {
        clone: 'drydock-c',
        port: 3306,
        connect: ['mysql -h drydock-c.example -P 3306 -u USER -p apim'],
        secret: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:rds!db-1',
      },
    ],
    backlog: [],
    asked: [{ source: 'prod', tables: askedTables(counted, before) }],
    before,
    tokenName: '/drydock/test/approval/weekly',
    deadline: 0,
  }).message

test('the request for approval as it is sent', () => {
  assert.equal(asked('eu-central-1'), read('approval-request.txt'))
})

test('a first purge has nothing to be compared with', () => {
  const { tables } = { tables: askedTables(counted, undefined) }
  assert.deepEqual(
    tables.map(({ last }) => last),
    [null, null, null],
  )
  assert.match(mailTable(tables), /^IDN_OAUTH2_ACCESS_TOKEN +9,000,000 +6,012,345 +67 % +- +-$/m)
})

test('tables of several databases are named with theirs', () => {
  const [database = assert.fail()] = counted.databases
  const two = askedTables({ databases: [database, { ...database, database: 'b' }] }, undefined)
  assert.match(mailTable(two), /^b\.IDN_OAUTH2_ACCESS_TOKEN /m)
})

test('what the last purge was is what the last one did that succeeded', () => {
  const later = { ...lastWeek, runId: 'later' }
  assert.equal(
    lastPurge([
      { ...lastWeek, runId: 'earlier' },
      lastWeek,
      { ...later, mode: 'rehearse' },
      { ...later, outcome: 'failed' },
    ])?.runId,
    'last',
  )
  assert.equal(lastPurge([]), undefined)
})

test('whoever is asked gets a link that opens on any device, in the region and partition of the run', () => {
  for (const [region, host] of [
    ['eu-central-1', 'eu-central-1.console.aws.amazon.com'],
    ['us-gov-west-1', 'us-gov-west-1.console.amazonaws-us-gov.com'],
    ['cn-north-1', 'cn-north-1.console.amazonaws.cn'],
  ] as const) {
    const [, link = ''] = /^Evidence: (\S+)$/m.exec(asked(region)) ?? []
    const { host: at, pathname, searchParams } = new URL(link)
    assert.deepEqual(
      [at, pathname, searchParams.get('region'), searchParams.get('prefix')],
      [host, '/s3/buckets/evidence', region, 'runs/weekly/'],
    )
    assert.doesNotMatch(asked(region), /s3:\/\//)
  }
})

test('on the laptop the run that asks is known by its message', () => {
  assert.equal(askingRun(asked('eu-west-1')), 'weekly')
  assert.equal(askingRun('Run weekly has ended.'), null)
})

test('whoever is asked learns that an engine is a preview, and of another nothing of the kind', () => {
  assert.match(asked('eu-central-1', 'ark'), /prod runs ark, which is a preview/)
  assert.doesNotMatch(asked('eu-central-1'), /preview/)
})

test('whoever is asked learns which databases the run has left out', () => {
  assert.match(
    asked('eu-central-1', undefined, [{ source: 'prod', database: 'shared' }]),
    /\n\nshared of prod was left out: none of the rules that are on has its table there\.\n\n/,
  )
  assert.doesNotMatch(asked('eu-central-1'), /left out/)
})

test('a report says which source runs an engine that is a preview', () => {
  const told = (preview?: string) =>
    buildReport(
      event({ plan: { run: { ...run, mode: 'plan' }, sources: [{ ...source, preview }] } }),
      [left('measure-production')],
      finishedAt,
    ).warnings.filter((one) => one.includes('preview'))
  assert.match(told('ark').join(), new RegExp(`${instance} runs ark, which is a preview`))
  assert.deepEqual(told(), [])
})
