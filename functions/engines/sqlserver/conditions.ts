import { endlessPeriod, wallTime, type Expression } from '../expression.ts'
import { joined, name, quoted, raw, sql, type Piece } from './ms-text.ts'
import { column, digestOf } from './row-text.ts'

/** The condition on the row that stands as t0 (or deeper) in the statement. */
export function condition(expression: Expression, depth = 0): Piece {
  switch (expression.is) {
    case 'every':
      return list(expression.of, depth, ' AND ', '1 = 1')
    case 'some':
      return list(expression.of, depth, ' OR ', '1 = 0')
    case 'not':
      // The server has no IS NOT TRUE.
      return sql`CASE WHEN ${condition(expression.of, depth)} THEN 0 ELSE 1 END = 1`
    case 'null':
      return sql`${column(depth, expression.column)} IS NULL`
    case 'text':
      return sql`${exact(column(depth, expression.column))} IN (${joined(
        expression.among.map((text) => sql`${exact(sql`${text}`)}`),
        ', ',
      )})`
    case 'number': {
      const value = column(depth, expression.column)
      const bounds = [
        ...(expression.from === undefined
          ? []
          : [sql`${value} >= CAST(${String(expression.from)} AS BIGINT)`]),
        ...(expression.below === undefined
          ? []
          : [sql`${value} < CAST(${String(expression.below)} AS BIGINT)`]),
      ]
      return sql`(${joined(bounds, ' AND ')})`
    }
    case 'digits': {
      const number = digits(column(depth, expression.column))
      return sql`(${number} >= CAST(${String(expression.from)} AS BIGINT)
        AND ${number} < CAST(${String(expression.below)} AS BIGINT))`
    }
    case 'before':
      return sql`${column(depth, expression.column)} < ${wall(expression.instant)}`
    case 'lapsed':
      return lapsed(expression, depth)
    case 'outdated':
      return outdated(expression, depth)
    case 'exists': {
      const inner = depth + 1
      const pairs = (columns: Readonly<Record<string, string>> = {}) =>
        Object.entries(columns).map(([there, here]) => [column(inner, there), column(depth, here)])
      const terms = [
        ...pairs(expression.on).map(([there = raw(''), here = raw('')]) => sql`${there} = ${here}`),
        ...pairs(expression.alike).map(([there = raw(''), here = raw('')]) => alike(there, here)),
        ...pairs(expression.exact && expression.alike).map(([there = raw(''), here = raw('')]) =>
          alike(exact(there), exact(here)),
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

/** IS NOT DISTINCT FROM came with 2022; an INTERSECT says the same everywhere. */
const alike = (there: Piece, here: Piece): Piece =>
  sql`EXISTS (SELECT ${there} INTERSECT SELECT ${here})`

/**
 * Byte for byte, whatever the column's collation holds equal. A collation of code points (BIN2)
 * would not do: it, too, takes trailing spaces for nothing.
 */
const exact = (value: Piece): Piece =>
  sql`CAST(CAST(${value} AS NVARCHAR(4000)) AS VARBINARY(8000))`

const wall = (instant: Date): Piece => sql`CONVERT(DATETIME2(3), ${wallTime(instant)}, 121)`

/** CASE alone promises that only a number is read as one. BIN2: 0 to 9 and no other digit. */
function digits(value: Piece): Piece {
  const text = sql`CAST(${value} AS NVARCHAR(4000))`
  return sql`CASE WHEN DATALENGTH(${text}) BETWEEN 2 AND 36
    AND ${text} COLLATE Latin1_General_BIN2 NOT LIKE N'%[^0-9]%' THEN CAST(${text} AS BIGINT) END`
}

/** The first instant of DATETIME2, in ms. */
const firstInstant = Date.parse('0001-01-01T00:00:00Z')

/**
 * The period is subtracted from the instant, not added to a creation that may be as late as the
 * type allows; one that reaches before the first instant has lapsed for no creation. DATEADD takes
 * an INT: minutes and the rest apart. CASE alone promises that it gets no others.
 */
function lapsed(
  { created, outer, period, unit, instant }: Extract<Expression, { readonly is: 'lapsed' }>,
  depth: number,
): Piece {
  const value = column(depth, period)
  const since = BigInt(instant.getTime() - firstInstant)
  const most = since < endlessPeriod ? since : endlessPeriod
  const [perMinute, part, below] = {
    ms: ['60000', 'MILLISECOND', most] as const,
    s: ['60', 'SECOND', most / 1000n] as const,
  }[unit]
  const here = column(outer === true ? depth - 1 : depth, created)
  return sql`${here} < CASE WHEN ${value} >= 1 AND ${value} < ${raw(String(below))} THEN
    DATEADD(${raw(part)}, -CAST(${value} % ${raw(perMinute)} AS INT), DATEADD(MINUTE,
    -CAST(${value} / ${raw(perMinute)} AS INT), ${wall(instant)})) END`
}

/** A list of the newest rows is made once a statement, and each row looked up in it by digests. */
function outdated(
  { table, group, by }: Extract<Expression, { readonly is: 'outdated' }>,
  depth: number,
): Piece {
  const known = [...group, by].map((id) => raw(`${quoted(id)} IS NOT NULL`))
  const digests = group.map((id) => digestOf(raw(quoted(id))))
  const listed = digests.map((digest, at) => sql`${digest} AS ${raw(`g${at}`)}`)
  const equal = group.map((id, at) => sql`o.${raw(`g${at}`)} = ${digestOf(column(depth, id))}`)
  return sql`EXISTS (SELECT 1 FROM (SELECT ${joined(listed, ', ')}, MAX(${raw(quoted(by))}) AS
    newest FROM ${name(table)} WHERE ${joined(known, ' AND ')}
    GROUP BY ${joined(digests, ', ')}) o WHERE ${joined(equal, ' AND ')}
    AND o.newest > ${column(depth, by)})`
}
