import { endlessPeriod, wallTime, type Expression } from '../expression.ts'
import { among, joined, name, raw, sql, timeFormat, type Piece } from './ora-text.ts'
import { column } from './row-text.ts'

/**
 * The condition on the row that stands as t0 (or deeper) in the statement. Texts are compared byte
 * for byte: the session sets NLS_COMP and NLS_SORT to BINARY.
 */
export function condition(expression: Expression, depth = 0): Piece {
  switch (expression.is) {
    case 'every':
      return list(expression.of, depth, ' AND ', '1 = 1')
    case 'some':
      return list(expression.of, depth, ' OR ', '1 = 0')
    case 'not':
      return sql`CASE WHEN ${condition(expression.of, depth)} THEN 0 ELSE 1 END = 1`
    case 'null':
      return sql`${column(depth, expression.column)} IS NULL`
    // An empty text is NULL, which equals nothing.
    case 'text':
      return among(
        column(depth, expression.column),
        expression.among.filter((text) => text !== '').map((text) => sql`${text}`),
      )
    case 'number': {
      const value = column(depth, expression.column)
      const bounds = [
        ...(expression.from === undefined
          ? []
          : [sql`${value} >= TO_NUMBER(${String(expression.from)})`]),
        ...(expression.below === undefined
          ? []
          : [sql`${value} < TO_NUMBER(${String(expression.below)})`]),
      ]
      return bounds.length === 0 ? raw('1 = 1') : sql`(${joined(bounds, ' AND ')})`
    }
    case 'digits': {
      const value = column(depth, expression.column)
      // CASE alone promises that what is no number is not read as one.
      const number = sql`CASE WHEN REGEXP_LIKE(${value}, '^[0123456789]{1,18}$')
        AND INSTR(${value}, CHR(10)) = 0 THEN TO_NUMBER(${value}) END`
      return sql`(${number} >= TO_NUMBER(${String(expression.from)})
        AND ${number} < TO_NUMBER(${String(expression.below)}))`
    }
    case 'before':
      return sql`${column(depth, expression.column)} < ${wall(expression.instant)}`
    case 'lapsed': {
      // The period is subtracted from the instant, not added to a creation that may be as late as
      // the type allows: the longest finite one ends in 1144 BC, and dates begin in 4712 BC. A
      // NUMBER is decimal: a thousandth of one is exact.
      const period = column(depth, expression.period)
      const [endless, seconds] = {
        ms: [endlessPeriod, ' / 1000'] as const,
        s: [endlessPeriod / 1000n, ''] as const,
      }[expression.unit]
      const finite = sql`CASE WHEN ${period} >= 1 AND ${period} < ${raw(String(endless))}
        THEN ${period} END`
      const created = column(expression.outer === true ? depth - 1 : depth, expression.created)
      return sql`${created} < ${wall(expression.instant)}
        - NUMTODSINTERVAL(${finite}${raw(seconds)}, 'SECOND')`
    }
    case 'outdated':
      return outdated(expression, depth)
    case 'exists': {
      const inner = depth + 1
      const terms = [
        ...Object.entries(expression.on).map(
          ([there, here]) => sql`${column(inner, there)} = ${column(depth, here)}`,
        ),
        // Equal or both NULL; texts by their bytes, as `exact` asks.
        ...Object.entries(expression.alike ?? {}).map(
          ([there, here]) => sql`DECODE(${column(inner, there)}, ${column(depth, here)}, 1, 0) = 1`,
        ),
        ...(expression.compare ?? []).map(
          ({ there, sign, here }) =>
            sql`${column(inner, there)} ${raw(sign)} ${column(depth, here)}`,
        ),
        ...(expression.where === undefined ? [] : [condition(expression.where, inner)]),
      ]
      return sql`EXISTS (SELECT 1 FROM ${name(expression.table)} ${raw(`t${inner}`)}
        WHERE ${terms.length === 0 ? raw('1 = 1') : joined(terms, ' AND ')})`
    }
  }
}

const list = (parts: readonly Expression[], depth: number, word: string, none: string): Piece =>
  parts.length === 0
    ? raw(none)
    : sql`(${joined(
        parts.map((part) => condition(part, depth)),
        word,
      )})`

const wall = (instant: Date): Piece => sql`TO_TIMESTAMP(${wallTime(instant)}, ${raw(timeFormat)})`

/** A list of the newest rows is made once a statement, and each row looked up there. */
function outdated(
  { table, group, by }: Extract<Expression, { readonly is: 'outdated' }>,
  depth: number,
): Piece {
  const known = (value: (id: string) => Piece) =>
    joined(
      [...group, by].map((id) => sql`${value(id)} IS NOT NULL`),
      ' AND ',
    )
  const here = (id: string) => column(depth, id)
  const groups = joined(group.map(name), ', ')
  return sql`(${known(here)} AND (${joined([...group, by].map(here), ', ')}) NOT IN
    (SELECT ${groups}, MAX(${name(by)}) FROM ${name(table)} WHERE ${known(name)}
    GROUP BY ${groups}))`
}
