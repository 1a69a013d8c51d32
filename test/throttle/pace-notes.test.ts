import assert from 'node:assert/strict'
import { test } from 'node:test'
import { purgedSchema } from '../../functions/contract/evidence.ts'
import { mostPaceNotes, paceNotesSchema, type PaceNote } from '../../functions/contract/times.ts'
import { DatabaseTrouble } from '../../functions/engines/database.ts'
import { addPaceNote } from '../../functions/throttle/pace-notes.ts'
import { persist } from '../../functions/walk/walk.ts'
import { fixedSize } from '../../functions/walk/range-size.ts'

const from = Date.parse('2026-11-28T01:00:00Z')
const note = (
  second: number,
  what: PaceNote['what'],
  seconds: number,
  ...reasons: string[]
): PaceNote => ({ at: new Date(from + second * 1000).toISOString(), what, seconds, reasons })
const noted = (...all: readonly PaceNote[]) => all.reduce<readonly PaceNote[]>(addPaceNote, [])

test('a pause that goes on is one pause, from its beginning to its last end', () => {
  assert.deepEqual(noted(note(0, 'pause', 100, 'closed'), note(100, 'pause', 20, 'closed')), [
    note(0, 'pause', 120, 'closed'),
  ])
  // An answer that came early does not make it longer.
  assert.deepEqual(noted(note(0, 'pause', 100, 'closed'), note(90, 'pause', 10, 'closed')), [
    note(0, 'pause', 100, 'closed'),
  ])
  assert.equal(noted(note(0, 'pause', 100, 'closed'), note(100, 'pause', 20, 'replica')).length, 2)
  assert.equal(noted(note(0, 'pause', 100, 'closed'), note(900, 'pause', 20, 'closed')).length, 2)
  assert.equal(noted(note(0, 'retry', 1, 'deadlock'), note(1, 'retry', 1, 'deadlock')).length, 2)
})

test('however many tries there were, the account is bounded, and keeps pauses and the longest tries', () => {
  const all = noted(
    note(0, 'pause', 60, 'closed'),
    ...Array.from({ length: 1000 }, (_, at) =>
      note(at + 100, 'retry', at === 3 ? 50 : at / 1000, 'deadlock'),
    ),
  )
  assert.equal(paceNotesSchema.parse(all).length, mostPaceNotes)
  assert.deepEqual(all.slice(0, 2), [
    note(0, 'pause', 60, 'closed'),
    note(103, 'retry', 50, 'deadlock'),
  ])
  assert.equal(
    noted(...Array.from({ length: 500 }, (_, at) => note(at * 900, 'pause', 60, 'closed'))).at(0)
      ?.at,
    note(300 * 900, 'pause', 0).at,
  )
})

test('an account from before there were notes is still one', () =>
  assert.equal(purgedSchema.parse({ done: true, databases: [], progress: null }).notes, undefined))

test('each try that failed is told with the time it cost, and a work that succeeds at once is not', async () => {
  let now = 0
  const told: [string, number][] = []
  let left = 2
  const along = {
    clock: {
      now: () => now,
      sleep: async (milliseconds: number) => void (now += milliseconds),
      random: () => 0.5,
    },
    size: fixedSize(1),
    spent: () => false,
    onTrouble: ({ kind }: DatabaseTrouble, milliseconds: number) =>
      void told.push([kind, milliseconds]),
  }
  await persist(along, async () => {
    now += 1000
    if (left-- > 0) throw new DatabaseTrouble('lock timeout', 'Lock wait timeout exceeded')
  })
  // 1000 ms of the try, and half of 100 and 200 ms of jitter.
  assert.deepEqual(told, [
    ['lock timeout', 1050],
    ['lock timeout', 1100],
  ])
})
