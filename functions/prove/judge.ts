import { endlessPeriod, type Expression } from '../engines/expression.ts'
import type { Holds } from '../engines/scratch.ts'

/** A row by its columns in capitals: texts, numbers and times as they read, bytes as digits. */
export type PlainRow = Readonly<Record<string, string | null>>

export interface PlainTable {
  readonly rows: readonly PlainRow[]
  /** What each column holds; null where nobody knows. */
  readonly holds: Readonly<Record<string, Holds | null>>
}

/** Tables by their names in capitals. */
export type PlainTables = ReadonlyMap<string, PlainTable>

type Exists = Extract<Expression, { is: 'exists' }>
type Judged = readonly [row: PlainRow, ...outside: PlainRow[]]

const noTable: PlainTable = { rows: [], holds: {} }
const perMillisecond = 1000n

/** µs since the epoch, in UTC; null for the zero date. */
export function microseconds(wall: string): bigint | null {
  if (wall.startsWith('0000')) return null
  const [, date = '', time = '00:00:00', part = ''] =
    /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d)(?:\.(\d+))?)?$/.exec(wall) ?? []
  const whole = Date.parse(`${date}T${time}Z`)
  if (Number.isNaN(whole)) throw new TypeError(`${wall} is no time`)
  return BigInt(whole) * perMillisecond + BigInt(part.padEnd(6, '0').slice(0, 6))
}

const between = (value: bigint, from: bigint | undefined, below: bigint | undefined): boolean =>
  (from === undefined || value >= from) && (below === undefined || value < below)

/**
 * The rules once more: says of plain rows whether a condition is true of them, and knows nothing of
 * a server or its language. What a server finds has to be the same.
 */
export function judge(tables: PlainTables): (expression: Expression, row: PlainRow) => boolean {
  const found = new Map<Exists, (row: PlainRow) => readonly PlainRow[]>()
  const newest = new Map<Expression, ReadonlyMap<string, bigint>>()
  const tableOf = (name: string) => tables.get(name.toUpperCase()) ?? noTable

  /** The rows of the other table that the columns tie to the row, whatever else is asked. */
  const tied = (one: Exists): ((row: PlainRow) => readonly PlainRow[]) => {
    const known = found.get(one)
    if (known !== undefined) return known
    const { rows, holds } = tableOf(one.table)
    const [on, alike] = [Object.entries(one.on), Object.entries(one.alike ?? {})]
    const key = (row: PlainRow, side: 0 | 1): string | null => {
      const values: (string | null)[] = []
      for (const [at, pair] of [...on, ...alike].entries()) {
        const value = row[pair[side].toUpperCase()] ?? null
        if (value === null && at < on.length) return null
        values.push(asCompared(value, holds[pair[0].toUpperCase()] ?? null))
      }
      return JSON.stringify(values)
    }
    const byKey = Map.groupBy(rows, (row) => key(row, 0))
    const look = (row: PlainRow) => {
      const of = key(row, 1)
      return of === null ? [] : (byKey.get(of) ?? [])
    }
    found.set(one, look)
    return look
  }

  const meets = (expression: Expression, judged: Judged): boolean => {
    const [row, ...outside] = judged
    const value = (column: string): string | null => row[column.toUpperCase()] ?? null
    switch (expression.is) {
      case 'every':
        return expression.of.every((part) => meets(part, judged))
      case 'some':
        return expression.of.some((part) => meets(part, judged))
      case 'not':
        return !meets(expression.of, judged)
      case 'null':
        return value(expression.column) === null
      case 'text':
        return expression.among.some((text) => text === value(expression.column))
      case 'number': {
        const number = value(expression.column)
        return number !== null && between(BigInt(number), expression.from, expression.below)
      }
      case 'digits': {
        const text = value(expression.column) ?? ''
        return (
          /^[0-9]{1,18}$/.test(text) &&
          !text.includes('\n') &&
          between(BigInt(text), expression.from, expression.below)
        )
      }
      case 'before': {
        const wall = value(expression.column)
        return wall !== null && isBefore(microseconds(wall), expression.instant)
      }
      case 'lapsed': {
        const creator = expression.outer === true ? outside[0] : row
        const wall = creator?.[expression.created.toUpperCase()] ?? null
        const period = BigInt(value(expression.period) ?? 0)
        const created = wall === null ? null : microseconds(wall)
        if (created === null) return false
        const times = expression.unit === 's' ? 1000n : 1n
        if (period < 1n || period >= endlessPeriod / times) return false
        return isBefore(created + period * times * perMillisecond, expression.instant)
      }
      case 'outdated': {
        const { table, group, by } = expression
        const keyOf = (of: PlainRow) => group.map((column) => of[column.toUpperCase()] ?? null)
        const key = keyOf(row)
        if (key.includes(null)) return false
        let last = newest.get(expression)
        if (last === undefined) {
          const sums = new Map<string, bigint>()
          for (const one of tableOf(table).rows) {
            const [id, number] = [JSON.stringify(keyOf(one)), BigInt(one[by.toUpperCase()] ?? 0)]
            if (number > (sums.get(id) ?? number - 1n)) sums.set(id, number)
          }
          newest.set(expression, sums)
          last = sums
        }
        const own = BigInt(value(by) ?? 0)
        return (last.get(JSON.stringify(key)) ?? own) > own
      }
      case 'exists': {
        const { compare = [], alike = {}, exact, where } = expression
        const { holds } = tableOf(expression.table)
        return tied(expression)(row).some(
          (there) =>
            compare.every((one) =>
              stands(
                one.sign,
                there[one.there.toUpperCase()] ?? null,
                value(one.here),
                holds[one.there.toUpperCase()] ?? null,
              ),
            ) &&
            (exact !== true ||
              Object.entries(alike).every(
                ([one, here]) => (there[one.toUpperCase()] ?? null) === value(here),
              )) &&
            (where === undefined || meets(where, [there, ...judged])),
        )
      }
    }
  }
  return (expression, row) => meets(expression, [row])
}

/** A zero date is before every instant. */
const isBefore = (at: bigint | null, instant: Date): boolean =>
  at === null || at < BigInt(instant.getTime()) * perMillisecond

/** Two values are equal to the server where these are the same. */
export function asCompared(value: string | null, holds: Holds | null): string | null {
  if (value === null || holds === null) return value
  if (holds.is === 'text') return holds.folds ? value.toLowerCase() : value
  if (holds.is === 'time') return String(microseconds(value))
  return holds.is === 'integer' ? String(BigInt(value)) : value
}

function stands(
  sign: '>' | '<=',
  there: string | null,
  here: string | null,
  holds: Holds | null,
): boolean {
  if (there === null || here === null) return false
  const number = (value: string) =>
    holds?.is === 'time' ? (microseconds(value) ?? -1n) : BigInt(value)
  return sign === '>' ? number(there) > number(here) : number(there) <= number(here)
}
