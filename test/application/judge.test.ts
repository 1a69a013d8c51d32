import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitsSchema } from '../../functions/contract/environment.ts'
import type { Invariants } from '../../functions/contract/invariants.ts'
import { judgeInvariants } from '../../functions/application/judge.ts'

const before: Invariants = {
  samples: {
    IDN_OAUTH2_ACCESS_TOKEN: [['a'], ['b']],
    REG_RESOURCE: [
      ['1', '0'],
      ['2', '0'],
    ],
  },
  counts: [{ invariant: 'usable-tokens', table: 'IDN_OAUTH2_ACCESS_TOKEN', rows: 1000, hash: '5' }],
  hot: [
    {
      query: 'token-by-hash',
      table: 'IDN_OAUTH2_ACCESS_TOKEN',
      answers: ['x', 'y'],
      median: 2,
      spread: 1,
      slowest: 3,
      plan: 'ref',
    },
    {
      query: 'resource-read',
      table: 'REG_RESOURCE',
      answers: ['x', 'y'],
      median: 2,
      spread: 1,
      slowest: 3,
      plan: 'ref',
    },
  ],
}
const judged = (target: 'clone' | 'production', change: (now: Invariants) => Invariants) =>
  judgeInvariants({
    target,
    limits: limitsSchema.parse({}),
    before,
    after: change({ ...before, samples: {} }),
    shown: (_, key) => key.join(' '),
  })
const failing = (...all: Parameters<typeof judged>) =>
  judged(...all)
    .filter(({ passed }) => !passed)
    .map(({ check }) => check)
const counted =
  (rows: number, hash: string) =>
  (now: Invariants): Invariants => ({
    ...now,
    counts: now.counts.map((one) => ({ ...one, rows, hash })),
  })
const answering =
  (query: string, ...answers: (string | null)[]) =>
  (now: Invariants): Invariants => ({
    ...now,
    hot: now.hot.map((one) => (one.query === query ? { ...one, answers } : one)),
  })

test('the same before and after passes, on both targets', () => {
  for (const target of ['clone', 'production'] as const)
    assert.deepEqual(
      failing(target, (now) => now),
      [],
    )
})

test('on the clone one row more, less or other fails; on production only beyond the drift', () => {
  assert.deepEqual(failing('clone', counted(999, '5')), ['usable-tokens'])
  assert.deepEqual(failing('clone', counted(1001, '5')), ['usable-tokens'])
  assert.deepEqual(failing('clone', counted(1000, '6')), ['usable-tokens'])
  assert.deepEqual(failing('production', counted(901, '6')), [])
  assert.deepEqual(failing('production', counted(899, '6')), ['usable-tokens'])
  assert.deepEqual(
    failing('clone', (now) => ({ ...now, counts: [] })),
    ['usable-tokens'],
  )
})

test('a missing sampled row fails on the clone; on production half of them may go, and answers may change', () => {
  assert.deepEqual(failing('clone', answering('token-by-hash', 'x', null)), ['hot-queries'])
  assert.deepEqual(failing('production', answering('token-by-hash', 'x', null)), [])
  assert.deepEqual(failing('production', answering('token-by-hash', null, null)), ['hot-queries'])
  assert.deepEqual(failing('clone', answering('token-by-hash', 'x', 'z')), ['hot-queries'])
  assert.deepEqual(failing('production', answering('token-by-hash', 'x', 'z')), [])
  assert.deepEqual(failing('production', answering('resource-read', 'x', null)), [])
  assert.deepEqual(failing('production', answering('resource-read', null, null)), ['hot-queries'])
  const [, hot] = judged('clone', answering('token-by-hash', 'x', null))
  assert.match(
    hot?.detail ?? '',
    /^token-by-hash: 1 of 2 sampled rows is missing, for example b\. Production was not touched/,
  )
})

test('a changed plan is reported', () => {
  const [, hot] = judged('clone', (now) => ({
    ...now,
    hot: now.hot.map((one) => ({ ...one, plan: 'ALL', median: 9 })),
  }))
  const detail = hot?.detail ?? ''
  assert.match(detail, /token-by-hash: 2 asked, median 2 ms before and 9 ms after, with another/)
  assert.match(detail, /with another plan \(ref before, ALL after\)/)
})
