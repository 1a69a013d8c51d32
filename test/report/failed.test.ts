import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verdict } from '../../functions/report/next.ts'
import { reportPage } from '../../functions/report/page/page.ts'
import { buildReport } from '../../functions/report/report.ts'
import { reportSchema } from '../../functions/report/schema.ts'
import { evidenceNames, sourceEvidenceSchema } from '../../functions/report/source-evidence.ts'
import { cells } from './cells.ts'
import {
  finishedAt,
  instance,
  run,
  source,
  measured,
  purged,
  verified,
  left,
  event,
  counts,
} from './whole-run.ts'
import { pattern } from '../pattern.ts'

const stages: readonly (readonly [number, readonly (readonly (number | null)[])[]])[] = [
  [1, []],
  [
    2,
    [
      [100, 40, null, null, null],
      [100, 80, null, null, null],
    ],
  ],
  [
    3,
    [
      [100, 40, 40, null, null],
      [100, 80, 0, null, null],
    ],
  ],
  [
    4,
    [
      [100, 40, 40, null, 60],
      [100, 80, 0, null, 20],
    ],
  ],
  [
    5,
    [
      [100, 40, 40, null, 60],
      [100, 80, 0, null, 20],
    ],
  ],
  [
    6,
    [
      [100, 40, 40, null, 60],
      [100, 80, 0, null, 20],
    ],
  ],
  [
    7,
    [
      [100, 40, 40, null, 60],
      [100, 80, 0, null, 20],
    ],
  ],
  // From here on production was begun on: what the clone holds says nothing of it.
  [
    8,
    [
      [100, 40, 40, 41, null],
      [100, 80, 0, 0, null],
    ],
  ],
]

for (const [reached, expected] of stages)
  test(`a failure ${evidenceNames[reached] === undefined ? 'at the end' : `at ${evidenceNames[reached]}`} reports what was found until then`, () => {
    const failure = {
      Error: 'LockedOut',
      Cause: JSON.stringify({ errorMessage: 'locked', errorType: 'LockedOut', trace: [] }),
    }
    const report = buildReport(
      event({ failure }),
      [left(...evidenceNames.slice(0, reached))],
      finishedAt,
    )
    assert.equal(report.outcome, 'failed')
    assert.deepEqual(report.error, { name: 'LockedOut', message: 'locked' })
    assert.deepEqual(
      counts(report).map(([, ...numbers]) => numbers),
      expected,
    )
    reportSchema.parse(report)
    reportPage(report)
  })

test('a cause that is not JSON from Lambda is reported unchanged', () => {
  const message = (Cause?: string) =>
    buildReport(
      event({ failure: { Error: 'States.Timeout', ...(Cause === undefined ? {} : { Cause }) } }),
      [],
      finishedAt,
    ).error?.message
  assert.deepEqual(
    [message('too slow'), message('{"other":1}'), message('null'), message()],
    ['too slow', '{"other":1}', 'null', ''],
  )
})

test('a run without a plan still has its report', () => {
  const report = buildReport(
    event({ plan: null, failure: { Error: 'InvalidInput', Cause: 'no' } }),
    [],
    finishedAt,
  )
  assert.deepEqual(
    [
      report.outcome,
      report.mode,
      report.runId,
      report.cutoff,
      report.statementsHash,
      report.rules,
      report.checks,
    ],
    ['failed', null, 'run-1', null, null, [], []],
  )
  const page = reportPage(report)
  assert.match(page, /not known/)
  assert.doesNotMatch(page, /\b(null|undefined|NaN)\b/)
})

test('a purge of production that stopped midway shows what it deleted', () => {
  const half = {
    ...left('measure-clone', 'purge-clone', 'verify-clone', 'measure-production'),
    'purge-production': sourceEvidenceSchema.shape['purge-production'].parse(purged(17, false)),
  }
  const report = buildReport(event({ failure: { Error: 'LockedOut' } }), [half], finishedAt)
  assert.deepEqual(counts(report), [
    ['TOKEN', 100, 40, 40, 17, null],
    ['SCOPE', 100, 80, 0, 0, null],
  ])
  assert.match(reportPage(report), /stopped midway; its counts show what it deleted/)
})

