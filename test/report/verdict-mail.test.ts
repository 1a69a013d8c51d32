import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorNames } from '../../functions/contract/errors.ts'
import { buildReport } from '../../functions/report/report.ts'
import { evidenceNames } from '../../functions/report/source-evidence.ts'
import { verdictMail } from '../../functions/report/verdict-mail.ts'
import { read } from './golden-mail.ts'
import { event, finishedAt, left } from './whole-run.ts'

const link = 'https://example.com/report.html'
const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:111122223333:reports',
}
const failedWith = (Error: string, Cause: string) =>
  buildReport(event({ deployment, failure: { Error, Cause } }), [left('measure-clone')], finishedAt)

test('the mail of a run that failed, as it is sent: error, links, what the runbook says', () => {
  const cause = JSON.stringify({ errorMessage: 'Three long transactions hold rows of TOKEN.' })
  const { subject, message } = verdictMail(failedWith('LockedOut', cause), link)
  assert.equal(subject, 'Drydock example: failed')
  assert.equal(message, read('failed.txt'))
})

test('the mail of a run that purged, as it is sent: verdict, links, warnings', () => {
  const report = buildReport(event({ deployment }), [left(...evidenceNames)], finishedAt)
  const { subject, message } = verdictMail({ ...report, warnings: ['The clone is left.'] }, link)
  assert.equal(subject, 'Drydock example: succeeded')
  assert.equal(message, read('purged.txt'))
})

test('whatever ends a run, its mail says what to do, within the limits of SNS', () => {
  for (const name of [...errorNames, 'States.Timeout', 'Sandbox.Timedout']) {
    const { subject, message } = verdictMail(failedWith(name, 'x'.repeat(30_000)), link)
    assert.match(subject, /^[\x20-\x7e]{1,99}$/)
    assert.ok(Buffer.byteLength(message) < 262_144, name)
    assert.match(
      message,
      /\n\nWhat to do, from docs\/runbook\.md, heading [\w ]+:\n\n(?!In a clone)\S[^]{40}/,
      name,
    )
  }
})
