import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reportPage } from '../../functions/report/page/page.ts'
import { buildReport } from '../../functions/report/report.ts'
import { cells } from './cells.ts'
import { finishedAt, left, event } from './whole-run.ts'

test('space: an estimate from the counts until the clone was measured, then the action with its reason', () => {
  const [row] = buildReport(event(), [left('measure-production')], finishedAt).space
  // 41 of 100 rows are dead.
  assert.deepEqual(
    [
      row?.table,
      row?.bytes,
      row?.couldReturn,
      row?.measured,
      row?.rebuildSeconds,
      row?.returned,
      row?.done,
    ],
    ['TOKEN', 105e6, 46e6, false, null, null, 'not rebuilt'],
  )
  const report = buildReport(
    event(),
    [left('measure-clone', 'measure-production', 'reclaim-clone', 'reclaim-production')],
    finishedAt,
  )
  assert.deepEqual(
    [
      report.space[0]?.couldReturn,
      report.space[0]?.measured,
      report.space[0]?.rebuildSeconds,
      report.space[0]?.returned,
    ],
    [70e6, true, 90, null],
  )
  assert.equal(report.space[0]?.done, 'not rebuilt in production: another session locked the table')
  assert.match(
    reportPage(report),
    cells(
      'TOKEN',
      'apim',
      '100.1 MiB',
      '66.8 MiB',
      '1 min 30 s',
      '–',
      'not rebuilt in production: another session locked the table',
    ),
  )
  assert.match(
    reportPage(buildReport(event(), [left('measure-production')], finishedAt)),
    cells('TOKEN', 'apim', '100.1 MiB', 'about 43.9 MiB', 'not measured', '–', 'not rebuilt'),
  )
})
