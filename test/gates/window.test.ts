import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Window, windowSchema } from '../../functions/contract/window.ts'
import {
  judgeWindow,
  pauseFor,
  purgeIsOver,
  secondsToClose,
  secondsToOpen,
} from '../../functions/gates/window.ts'
import { pattern } from '../pattern.ts'

const weekend: Window = { days: ['SAT', 'SUN'], from: '01:00', to: '05:00', outside: 'wait' }
const overnight: Window = { days: ['SAT'], from: '23:00', to: '02:00', outside: 'end' }
// 2026-11-28 is a Saturday.
const at = (text: string) => Date.parse(`2026-11-${text}:00Z`)
const run = (window: Window | undefined, purgeBy = '2026-11-29T20:00:00.000Z') => ({
  window,
  purgeBy,
})

for (const [window, time, seconds] of [
  [weekend, '27T12:00', 13 * 3600],
  [weekend, '28T00:59', 60],
  [weekend, '28T01:00', 0],
  [weekend, '28T04:59', 0],
  [weekend, '28T05:00', 20 * 3600],
  [weekend, '29T05:00', 5 * 86_400 + 20 * 3600],
  [overnight, '28T22:59', 60],
  [overnight, '28T23:00', 0],
  [overnight, '29T01:59', 0],
  [overnight, '29T02:00', 6 * 86_400 + 21 * 3600],
  // The night before belongs to no day of its own.
  [overnight, '28T01:00', 22 * 3600],
] as const)
  test(`${window.days} ${window.from} to ${window.to}: at ${time} it opens in ${seconds} s`, () =>
    assert.equal(secondsToOpen(window, at(time)), seconds))

test('whatever the window, it opens within a week, and is open when it does', () => {
  for (const from of ['00:00', '13:37', '23:59'])
    for (const to of ['00:01', '13:36', '23:58'])
      for (let hour = 0; hour < 24 * 8; hour++) {
        const now = at('23T00:00') + hour * 3_600_000 + 12_345
        const seconds = secondsToOpen({ days: ['WED'], from, to, outside: 'wait' }, now)
        assert.ok(seconds <= 7 * 86_400)
        assert.equal(
          secondsToOpen({ days: ['WED'], from, to, outside: 'wait' }, now + seconds * 1000),
          0,
        )
      }
})

test('without a window any time is allowed', () => {
  assert.equal(secondsToOpen(undefined, at('27T12:00')), 0)
  assert.deepEqual(judgeWindow(run(undefined), 'apim', at('27T12:00'), false).gate.passed, true)
})

test('a purge without a window says whether anybody is asked', () => {
  const detail = (approval?: { deadline: string }) =>
    judgeWindow({ ...run(undefined), ...(approval && { approval }) }, 'apim', 0, false).gate.detail
  assert.match(detail(), /neither a window nor an approval: .* and nobody is asked\.$/)
  assert.match(detail({ deadline: '1h' }), /has no window: any time is allowed\.$/)
})

test('a run waits, or ends, as the environment says; a purge under way waits in any case', () => {
  assert.equal(pauseFor(run(weekend), 'apim', at('28T00:30'), false), 1800)
  assert.throws(() => pauseFor(run(overnight), 'apim', at('28T22:30'), false), {
    name: 'OutsideWindow',
    message: pattern(
      /It is 2026-11-28T22:30Z; production may be purged SAT from 23:00 to 02:00 UTC, next at /,
      /2026-11-28T23:00Z\. Nothing was deleted/,
    ),
  })
  assert.equal(pauseFor(run(overnight), 'apim', at('28T22:30'), true), 1800)
})

test('no run waits for a window that opens after its time to purge', () => {
  assert.throws(
    () => pauseFor(run(weekend, '2026-11-25T02:00:00.000Z'), 'apim', at('23T04:00'), false),
    {
      name: 'OutsideWindow',
      message: /The run may purge until 2026-11-25T02:00Z, too early to wait/,
    },
  )
  assert.throws(() => pauseFor(run(weekend), 'apim', at('29T05:00'), true), {
    name: 'OutsideWindow',
    message: /Committed deletes are kept and on record/,
  })
})

test('a running purge ends when its time is over or its window opens too late', () => {
  assert.equal(purgeIsOver(run(weekend), at('28T04:00')), false)
  assert.equal(purgeIsOver(run(weekend), at('28T12:00')), false, 'it opens again tomorrow')
  assert.equal(purgeIsOver(run(weekend), at('29T05:00')), true, 'it opens in a week')
  assert.equal(purgeIsOver(run(undefined), at('29T19:59')), false)
  assert.equal(purgeIsOver(run(undefined), at('29T20:00')), true)
})

test('a window is waited for only if there is time for an answer too', () => {
  const asked = { ...run(weekend, '2026-11-28T12:00:00.000Z'), approval: { deadline: '10h' } }
  assert.equal(judgeWindow(asked, 'apim', at('27T20:00'), false).gate.passed, true)
  const longer = { ...asked, approval: { deadline: '11h' } }
  assert.equal(judgeWindow(longer, 'apim', at('27T20:00'), false).gate.passed, false)
})

test('a window without a length, a day or a time is a fault', () => {
  for (const wrong of [
    { ...weekend, to: '01:00' },
    { ...weekend, days: [] },
    { ...weekend, days: ['Saturday'] },
    { ...weekend, from: '1:00' },
    { ...weekend, to: '24:00' },
    { ...weekend, zone: 'CET' },
  ])
    assert.equal(windowSchema.safeParse(wrong).success, false, JSON.stringify(wrong))
})

for (const [window, time, seconds] of [
  [weekend, '28T01:00', 4 * 3600],
  [weekend, '28T04:59', 60],
  [weekend, '28T05:00', 0],
  [weekend, '27T03:00', 0],
  [overnight, '28T23:00', 3 * 3600],
  [overnight, '29T01:59', 60],
  [overnight, '28T01:00', 0],
] as const)
  test(`${window.days} ${window.from} to ${window.to}: at ${time} it closes in ${seconds} s`, () =>
    assert.equal(secondsToClose(window, at(time)), seconds))

test('without a window nothing closes', () =>
  assert.equal(secondsToClose(undefined, at('28T01:00')), Number.POSITIVE_INFINITY))
