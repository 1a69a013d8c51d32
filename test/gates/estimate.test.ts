import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { estimateBacklog } from '../../functions/gates/estimate.ts'
import { openSeconds, secondsToOpen, windowLength } from '../../functions/gates/window.ts'
import type { Window } from '../../functions/contract/window.ts'

const hour = 3_600_000
const saturday = Date.parse('2026-11-28T00:00:00Z')
const night: Window = { days: ['SAT', 'SUN'], from: '22:00', to: '04:00', outside: 'wait' }

test('a backlog takes hours, windows and runs, between the ceiling of the pace and a quarter of it', () => {
  const facts = {
    rows: 76_000_000,
    rowsPerSecond: 2000,
    secondsPerRun: 12 * 3600,
    windowSeconds: 6 * 3600,
  }
  const found = estimateBacklog(facts, 0.5)
  assert.deepEqual(
    [found?.hours.least.toFixed(1), found?.hours.most.toFixed(1), found?.windows, found?.runs],
    ['21.1', '84.4', { least: 4, most: 15 }, { least: 2, most: 8 }],
  )
  assert.equal(estimateBacklog({ ...facts, windowSeconds: null }, 1)?.windows, null)
  assert.equal(estimateBacklog({ ...facts, rowsPerSecond: null }, 1), null)
  assert.equal(estimateBacklog({ ...facts, rowsPerSecond: 0 }, 1), null)
})

test('a run has the time in which its window is open until its purge has to end', () => {
  assert.equal(openSeconds(undefined, saturday, saturday + 5 * hour), 5 * 3600)
  // Two nights, of which the second is cut off.
  assert.equal(openSeconds(night, saturday, saturday + 48 * hour), 6 * 3600 + 2 * 3600)
  assert.equal(openSeconds(night, saturday + 23 * hour, saturday + 24 * hour), 3600)
  assert.equal(openSeconds(night, saturday + 5 * hour, saturday + 21 * hour), 0)
  assert.equal(openSeconds(night, saturday, saturday - hour), 0)
  assert.equal(windowLength(night), 6 * hour)
})

test('the open time is the sum of the minutes in which the window is open', () => {
  const day = fc.constantFrom('MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN')
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
    .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${minutes}`)
  fc.assert(
    fc.property(
      fc.uniqueArray(day, { minLength: 1 }),
      time,
      time,
      fc.integer({ min: 0, max: 400 }),
      (days, from, to, halves) => {
        fc.pre(from !== to)
        const window = { days, from, to, outside: 'wait' } as Window
        let open = 0
        for (let at = 0; at < halves; at++)
          if (secondsToOpen(window, saturday + (at * hour) / 2) === 0) open += 1800
        assert.equal(openSeconds(window, saturday, saturday + (halves * hour) / 2), open)
      },
    ),
    { numRuns: 50 },
  )
})