test('a purge that ran out of time is reported with the rows that are left, also in the verdict', () => {
  const ended = sourceEvidenceSchema.parse({
    ...left('measure-clone', 'purge-clone', 'verify-clone', 'measure-production'),
    'purge-production': { ...purged(17), ended: 'time' },
    'verify-production': verified(measured({ dead: 23, 'still valid': 50 }, { dead: 40 })),
  })
  const report = buildReport(
    event({ plan: { run: { ...run, mode: 'purge' }, sources: [source] } }),
    [ended],
    finishedAt,
  )
  assert.equal(report.left, 63)
  assert.match(report.warnings.join('\n'), new RegExp(`${report.left} dead rows are left`))
  assert.match(report.next.join('\n'), /Production is partly purged/)
  assert.match(verdict(report), new RegExp(`${report.left} dead rows are left for the next run`))
})

test('a run that a gate stopped names the gate, with production unchanged and no warning', () => {
  const gates = {
    gates: [
      { gate: 'drift' as const, source: instance, passed: true, detail: 'as it was' },
      {
        gate: 'blast-radius' as const,
        source: instance,
        passed: false,
        detail: 'TOKEN: 40 of 100 rows',
      },
    ],
  }
  const report = buildReport(
    event({ failure: { Error: 'BlastRadius' } }),
    [{ ...left('measure-clone', 'purge-clone', 'verify-clone', 'measure-production'), gates }],
    finishedAt,
  )
  assert.deepEqual(report.gates, gates.gates)
  assert.deepEqual(report.warnings, [])
  assert.deepEqual(
    counts(report).map(([, , , , deleted]) => deleted),
    [null, null],
  )
  assert.match(
    reportPage(report),
    cells('blast-radius', 'wso2-production', 'no', 'TOKEN: 40 of 100 rows'),
  )
})

test('an archive that was not gathered is a warning, of the source where it is known', () => {
  const failure = { Error: 'ArchiveDamaged', Cause: '{"errorMessage":"read back"}' }
  const warnings = (state: unknown) => buildReport(event({ state }), [], finishedAt).warnings.join()
  assert.match(
    warnings({ archivesLeft: [{ source: 'one', failure }, {}] }),
    /^The files of the archive of one were not all .* \(ArchiveDamaged: read back\)/,
  )
  assert.match(
    warnings({ archivesFailure: { Error: 'States.Runtime' } }),
    /^The files of the archive were not all gathered into volumes \(States\.Runtime: \)/,
  )
  assert.equal(warnings({ archivesLeft: [{}] }), '')
})

test('snapshots that could not be deleted are a warning, whatever the error', () => {
  const failure = { Error: 'InvalidDBSnapshotState', Cause: '{"errorMessage":"in use"}' }
  const warnings = (state: unknown) => buildReport(event({ state }), [], finishedAt).warnings.join()
  assert.match(
    warnings({ snapshotsLeft: [{ source: 'one', failure }, {}] }),
    /^Snapshots of one past their retention .* \(InvalidDBSnapshotState: in use\)/,
  )
  assert.match(
    warnings({ snapshotsFailure: { Error: 'States.Runtime' } }),
    /^Snapshots past their retention/,
  )
  assert.equal(warnings({ snapshotsLeft: [{}] }), '')
})

test('a clone that the clean-up left is named', () => {
  const failure = { Error: 'CheckFailed' }
  const warnings = (state: unknown) =>
    buildReport(event({ failure, state }), [], finishedAt).warnings.join()
  assert.match(
    warnings({ clonesLeft: [{ cloneLeft: 'drydock-c' }, {}] }),
    pattern(
      /^The clone drydock-c could not be deleted and costs money\.[^,]*, or the daily sweep /,
      /tries again\.$/,
    ),
  )
  assert.match(warnings({ cleanupFailure: { Error: 'States.Runtime' } }), /drydock-c could not/)
  const cloneAccount = {
    account: '444455556666',
    roles: 'arn:aws:iam::444455556666:role/drydock-test-clones-',
    externalId: 'drydock-test-000000000000',
    subnetGroup: 'clones',
    key: 'alias/drydock-test-clones',
  }
  const elsewhere = event({
    failure,
    state: { clonesLeft: [{ cloneLeft: 'drydock-c' }] },
    deployment: { ...event().deployment, cloneAccount },
  })
  assert.match(
    buildReport(elsewhere, [], finishedAt).warnings.join(),
    /^The clone drydock-c or its copy of the snapshot, in the account 444455556666, could not be/,
  )
  assert.equal(warnings({ clonesLeft: [{}] }), '')
})
