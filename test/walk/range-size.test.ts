import assert from 'node:assert/strict'
import { test } from 'node:test'
import { random } from '../soak/week.ts'
import { fixedSize, largest, rangeSize } from '../../functions/walk/range-size.ts'

test('batches do not grow by those that had fewer rows than they may, and shrink by any that took long', () => {
  const size = rangeSize(250)
  for (let step = 0; step < 20; step++) size.adapt(1, undefined, false)
  assert.equal(size.rows(), 500)
  size.adapt(1000, undefined, false)
  assert.equal(size.rows(), 250)
})

test('batches grow to what their time allows, by four at most, and fall by half', () => {
  const size = rangeSize(250)
  const after = (milliseconds: number) => (size.adapt(milliseconds), size.rows())
  assert.deepEqual([10, 200, 250, 400, 5_000].map(after), [2_000, 2_500, 2_500, 1_563, 782])
})

test('a shorter time makes the next batch smaller at once, a longer one lets it grow by its own time', () => {
  const size = rangeSize(250)
  const at = (aim?: number) => (size.aim(aim), size.rows())
  assert.deepEqual([250, 62.5, 62.5, undefined, 250, 125].map(at), [500, 125, 125, 125, 125, 63])
  size.adapt(125, 125)
  assert.equal(at(125), 63)
})

test('a new table starts with small ranges again, and with no more rows than it may have', () => {
  const size = rangeSize(250)
  for (let step = 0; step < 20; step++) size.adapt(1)
  assert.equal(size.rows(), largest)
  assert.equal(size.anew().rows(), 500)
  const few = size.anew(100)
  for (let step = 0; step < 20; step++) few.adapt(1)
  assert.equal(few.rows(), 100)
  assert.equal(fixedSize(20).anew(7).rows(), 7)
  assert.equal(fixedSize(20).anew().rows(), 20)
})

test('sizes that were given before a time was known settle, and lock for twice the aim at most', () => {
  const draw = random(7)
  for (const [underWay, room] of [
    [1, 300],
    [2, 300],
    [3, 300],
    [3, 1_000],
    [3, 4_000],
  ] as const) {
    const size = rangeSize(250)
    const given: number[] = []
    const times: number[] = []
    for (let step = 0; step < 400; step++) {
      given.push(size.rows())
      if (given.length < underWay) continue
      const rows = given.shift() ?? 0
      // Each batch takes 20 ms, and as many rows as there is room for take 250.
      const milliseconds = (20 + (230 * rows) / room) * (0.85 + 0.3 * draw())
      times.push(milliseconds)
      size.adapt(milliseconds, 250, true, rows)
    }
    const late = times.slice(10)
    assert.ok(Math.max(...late) < 500, `${underWay} of ${room}: ${Math.max(...late)} ms`)
    assert.ok(size.rows() > room / 2 && size.rows() < 2 * room, String(size.rows()))
  }
})

test('a size that fell since, by trouble or a shorter aim, does not rise by an earlier one', () => {
  const size = rangeSize(250)
  size.shrink()
  size.adapt(250, 250, true, 500)
  assert.equal(size.rows(), 250)
  size.aim(62.5)
  size.adapt(250, 62.5, true, 250)
  assert.equal(size.rows(), 63)
})
