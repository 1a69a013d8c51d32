import type { Column } from '../schema.ts'
import type { Holds } from '../scratch.ts'

/** Bytes that a proof writes where a type has no limit. */
const many = 70_000

/** What a column takes and tells unchanged. */
export function holds({ type, archived }: Column): Holds | null {
  if (archived === null) return null
  const [, size = ''] = /\((\d+)/.exec(type) ?? []
  if (/^(INTEGER|NUMBER\(\d+\))$/.test(type)) {
    const most = 10n ** BigInt(size === '' ? 38 : size) - 1n
    return { is: 'integer', from: -most, to: most }
  }
  if (/^N?(VARCHAR2|CLOB)/.test(type)) {
    // Counted in bytes, of which a letter of UTF-8 has up to three here.
    const room = size === '' ? many / 4 : Number(size)
    const inLetters = size === '' || type.endsWith(' CHAR)') || type.startsWith('N')
    return {
      is: 'text',
      length: inLetters ? room : Math.max(1, Math.floor(room / 3)),
      letters: 'unicode',
      folds: false,
      trims: false,
      ...(/CLOB/.test(type) ? {} : { emptyIsNull: true }),
    }
  }
  if (type === 'BLOB') return { is: 'bytes', length: many, fixed: false }
  if (/^RAW/.test(type))
    return { is: 'bytes', length: Number(size), fixed: false, emptyIsNull: true }
  if (/^(DATE|TIMESTAMP\(\d\))$/.test(type))
    return {
      is: 'time',
      step: type === 'DATE' ? 1_000_000 : 10 ** Math.max(0, 6 - Number(size)),
      first: new Date('1001-01-01T00:00:00Z'),
      last: new Date('9998-12-31T00:00:00Z'),
      zero: false,
      zoned: false,
    }
  const values = someOf(type, Number(size))
  return values === undefined ? null : { is: 'values', as: archived, values }
}

/** Types that no rule judges by: some values of each, to be archived and put back. */
function someOf(type: string, size: number): readonly string[] | undefined {
  if (/^N?CHAR\(/.test(type)) return ['61'.padEnd(2 * size, '20'), '20'.repeat(size)]
  const [, digits, after = '0'] = /^NUMBER\((\d+),(\d+)\)$/.exec(type) ?? []
  if (digits !== undefined) {
    const whole = '9'.repeat(Number(digits) - Number(after))
    const most = `${whole}.${'9'.repeat(Number(after))}`
    return ['0', most, `-${most}`]
  }
  if (type === 'NUMBER' || type === 'FLOAT') return ['0', '-12345678901234567890', '.125']
  return undefined
}
