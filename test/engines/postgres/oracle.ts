import type { Expression } from '../../../functions/engines/expression.ts'
import type { Live, Place } from '../../../functions/engines/live.ts'
import { microseconds, type EdgeRow } from './edge-rows.ts'

/** True, false, or unknown. */
type Truth = boolean | null
export type Tables = Readonly<Record<string, readonly EdgeRow[]>>

const and = (all: readonly Truth[]): Truth =>
  all.includes(false) ? false : all.includes(null) ? null : true
const or = (all: readonly Truth[]): Truth =>
  all.includes(true) ? true : all.includes(null) ? null : false
const opposite = (truth: Truth): Truth => (truth === null ? null : !truth)

const valueOf = (row: EdgeRow, column: string): string | null => {
  const value = Reflect.get(row, column.toLowerCase()) as string | number | null
  return value === null
    ? null
    : column.toLowerCase() === 'padded'
      ? String(value).trimEnd()
      : String(value)
}
const numberOf = (row: EdgeRow, column: string): bigint | null => {
  const value = valueOf(row, column)
  return value === null ? null : BigInt(value)
}

/** Below 0, 0 or above: of two times as the server orders them. */
function order(one: string, other: bigint): number {
  const time = microseconds(one)
  if (time === 'before') return -1
  if (time === 'after') return 1
  return time < other ? -1 : time > other ? 1 : 0
}
const micro = (at: Date): bigint => BigInt(at.getTime()) * 1000n

/** What a condition says of a row, by its documentation alone. */
export function judged(expression: Expression, row: EdgeRow, tables: Tables, outer = row): Truth {
  switch (expression.is) {
    case 'every':
      return and(expression.of.map((part) => judged(part, row, tables, outer)))
    case 'some':
      return or(expression.of.map((part) => judged(part, row, tables, outer)))
    case 'not':
      return judged(expression.of, row, tables, outer) !== true
    case 'null':
      return valueOf(row, expression.column) === null
    case 'text': {
      const value = valueOf(row, expression.column)
      return value === null ? null : expression.among.includes(value)
    }
    case 'number': {
      const value = numberOf(row, expression.column)
      if (value === null) return null
      const { from = value, below = value + 1n } = expression
      return value >= from && value < below
    }
    case 'digits': {
      const value = valueOf(row, expression.column)
      if (value === null || !/^[0-9]{1,18}$/.test(value) || value.includes('\n')) return null
      return BigInt(value) >= expression.from && BigInt(value) < expression.below
    }
    case 'before': {
      const value = valueOf(row, expression.column)
      return value === null ? null : order(value, micro(expression.instant)) < 0
    }
    case 'lapsed': {
      const created = valueOf(expression.outer === true ? outer : row, expression.created)
      const period = numberOf(row, expression.period)
      const unit = expression.unit === 'ms' ? 1000n : 1_000_000n
      const endless = expression.unit === 'ms' ? 99_999_999_999_990n : 99_999_999_999n
      if (created === null || period === null || period < 1n || period >= endless) return null
      return (
        created !== '-infinity' && order(created, micro(expression.instant) - period * unit) < 0
      )
    }
    case 'exists': {
      const { on, alike = {}, exact, compare = [], where } = expression
      return (tables[expression.table] ?? []).some((there) => {
        const equal = Object.entries(on).map(([a, b]) => same(valueOf(there, a), valueOf(row, b)))
        const like = Object.entries(alike).map(
          ([a, b]) => valueOf(there, a) === valueOf(row, b) || (exact !== true && false),
        )
        const stands = compare.map(({ there: a, sign, here }) => {
          const [one, other] = [numberOf(there, a), numberOf(row, here)]
          if (one === null || other === null) return null
          return sign === '>' ? one > other : one <= other
        })
        const meets = where === undefined ? [] : [judged(where, there, tables, row)]
        return and([...equal, ...like, ...stands, ...meets]) === true
      })
    }
    case 'outdated': {
      const { table, group, by } = expression
      const [own, key] = [numberOf(row, by), group.map((column) => valueOf(row, column))]
      if (own === null || key.includes(null)) return false
      return (tables[table] ?? []).some(
        (other) =>
          (numberOf(other, by) ?? own) > own &&
          group.every((column, at) => valueOf(other, column) === key[at]),
      )
    }
  }
}

const same = (one: string | null, other: string | null): Truth =>
  one === null || other === null ? null : one === other

/** What the application's own question says of a row: `rows` by what each is called. */
export function lives(live: Live, rows: Readonly<Record<string, EdgeRow>>, tables: Tables): Truth {
  const at = ([alias, column]: Place) => {
    const row = rows[alias]
    return row === undefined ? null : valueOf(row, column)
  }
  const known = <T>(value: string | null, then: (value: string) => T): T | null =>
    value === null ? null : then(value)
  switch (live.is) {
    case 'all':
      return and(live.of.map((part) => lives(part, rows, tables)))
    case 'any':
      return or(live.of.map((part) => lives(part, rows, tables)))
    case 'none':
      return opposite(lives(live.of, rows, tables))
    case 'empty':
      return at(live.at) === null
    case 'among':
      return known(at(live.at), (value) => live.texts.includes(value))
    case 'not among':
      return known(at(live.at), (value) => !live.texts.includes(value))
    case 'time':
      return known(at(live.at), (value) =>
        live.sign === '>'
          ? order(value, micro(live.instant)) > 0
          : order(value, micro(live.instant)) <= 0,
      )
    case 'number':
      return known(at(live.at), (value) =>
        live.sign === '>' ? BigInt(value) > live.value : BigInt(value) <= live.value,
      )
    case 'digits':
      return known(at(live.at), (value) => {
        const number = BigInt(/^[0-9]+/.exec(value)?.[0] ?? '0')
        return number >= live.from && (live.to === undefined || number <= live.to)
      })
    case 'runs': {
      const [created, period] = [at(live.created), known(at(live.period), BigInt)]
      if (period === null) return null
      if (period < 0n || period >= 99_999_999_999_990n) return true
      return known(created, (value) => order(value, micro(live.instant) - period * 1000n) > 0)
    }
    case 'equal': {
      const [one, other] = [at(live.one), at(live.other)]
      return live.orEmpty === true ? one === other : same(one, other)
    }
    case 'greater': {
      const [one, other] = [known(at(live.one), BigInt), known(at(live.other), BigInt)]
      return one === null || other === null ? null : one > other
    }
    case 'unset':
      return BigInt(at(live.at) ?? 0) === 0n
    case 'value':
      return live.orEmpty === true ? at(live.at) === live.value : same(at(live.at), live.value)
    case 'there':
      return (tables[live.from.table] ?? []).some(
        (row) => lives(live.where, { ...rows, [live.from.as]: row }, tables) === true,
      )
  }
}
