import type { Column } from '../schema.ts'
import type { Holds } from '../scratch.ts'

const bits: Readonly<Record<string, bigint>> = {
  tinyint: 8n,
  smallint: 16n,
  mediumint: 24n,
  int: 32n,
  bigint: 64n,
}
const lengths: Readonly<Record<string, number>> = {
  tiny: 255,
  '': 65_535,
  medium: 70_000,
  long: 70_000,
}

/** POINT(1 2) in the server's storage format. */
const point = '000000000101000000000000000000f03f0000000000000040'

/** Values that a column stores and returns unchanged. */
export function holds(column: Column): Holds | null {
  const [, word = '', inside = ''] = /^([a-z0-9]+)(?:\((.*?)\))?(?: |$)/i.exec(column.type) ?? []
  const [type, size] = [word.toLowerCase(), Number(inside.split(',')[0])]
  const unsigned = /\bunsigned\b/i.test(column.type)
  const width = bits[type]
  if (width !== undefined)
    return unsigned
      ? { is: 'integer', from: 0n, to: (1n << width) - 1n }
      : { is: 'integer', from: -(1n << (width - 1n)), to: (1n << (width - 1n)) - 1n }
  if (/^(var)?char$/.test(type)) return textOf(column, size, type === 'char')
  if (/^(var)?binary$/.test(type)) return { is: 'bytes', length: size, fixed: type === 'binary' }
  const [, long, body] = /^(tiny|medium|long|)(text|blob)$/.exec(type) ?? []
  if (body === 'text') return textOf(column, Math.floor((lengths[long ?? ''] ?? 255) / 4), false)
  if (body === 'blob') return { is: 'bytes', length: lengths[long ?? ''] ?? 255, fixed: false }
  if (/^(date|datetime|timestamp)$/.test(type)) return timeOf(type, size || 0)
  return othersOf(column, type, inside, unsigned)
}

const textOf = (
  { charset = '', collated = '' }: Column,
  length: number,
  trims: boolean,
): Holds => ({
  is: 'text',
  length,
  letters: /^utf8(mb[34])?$/.test(charset) ? 'unicode' : charset === 'latin1' ? 'latin' : 'ascii',
  folds: /_ci$/.test(collated),
  trims,
})

/** A TIMESTAMP covers 31 bits of seconds, in any zone. */
const timeOf = (type: string, digits: number): Holds => ({
  is: 'time',
  step: type === 'date' ? 86_400_000_000 : 10 ** (6 - digits),
  first: new Date(type === 'timestamp' ? '1970-01-03T00:00:00Z' : '1001-01-01T00:00:00Z'),
  last: new Date(type === 'timestamp' ? '2038-01-17T00:00:00Z' : '9998-12-31T00:00:00Z'),
  zero: true,
  zoned: type === 'timestamp',
})

/** Types that no rule judges by: some values of each, to archive and restore. */
function othersOf(
  { archived, charset }: Column,
  type: string,
  inside: string,
  unsigned: boolean,
): Holds | null {
  if (archived === null) return null
  const some = (...values: string[]): Holds => ({ is: 'values', as: archived, values })
  const [whole = 10, after = 0] = inside.split(',').map(Number)
  switch (type) {
    case 'decimal': {
      const most = `${'9'.repeat(whole - after) || '0'}${after > 0 ? `.${'9'.repeat(after)}` : ''}`
      return some('0', most, ...(unsigned ? [] : [`-${most}`]))
    }
    case 'float':
      return some('0', '1.5', ...(unsigned ? [] : ['-16777217']))
    case 'double':
      return some('0', '0.1', ...(unsigned ? [] : ['-1.7976931348623157e308']))
    case 'year':
      return some('2026', '1901')
    case 'time':
      return some('00:00:00', '-838:59:59', '838:59:59')
    case 'json':
      return some('{"a": [1, null]}', '"x"')
    case 'enum':
    case 'set':
      // Members in bytes of another character set are left out.
      return /^(utf8(mb[34])?|latin1|ascii)$/.test(charset ?? '')
        ? some(...membersOf(inside).map((member) => Buffer.from(member).toString('hex')))
        : null
    case 'bit': {
      const length = Math.ceil((whole || 1) / 8)
      return some('00'.repeat(length), `${'00'.repeat(length - 1)}01`)
    }
    case 'point':
    case 'geometry':
      return some(point)
    case 'inet4':
      return some('1.2.3.40')
    case 'inet6':
      return some('fe80::1')
    case 'uuid':
      return some('123e4567-e89b-12d3-a456-426655440000')
    case 'vector':
      return some('0000803f'.repeat(whole))
    default:
      return null
  }
}

/** The plain members of an ENUM or SET. */
const membersOf = (inside: string): string[] =>
  [...inside.matchAll(/'([\x20-\x26\x28-\x7e]+)'/g)].map(([, member = '']) => member)
