import { test } from 'node:test'
import fc from 'fast-check'
import { deadSessionRows, sessionKey, type SessionRecord } from './session-oracle.ts'

const cutoff = 10n
/** Few instants about the cutoff, so that rows meet. No row expires before it is made. */
const row: fc.Arbitrary<SessionRecord> = fc
  .record({
    session: fc.constant('session'),
    type: fc.constantFrom('a', 'b'),
    operation: fc.constantFrom('STORE', 'DELETE'),
    created: fc.bigInt(0n, 14n),
    lasts: fc.option(fc.bigInt(0n, 14n)),
    unknown: fc.constantFrom(null, 0n, -1n),
  })
  .map(({ lasts, unknown, ...rest }) => ({
    ...rest,
    expiry: lasts === null ? unknown : rest.created + lasts,
  }))
const rows = fc.uniqueArray(row, { selector: sessionKey, maxLength: 10 })
const left = (all: readonly SessionRecord[]): SessionRecord[] => {
  const dead = deadSessionRows(all, cutoff)
  return all.filter((one) => !dead.has(sessionKey(one)))
}
/** What a reader finds: the newest rows, unless expired. */
const read = (all: readonly SessionRecord[], type: string): string => {
  const own = all.filter((one) => one.type === type)
  const newest = own.filter(({ created }) => own.every((other) => other.created <= created))
  const stored = newest
    .filter(
      ({ operation, expiry }) =>
        operation === 'STORE' && !(expiry !== null && expiry > 0n && expiry < cutoff),
    )
    .map(sessionKey)
  // Of a row and a marker of one instant either may be read.
  return stored.length === 0 ? 'none' : JSON.stringify([stored, newest.length])
}

test('a reader finds the same sessions after the cleanup as before', () => {
  fc.assert(
    fc.property(rows, (all) =>
      ['a', 'b'].every((type) => read(all, type) === read(left(all), type)),
    ),
    { numRuns: 5000 },
  )
})

test('a second cleanup finds nothing', () => {
  fc.assert(
    fc.property(rows, (all) => left(left(all)).length === left(all).length),
    { numRuns: 5000 },
  )
})
