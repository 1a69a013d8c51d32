import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dialect } from '../../functions/engines/dialect.ts'
import { takePlace } from '../../functions/purge/purge-place.ts'

/** A lock that is free at the attempt of this number. */
function place(free: number) {
  let asked = 0
  const question = <T>(read: () => T) => ({ text: '', values: [], read })
  const dialect = {
    takeLock: () => question(() => ++asked >= free),
    server: { lockHolder: () => question(() => ({ id: '7', seconds: null, doing: null })) },
  } as unknown as Dialect
  const within = { query: async () => [] }
  return { take: () => takePlace(within, dialect, 'apim'), asked: () => asked }
}

test('a lock that a lost session still holds is taken once that one is gone', async () => {
  const late = place(3)
  await late.take()
  assert.equal(late.asked(), 3)
})

test('a lock that is not let go within a second is another purge', async () => {
  const never = place(Number.POSITIVE_INFINITY)
  await assert.rejects(never.take(), { name: 'PurgeRunning', message: /connection 7\)/ })
  assert.equal(never.asked(), 5)
})
