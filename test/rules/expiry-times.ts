import fc from 'fast-check'
import { wall } from '../purge/bench.ts'

export const cutoff = Date.parse('2026-11-24T07:30:00.250Z')
export const retention = 30 * 86_400_000
export const times = (about: number) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.integer({ min: -4, max: 2 }).map((seconds) => wall(about + seconds * 1000)),
    },
    { weight: 1, arbitrary: fc.constant('0000-00-00 00:00:00') },
  )
export const time = times(cutoff)
export const milliseconds = fc.oneof(
  fc.integer({ min: -2, max: 2 }).map((one) => String(cutoff + one)),
  fc.constantFrom('0', '-1', '1', '9223372036854775807', '-9223372036854775808'),
)
export const seconds = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map(String),
  fc.constantFrom(
    null,
    '0',
    '-1',
    '1',
    '3600',
    '2147483647',
    '99999999998',
    '99999999999',
    '99999999999990',
    '9223372036854775807',
    '-9223372036854775808',
  ),
)
