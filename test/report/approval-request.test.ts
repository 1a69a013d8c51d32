import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Run } from '../../functions/contract/steps.ts'
import { approvalRequest } from '../../functions/report/approval-request.ts'
import { buildReport } from '../../functions/report/report.ts'
import { event, finishedAt, instance, left, run, source } from './whole-run.ts'

/** The mail of a run whose topic lies there. */
const asked = (region: string, preview?: string, leftOut?: Run['leftOut']) =>
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
    gates: [],
    clones: [],
    tokenName: '/drydock/test/approval/weekly',
    deadline: 0,
  }).message

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
