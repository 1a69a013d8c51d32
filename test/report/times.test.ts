import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportPage } from '../../functions/report/page/page.ts'
import { buildReport } from '../../functions/report/report.ts'
import {
  evidenceNames,
  sourceEvidenceSchema,
  type SourceTime,
} from '../../functions/report/source-evidence.ts'
import { cells } from './cells.ts'
import { startTime, finishedAt, instance, purged, left, event } from './whole-run.ts'

test('pauses and retries of both purges are reported with reasons, on the chart and next to it', () => {
  const note = (
    at: number,
    what: 'pause' | 'slow' | 'retry' | 'go',
    seconds: number,
    reason: string,
  ) => ({
    at: new Date(Date.parse(startTime) + at * 1000).toISOString(),
    what,
    seconds,
    reasons: [reason],
  })
  const withNotes = (part: unknown, ...notes: unknown[]) => ({
    ...(part as object),
    pace: { from: startTime, seconds: 2, rows: [5, 0, 5, 5, 5] },
    notes,
  })
  const parts = sourceEvidenceSchema.parse({
    ...left(...evidenceNames),
    'purge-clone': withNotes(purged(40), note(1, 'retry', 0.7, 'deadlock: two met')),
    'purge-production': withNotes(
      purged(41),
      note(2, 'pause', 2, 'the window is closed'),
      note(6, 'slow', 0, 'a replica is behind'),
      note(8, 'go', 0, 'it caught up'),
      note(60, 'pause', 9, 'after the chart'),
    ),
  })
  const report = buildReport(event(), [parts], finishedAt)
  assert.deepEqual(
    report.paceNotes.map(({ source, target, what, seconds }) => [source, target, what, seconds]),
    [
      [instance, 'clone', 'retry', 0.7],
      [instance, 'production', 'pause', 2],
      [instance, 'production', 'slow', 0],
      [instance, 'production', 'go', 0],
      [instance, 'production', 'pause', 9],
    ],
  )
  const page = reportPage(report)
  assert.match(
    page,
    cells(
      'clone of wso2-production',
      '2026-03-01 02:00:01',
      'retried',
      '0.7 s',
      'deadlock: two met',
    ),
  )
  const spans = [
    ...page.matchAll(
      /<rect class="mark (\S+)" x="([\d.]+)" [^>]*width="([\d.]+)"[^>]*><title>([^<]*)/g,
    ),
  ].map(([, ...found]) => found)
  // 326 units of width are 10 s.
  assert.deepEqual(spans, [
    ['fbad', '78.6', '22.8', '2026-03-01 02:00:01 UTC, retried, 0.7 s: deadlock: two met'],
    ['f4', '111.2', '65.2', '2026-03-01 02:00:02 UTC, pause, 2 s: the window is closed'],
    ['f5', '241.6', '65.2', '2026-03-01 02:00:06 UTC, slower, until the next: a replica is behind'],
  ])
  assert.match(page, /2 × pause, 11 s in all; 1 × retried, 1 s in all/)
})

test('a step that was retried after an error is reported with its idle time', () => {
  const times: SourceTime[] = [
    {
      source: instance,
      step: 'purge-production',
      startedAt: startTime,
      endedAt: '2026-03-01T02:01:00.000Z',
      calls: 2,
      done: true,
      error: null,
      notes: [
        {
          at: '2026-03-01T02:00:10.000Z',
          what: 'retry',
          seconds: 37,
          reasons: ['DatabaseUnreachable: the step was called again'],
        },
      ],
    },
  ]
  const page = reportPage(buildReport(event(), [left(...evidenceNames)], finishedAt, { times }))
  assert.match(
    page,
    cells(
      'purge-production of wso2-production',
      '2026-03-01 02:00:10',
      'retried',
      '37 s',
      'DatabaseUnreachable: the step was called again',
    ),
  )
  assert.match(page, /Waits and retries; 1 × retried, 37 s in all/)
})

test('an approval lasts until the next step, and the window until it was to open', () => {
  const at = (second: number) => new Date(Date.parse(startTime) + second * 1000).toISOString()
  const time = (step: SourceTime['step'], from: number, to: number): SourceTime => ({
    source: '',
    step,
    startedAt: at(from),
    endedAt: at(to),
    calls: 1,
    done: true,
    error: null,
  })
  const gates = { gates: [], waitSeconds: 20 }
  const timeline = (failure: object | null, ...times: SourceTime[]) =>
    buildReport(
      event({ failure }),
      [sourceEvidenceSchema.parse({ ...left(), gates })],
      finishedAt,
      { times },
    ).timeline.map((one) => [
      one.step,
      (Date.parse(one.startedAt) - Date.parse(startTime)) / 1000,
      (Date.parse(one.endedAt) - Date.parse(startTime)) / 1000,
      one.error,
    ])
  assert.deepEqual(
    timeline(
      null,
      time('check-gates', 10, 11),
      time('ask-approval', 31, 32),
      time('delete-clone', 70, 80),
    ),
    [
      ['check-gates', 10, 11, null],
      ['wait-for-window', 11, 31, null],
      ['ask-approval', 31, 70, null],
      ['delete-clone', 70, 80, null],
    ],
  )
  // The state machine stopped meanwhile: what was not waited for is not drawn.
  assert.deepEqual(timeline(null, time('check-gates', 10, 11), time('delete-clone', 15, 20))[1], [
    'wait-for-window',
    11,
    15,
    null,
  ])
  assert.deepEqual(timeline({ Error: 'NotApproved' }, time('ask-approval', 31, 32)), [
    ['ask-approval', 31, 90.4, 'NotApproved'],
  ])
})
