import type { Column } from '../schema.ts'
import type { Holds } from '../scratch.ts'

const bits: Readonly<Record<string, bigint>> = { smallint: 16n, integer: 32n, bigint: 64n }
/** Bytes, or characters, that a proof writes where a type has no limit. */
const many = 70_000

/** What a column takes and tells unchanged. */
export function holds({ type, archived }: Column): Holds | null {
  const size = Number(/\((\d+)/.exec(type)?.[1] ?? Number.NaN)
  const width = bits[type]
  if (width !== undefined)
    return { is: 'integer', from: -(1n << (width - 1n)), to: (1n << (width - 1n)) - 1n }
  if (/^(character( varying)?(\(\d+\))?|text)$/.test(type))
    return {
      is: 'text',
      length: Number.isNaN(size) ? (type === 'character' ? 1 : many / 4) : size,
      letters: 'unicode',
      folds: false,
      trims: /^character(\(|$)/.test(type),
    }
  if (type === 'bytea') return { is: 'bytes', length: many, fixed: false }
  if (/^(date|timestamp.*)$/.test(type))
    return {
      is: 'time',
      step: type === 'date' ? 86_400_000_000 : 10 ** (6 - (Number.isNaN(size) ? 6 : size)),
      first: new Date('1001-01-01T00:00:00Z'),
      last: new Date('9998-12-31T00:00:00Z'),
      zero: false,
      zoned: type.endsWith('with time zone'),
    }
  const values = archived === null ? undefined : someOf(type)
  return values === undefined || archived === null ? null : { is: 'values', as: archived, values }
}

/** Types that no rule judges by: some values of each, to be archived and put back. */
function someOf(type: string): readonly string[] | undefined {
  const [, digits, after = '0'] = /^numeric\((\d+),(\d+)\)$/.exec(type) ?? []
  if (digits !== undefined) {
    const whole = '9'.repeat(Number(digits) - Number(after)) || '0'
    const most = after === '0' ? whole : `${whole}.${'9'.repeat(Number(after))}`
    return ['0', most, `-${most}`]
  }
  return values[type]
}

const values: Readonly<Record<string, readonly string[]>> = {
  numeric: ['0', '12345678901234567890.123456789', 'NaN'],
  real: ['0', '1.5', '-16777217', 'NaN'],
  'double precision': ['0', '0.1', '-1.7976931348623157e+308', '-Infinity'],
  boolean: ['t', 'f'],
  uuid: ['123e4567-e89b-12d3-a456-426655440000'],
  json: ['{"a" : [1, null]}', '"x"'],
  jsonb: ['{"a": [1, null]}', '"x"'],
  interval: ['00:00:00', '1 mon -3 days 04:05:06.789'],
  'integer[]': ['{}', '{1,NULL,-3}'],
  'text[]': ['{}', '{"a b",NULL,"\\"{}"}'],
  inet: ['1.2.3.40', 'fe80::1/64'],
}
