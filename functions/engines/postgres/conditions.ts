import { endlessPeriod, isGathered, wallTime, type Expression } from '../expression.ts'
import { joined, name, raw, sql, type Piece } from './pg-text.ts'
import { column, digestOf } from './row-text.ts'

/** The condition on the row that stands as t0 (or deeper) in the statement. */
export function condition(expression: Expression, depth = 0): Piece {
  switch (expression.is) {
    case 'every':
      return list(expression.of, depth, ' AND ', 'TRUE')
    case 'some':
      return list(expression.of, depth, ' OR ', 'FALSE')
    case 'not':
      return sql`(${condition(expression.of, depth)}) IS NOT TRUE`
    case 'null':
      return sql`${column(depth, expression.column)} IS NULL`
    case 'text':
      return sql`${exact(column(depth, expression.column))} IN (${joined(
        expression.among.map((text) => sql`${text}`),
        ', ',
      )})`
    case 'number': {
      const value = column(depth, expression.column)
      const bounds = [
        ...(expression.from === undefined
          ? []
          : [sql`${value} >= CAST(${String(expression.from)} AS bigint)`]),
        ...(expression.below === undefined
          ? []
          : [sql`${value} < CAST(${String(expression.below)} AS bigint)`]),
      ]
      return sql`(${joined(bounds, ' AND ')})`
    }
    case 'digits': {
      const value = sql`CAST(${column(depth, expression.column)} AS text)`
      // CASE alone promises that what is no number is not read as one.
      const number = sql`CASE WHEN ${value} ~ '^[0-9]{1,18}$' THEN CAST(${value} AS bigint) END`
      return sql`(${number} >= CAST(${String(expression.from)} AS bigint)
        AND ${number} < CAST(${String(expression.below)} AS bigint))`
    }
    case 'before':
      return sql`${column(depth, expression.column)} < ${wall(expression.instant)}`
    case 'lapsed': {
      // The period is subtracted from the instant, not added to a creation that may be as late as
      // the type allows. Its thousands and the rest apart: an interval is multiplied as a double,
      // which holds no product of more than 53 bits.
      const period = column(depth, expression.period)
      const [endless, thousands, rest] = {
        ms: [endlessPeriod, '1 second', '1 millisecond'] as const,
        s: [endlessPeriod / 1000n, '1000 seconds', '1 second'] as const,
      }[expression.unit]
      const finite = sql`CASE WHEN ${period} >= 1 AND ${period} < ${raw(String(endless))}
        THEN CAST(${period} AS bigint) END`
      const created = column(expression.outer === true ? depth - 1 : depth, expression.created)
      return sql`NULLIF(${created}, '-infinity') < ${wall(expression.instant)} - (${finite}) / 1000
        * INTERVAL '${raw(thousands)}' - (${finite}) % 1000 * INTERVAL '${raw(rest)}'`
    }
    case 'outdated':
      return outdated(expression, depth)
    case 'exists': {
      const inner = depth + 1
      if (isGathered(expression)) return gathered(expression, depth)
      const on = Object.entries(expression.on).map(
        ([there, here]) => sql`${column(inner, there)} = ${column(depth, here)}`,
      )
      const terms = [
        ...on,
        ...Object.entries(expression.alike ?? {}).map(
          ([there, here]) =>
            sql`${column(inner, there)} IS NOT DISTINCT FROM ${column(depth, here)}`,
        ),
        ...Object.entries((expression.exact && expression.alike) ?? {}).map(
          ([there, here]) =>
            sql`${exact(column(inner, there))} IS NOT DISTINCT FROM ${exact(column(depth, here))}`,
        ),
        ...(expression.compare ?? []).map(
          ({ there, sign, here }) =>
            sql`${column(inner, there)} ${raw(sign)} ${column(depth, here)}`,
        ),
        ...(expression.where === undefined ? [] : [condition(expression.where, inner)]),
      ]
      return sql`EXISTS (SELECT 1 FROM ${name(expression.table)} ${raw(`t${inner}`)}
        WHERE ${terms.length === 0 ? raw('TRUE') : joined(terms, ' AND ')})`
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

type Exists = Extract<Expression, { readonly is: 'exists' }>

/**
 * Without an index the other rows are gathered once a statement: the planner would read the whole
 * table for each row, since it takes a lookup inside another one to happen once. Rows with and
 * without the `alike` column apart, for no list of values is looked up by a NULL but read.
 */
function gathered({ table, on, alike = {}, where }: Exists, depth: number): Piece {
  const inner = depth + 1
  const isIn = (pairs: readonly (readonly [there: string, here: string])[], terms: Piece[]) => {
    const here = pairs.map(([, id]) => column(depth, id))
    const there = pairs.map(([id]) => column(inner, id))
    const known = there.map((one) => sql`${one} IS NOT NULL`)
    const all = [...known, ...terms, ...(where === undefined ? [] : [condition(where, inner)])]
    return sql`(${joined(
      here.map((one) => sql`${one} IS NOT NULL`),
      ' AND ',
    )} AND (${joined(here, ', ')}) IN (SELECT ${joined(there, ', ')}
    FROM ${name(table)} ${raw(`t${inner}`)} WHERE ${joined(all, ' AND ')}))`
  }
  const pairs = Object.entries(on)
  const either = [
    isIn([...pairs, ...Object.entries(alike)], []),
    ...Object.entries(alike).map(
      ([there, here]) =>
        sql`(${column(depth, here)} IS NULL AND ${isIn(pairs, [
          sql`${column(inner, there)} IS NULL`,
        ])})`,
    ),
  ]
  return sql`((${joined(either, ' OR ')}) IS TRUE)`
}

/** Byte for byte, whatever the column's collation holds equal. */
const exact = (value: Piece): Piece => sql`CAST(${value} AS text) COLLATE "C"`

const wall = (instant: Date): Piece => sql`CAST(${wallTime(instant)} AS timestamp)`

/**
 * A list of the newest rows is made once a statement, and each row looked up there. By digests: the
 * server then has no reason to think the list too long to look up in.
 */
function outdated(
  { table, group, by }: Extract<Expression, { readonly is: 'outdated' }>,
  depth: number,
): Piece {
  const known = (value: (id: string) => Piece) =>
    joined(
      [...group, by].map((id) => sql`${value(id)} IS NOT NULL`),
      ' AND ',
    )
  const digests = (value: (id: string) => Piece) =>
    joined(
      group.map((id) => digestOf(value(id))),
      ', ',
    )
  const here = (id: string) => column(depth, id)
  return sql`(${known(here)}
    AND (${digests(here)}, ${here(by)}) NOT IN (SELECT ${digests(name)}, MAX(${name(by)})
    FROM ${name(table)} WHERE ${known(name)}
    GROUP BY ${raw(group.map((_, at) => String(at + 1)).join(', '))}))`
}
