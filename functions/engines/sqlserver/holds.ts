import type { Column } from '../schema.ts'
import type { Holds } from '../scratch.ts'
import { letters } from './encoding.ts'

const integers: Readonly<Record<string, readonly [from: bigint, to: bigint]>> = {
  tinyint: [0n, 255n],
  smallint: [-(1n << 15n), (1n << 15n) - 1n],
  int: [-(1n << 31n), (1n << 31n) - 1n],
  bigint: [-(1n << 63n), (1n << 63n) - 1n],
}
/** Bytes, or characters, that a proof writes where a type has no limit. */
const many = 70_000

/** What a column takes and tells unchanged. */
export function holds({ type, archived, collated = '' }: Column): Holds | null {
  const [, data = type, size = ''] = /^(\w+)\((\d+|max)/.exec(type) ?? []
  const [from, to] = integers[data] ?? []
  if (from !== undefined && to !== undefined) return { is: 'integer', from, to }
  const length = size === 'max' ? many / 4 : Number(size)
  if (/^n?varchar$/.test(data) || /^n?char\(1\)$/.test(type))
    return {
      is: 'text',
      length,
      letters: lettersOf(data, collated),
      folds: /_CI_/.test(collated),
      trims: false,
    }
  // What is shorter would come back with spaces.
  if (/^n?char$/.test(data))
    return { is: 'values', as: 'bytes', values: ['a', 'B', '0'].map((one) => hex(one, length)) }
  if (/^(var)?binary$/.test(data))
    return { is: 'bytes', length: size === 'max' ? many : length, fixed: data === 'binary' }
  const time = timeOf(data, Number(size))
  if (time !== null) return time
  const values = archived === null ? undefined : someOf(type)
  return values === undefined || archived === null ? null : { is: 'values', as: archived, values }
}

const hex = (letter: string, length: number): string =>
  Buffer.from(letter.repeat(length), letters).toString('hex').toUpperCase()

/** A code page other than Latin's has other letters: of those ASCII alone is certain. */
function lettersOf(data: string, collated: string): 'ascii' | 'latin' | 'unicode' {
  if (data.startsWith('n') || collated.endsWith('_UTF8')) return 'unicode'
  return /^(SQL_)?Latin1_General/.test(collated) ? 'latin' : 'ascii'
}

/** DATETIME counts 300ths of a second: 10 ms are three of them. */
function timeOf(data: string, digits: number): Holds | null {
  const step = {
    datetime: 10_000,
    datetime2: 10 ** (6 - Math.min(digits, 3)),
    smalldatetime: 60_000_000,
    date: 86_400_000_000,
  }[data]
  if (step === undefined) return null
  const short = data === 'smalldatetime'
  return {
    is: 'time',
    step,
    first: new Date(short ? '1900-01-02T00:00:00Z' : '1753-01-02T00:00:00Z'),
    last: new Date(short ? '2079-06-05T00:00:00Z' : '9998-12-31T00:00:00Z'),
    zero: false,
    zoned: false,
  }
}

/** Types that no rule judges by: some values of each, to be archived and put back. */
function someOf(type: string): readonly string[] | undefined {
  const [, digits, after = '0'] = /^(?:decimal|numeric)\((\d+),(\d+)\)$/.exec(type) ?? []
  if (digits !== undefined) {
    const whole = '9'.repeat(Number(digits) - Number(after)) || '0'
    const most = after === '0' ? whole : `${whole}.${'9'.repeat(Number(after))}`
    return ['0', most, `-${most}`]
  }
  return values[type]
}

const values: Readonly<Record<string, readonly string[]>> = {
  bit: ['0', '1'],
  real: ['0', '1.5', '-16777216'],
  float: ['0', '0.1', '-1.7976931348623157e+308'],
  uniqueidentifier: ['123E4567-E89B-12D3-A456-426655440000'],
}
