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

test('where production deleted other rows than the rehearsal counted, show says why', () => {
  const report = buildReport(event(), [left(...evidenceNames)], finishedAt)
  const [rule] = report.rules
  assert.ok(rule !== undefined)
  const rows = (productionDeleted: number) =>
    shown({ ...report, rules: [{ ...rule, dead: 600, productionDeleted }] })
  assert.match(
    rows(610),
    /dead on the clone .*\n.* 600 .* 610 .*\n.*\nThe dead rows were counted on /,
  )
  assert.doesNotMatch(rows(600), /were counted on/)
})
