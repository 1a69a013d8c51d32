import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildReport } from '../../functions/report/report.ts'
import { evidenceNames } from '../../functions/report/source-evidence.ts'
import type { Report } from '../../functions/report/schema.ts'
import { printReport } from '../../cli/print-report.ts'
import { headingOfExecution, runbookParagraph } from '../../cli/runbook.ts'
import { event, finishedAt, left } from '../report/whole-run.ts'
import { terminalFor } from './drydock.ts'

function shown(report: Report): string {
  const { terminal, answer } = terminalFor(null)
  printReport(terminal, report)
  return answer(0).out
}

test('a run that left no report is explained by how its execution ended', () => {
  for (const [status, error, heading] of [
    ['ABORTED', null, 'A run was stopped'],
    ['ABORTED', 'Cancelled', 'Cancelled'],
    ['ABORTED', 'of a person', 'A run was stopped'],
    ['TIMED_OUT', 'States.Timeout', 'A run timed out'],
    ['FAILED', 'Sandbox.Timedout', 'A run failed'],
    ['FAILED', 'EvidenceMissing', 'EvidenceMissing'],
    ['RUNNING', null, null],
    ['SUCCEEDED', null, null],
  ] as const) {
    assert.equal(headingOfExecution({ status, error }), heading, status)
    if (heading !== null) assert.match(runbookParagraph(heading), /:\n {2}\S.{20}/, heading)
  }
})

test('a run that failed before its plan was made shows neither a mode nor checks', () => {
  const failure = { Error: 'InvalidInput', Cause: 'The input is wrong.' }
  const out = shown(buildReport(event({ plan: null, failure }), [], finishedAt))
  assert.match(
    out,
    /^failed: InvalidInput: The input is wrong\.\nRun run-1, 2026-03-01 02:00 UTC, took/,
  )
  assert.doesNotMatch(out, /unknown|0 checks/)
})

test('a whole report is printed from the verdict to what to do next', () => {
  assert.equal(
    shown(buildReport(event(), [left(...evidenceNames)], finishedAt)),
    [
      'succeeded: 41 rows deleted in production, 2 checks passed.',
      'Run run-1, mode purge, 2026-03-01 02:00 UTC, took 1 min 30 s.',
      'table     rehearsed  before  new  deleted  after',
      'TOKEN            40      94    2       41     55',
      'SCOPE             0      20    2        0     22',
      '2 tables         40     114    4       41     77',
      'Rehearsed rows were deleted on the clone. Production also deletes what died since the ' +
        'snapshot; what others hold, or time does not suffice for, stays.',
      'passed  drift (wso2-production): as it was',
      '2 of 2 checks passed.',
      'Next: room-sufficient (wso2-production): more',
      '      1 table of other cleanups takes up space. Ask who needs it; Drydock drops none.',
    ].join('\n'),
  )
})

test('where production deleted other rows than the rehearsal counted, show says why', () => {
  const report = buildReport(event(), [left(...evidenceNames)], finishedAt)
  const [rule] = report.rules
  assert.ok(rule !== undefined)
  const rows = (productionDeleted: number) =>
    shown({ ...report, rules: [{ ...rule, cloneDeleted: 600, productionDeleted }] })
  assert.match(rows(610), /rehearsed .*\n.* 600 .* 610 .*\n.*\nRehearsed rows were deleted on /)
  assert.doesNotMatch(rows(600), /Rehearsed rows/)
})

test("a run cancelled before its purge says that the rows are the clone's, and only once what to do", () => {
  const failure = { Error: 'Cancelled', Cause: 'The run run-1 was cancelled by you.' }
  const clone = ['measure-clone', 'purge-clone', 'verify-clone'] as const
  const grants = left('preflight-production')['preflight-production']
  assert.ok(grants?.findings.some(({ level }) => level === 'warning'))
  const out = shown(
    buildReport(event({ failure }), [left('preflight-production', ...clone)], finishedAt),
  )
  assert.match(
    out,
    /\n2 tables .*\nThese rows are the clone's\. Nothing was deleted in production\.\n/,
  )
  assert.equal(out.match(/Next: /g)?.length, 1, out)
  assert.match(out, /\nNext: Follow docs\/runbook\.md, heading Cancelled\. Nothing needs repair\./)
  assert.doesNotMatch(out, /room-sufficient/)
})
