import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '../../functions/report/schema.ts'
import { changeOf } from '../../functions/report/page/change.ts'
import { reportPage } from '../../functions/report/page/page.ts'
import { skippedRules } from '../../functions/report/page/skipped.ts'
import { shortVerdict } from '../../functions/report/page/verdict.ts'
import { wayOf } from '../../functions/report/page/way.ts'
import { buildReport } from '../../functions/report/report.ts'
import { evidenceNames } from '../../functions/report/source-evidence.ts'
import { largeReport } from './large-report.ts'
import { event, finishedAt, left } from './whole-run.ts'

/** The large report, as if it had come as far as these steps. */
function reached(steps: readonly Report['timeline'][number]['step'][], error: string | null) {
  const [one] = largeReport.timeline
  assert.ok(one !== undefined)
  return {
    ...largeReport,
    rules: largeReport.rules.map((rule) => ({ ...rule, productionDeleted: null })),
    timeline: steps.map((step, at) => ({
      ...one,
      step,
      done: at < steps.length - 1 || error === null,
      error: at < steps.length - 1 ? null : error,
    })),
  }
}
const dotsOf = (report: Report) =>
  wayOf(report)
    .map(({ name, state }) => ({ done: '●', failed: `✖ ${name} `, next: '○' })[state])
    .join('')

test('a row of dots says how far a run came, whatever it ended with', () => {
  for (const [steps, error, dots] of [
    [[], null, '●✖ preflight ○○○○○○○○○○'],
    [['preflight', 'take-snapshot'], 'RestoreFailed', '●●✖ snapshot ○○○○○○○○○'],
    // The state machine itself ended the run: no step has an error.
    [['preflight', 'take-snapshot'], null, '●●●✖ clone ○○○○○○○○'],
    [
      ['preflight', 'take-snapshot', 'restore-clone', 'prove-engine', 'measure-clone'],
      'SchemaChanged',
      '●●●●●✖ count ○○○○○○',
    ],
  ] as const)
    assert.equal(dotsOf(reached(steps, error)), dots)
  const succeeded = { ...reached([], null), outcome: 'succeeded' as const }
  assert.equal(dotsOf({ ...succeeded, mode: 'plan' }), '●●●')
  assert.equal(dotsOf({ ...reached([], null), mode: null }), '✖ plan ○○○○○○○○○○○')
  assert.match(reportPage(reached(['preflight'], 'PreflightFailed')), /stopped here: .*preflight/)
})

test('a failure says in one line where the run stopped, and what was deleted in production', () => {
  const at = reached(['preflight'], 'PreflightFailed')
  assert.equal(
    shortVerdict(at),
    'CheckFailed. The run stopped at: preflight. Nothing was deleted in production.',
  )
  assert.match(
    shortVerdict({ ...at, rules: largeReport.rules }),
    /\. 11,976,670 rows were deleted in production\.$/,
  )
  const begun = reached([...timelineUntilPurge, 'purge-production'], 'LockedOut')
  assert.match(shortVerdict(begun), /stopped at: purge\. What it deleted .* is not on record\.$/)
})
const timelineUntilPurge = [
  'preflight',
  'take-snapshot',
  'restore-clone',
  'prove-engine',
  'measure-clone',
  'purge-clone',
  'verify-clone',
  'measure-production',
  'check-gates',
  'recount-production',
] as const

test('large numbers have separators, in verdicts too', () => {
  const report = buildReport(event(), [left(...evidenceNames)], finishedAt)
  const rules = report.rules.map((one) => ({ ...one, productionDeleted: 2435 }))
  assert.equal(
    shortVerdict({ ...report, rules }),
    '4,870 rows deleted in production, 2 checks passed.',
  )
})

test('rules that were skipped are one line by reason', () => {
  const rule = (name: string, database: string, reason: string) => ({
    rule: name,
    database,
    reason,
  })
  assert.equal(
    skippedRules([
      rule('par', 'apim', 'no table IDN_OAUTH_PAR in apim'),
      rule('uma', 'apim', 'no table IDN_UMA in apim'),
      rule('uma', 'shared', 'no table IDN_UMA in shared'),
      rule('sts-tokens', 'apim', 'switched off'),
      rule('codes', 'apim', 'CODE is no text'),
    ]),
    '<p class="note">Skipped: 3 rules whose tables do not exist (apim: 2, shared: 1); switched ' +
      'off: sts-tokens (apim); CODE is no text: codes (apim).</p>',
  )
  assert.match(skippedRules([rule('par', 'a', 'no table X in a')]), /1 rule whose table does not/)
  assert.equal(skippedRules([]), '')
})

test('a query is told faster or slower only beyond the noise of its single times', () => {
  const times = (before: number, after: number | null, spread = 0.2) => ({
    medianBefore: before,
    medianAfter: after,
    spreadBefore: spread,
    spreadAfter: after === null ? null : spread / 2,
  })
  assert.deepEqual(changeOf(times(1, 0.4)), { text: '−60 % (noise ±15 %)', kind: 'yes' })
  assert.deepEqual(changeOf(times(1, 1.5)), { text: '+50 % (noise ±15 %)', kind: 'warning' })
  assert.deepEqual(changeOf(times(1, 1.05)), { text: 'none beyond the noise (±15 %)' })
  assert.deepEqual(changeOf(times(1, null)), { text: '–' })
  assert.deepEqual(changeOf(times(0, 1)), { text: '–' })
})

test('the report leads to the execution, its logs and its archive, where there is a console', () => {
  const built = (reportTopic: string, ...more: Parameters<typeof event>) => {
    const given = event(...more)
    const deployment = { ...given.deployment, reportTopic }
    return buildReport({ ...given, deployment }, [left(...evidenceNames)], finishedAt)
  }
  const onAws = built('arn:aws:sns:eu-west-1:123456789012:reports')
  const { links, archived } = onAws
  const console = 'https://eu-west-1.console.aws.amazon.com'
  assert.deepEqual(
    links.map(({ url }) => url),
    [
      `${console}/states/home?region=eu-west-1#/v2/executions/details/` +
        'arn:aws:states:eu-west-1:123456789012:execution:drydock-example:run-1',
      `${console}/cloudwatch/home?region=eu-west-1#logsV2:log-groups$3FlogGroupNameFilter$3D` +
        '$252Faws$252Flambda$252Fdrydock-example-',
      `${console}/s3/buckets/evidence?region=eu-west-1&prefix=runs/run-1/`,
      `${console}/s3/buckets/evidence?region=eu-west-1&prefix=archive/run-1/`,
    ],
  )
  assert.equal(archived, true)
  const local = built('arn:aws:sns:eu-west-1:000000000000:reports')
  assert.deepEqual(local.links, [])
  assert.match(reportPage(onAws), /npx drydock undo run-1 --environment example/)
  assert.doesNotMatch(reportPage(local), /Where to look/)
})
