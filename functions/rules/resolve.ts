import { endlessPeriod, every, not, some, type Expression } from '../engines/expression.ts'
import type { Schema } from '../engines/schema.ts'
import type { Condition, EpochUnit } from './rule.ts'

/** What a condition needs to know about the database it is resolved for. */
export interface Surroundings {
  /** The rule's cutoff. */
  readonly cutoff: Date
  /** The cutoff as wall time in the zone of written times, interpreted as UTC. */
  readonly wall: Date
  readonly zeroPeriods: Schema['zeroPeriods']
  /** A table's name as spelled in the database; null if there is none. */
  readonly table: (name: string) => string | null
  /**
   * Another rule's table and its dead rows, null if the rule is disabled; or the table's name if it
   * is missing.
   */
  readonly ruled: (
    rule: string,
  ) => { readonly table: string; readonly dead: Expression | null } | { readonly missing: string }
}

/** A rule that cannot be applied in a database, since a table that it reads is missing. */
export class MissingTable extends Error {}

const perMillisecond = { ns: [1_000_000n, 1n], ms: [1n, 1n], s: [1n, 1000n] } as const
/** The first epoch value at or after the instant. */
const epoch = (instant: Date, unit: EpochUnit): bigint => {
  const [times, by] = perMillisecond[unit]
  return (BigInt(instant.getTime()) * times + by - 1n) / by
}

/**
 * The condition as an expression for one database and one cutoff.
 * @throws MissingTable
 */
export function resolve(condition: Condition, around: Surroundings): Expression {
  const again = (part: Condition) => resolve(part, around)
  switch (condition.is) {
    case 'every':
    case 'some':
      return { is: condition.is, of: condition.of.map(again) }
    case 'not':
      return not(again(condition.of))
    case 'before':
      return { ...condition, instant: around.wall }
    case 'lapsed': {
      const { asVendor, ...plain } = condition
      const lapsed: Expression = { ...plain, instant: around.wall }
      if (asVendor !== true || around.zeroPeriods === 'never lapse') return lapsed
      return some(
        lapsed,
        every(
          { is: 'number', column: condition.period, from: 0n, below: 1n },
          { is: 'before', column: condition.created, instant: around.wall },
        ),
      )
    }
    case 'withinBounds': {
      const bounds = condition.periods.map(
        (column): Expression => ({ is: 'number', column, from: 0n, below: endlessPeriod + 1n }),
      )
      return around.zeroPeriods === 'lapse at once, and of no row below zero'
        ? every(again(condition.of), ...bounds)
        : again(condition.of)
    }
    case 'elapsed':
      return {
        is: 'number',
        column: condition.column,
        ...(condition.any === true ? {} : { from: 1n }),
        below: epoch(around.cutoff, condition.unit),
      }
    case 'elapsedText':
      return {
        is: 'digits',
        column: condition.column,
        from: 1n,
        below: epoch(around.cutoff, condition.unit),
      }
    case 'survivor': {
      const other = around.ruled(condition.rule)
      if ('missing' in other) return absent(condition.optional, other.missing)
      const { on, alike } = condition
      return {
        is: 'exists',
        table: other.table,
        on,
        ...(alike && { alike }),
        ...(other.dead && { where: not(other.dead) }),
      }
    }
    case 'row': {
      const table = around.table(condition.table)
      if (table === null) return absent(condition.optional, condition.table)
      const { on, alike, exact, compare, where } = condition
      return {
        is: 'exists',
        table,
        on,
        ...(alike && { alike }),
        ...(exact && { exact }),
        ...(compare && { compare }),
        ...(where && { where: again(where) }),
      }
    }
    case 'outdated':
      return { ...condition, table: around.table(condition.table) ?? condition.table }
    case 'null':
    case 'text':
    case 'number':
      return condition
  }
}

/** An optional missing table has no rows; for any other the condition cannot be decided. */
function absent(optional: true | undefined, what: string): Expression {
  if (optional === true) return some()
  throw new MissingTable(`it needs ${what}, which does not exist`)
}

/** Every rule and table that the condition reads. */
export function looksInto(condition: Condition): {
  readonly rules: readonly string[]
  readonly tables: readonly string[]
} {
  switch (condition.is) {
    case 'every':
    case 'some': {
      const parts = condition.of.map(looksInto)
      return {
        rules: parts.flatMap(({ rules }) => rules),
        tables: parts.flatMap(({ tables }) => tables),
      }
    }
    case 'not':
    case 'withinBounds':
      return looksInto(condition.of)
    case 'survivor':
      return { rules: [condition.rule], tables: [] }
    case 'row': {
      const inner =
        condition.where === undefined ? { rules: [], tables: [] } : looksInto(condition.where)
      return { rules: inner.rules, tables: [condition.table, ...inner.tables] }
    }
    default:
      return { rules: [], tables: [] }
  }
}
