import { endlessPeriod, wallTime, type Expression } from '../expression.ts'
import { column, joined, name, raw, sql, type Piece } from './mysql-text.ts'

/** The condition on the row that stands as t0 (or deeper) in the statement. */
export function condition(expression: Expression, depth = 0): Piece {
  switch (expression.is) {
    case 'every':
      return expression.of.length === 0
        ? raw('TRUE')
        : sql`(${joined(
            expression.of.map((part) => condition(part, depth)),
            ' AND ',
          )})`
    case 'some':
      return expression.of.length === 0
        ? raw('FALSE')
        : sql`(${joined(
            expression.of.map((part) => condition(part, depth)),
            ' OR ',
          )})`
    case 'not':
      return sql`(${condition(expression.of, depth)}) IS NOT TRUE`
    case 'null':
      return sql`${column(depth, expression.column)} IS NULL`
    case 'text':
      return sql`CAST(${column(depth, expression.column)} AS BINARY) IN (${joined(
        expression.among.map((text) => sql`CAST(${text} AS BINARY)`),
        ', ',
      )})`
    case 'number': {
      const value = column(depth, expression.column)
      const bounds = [
        ...(expression.from === undefined
          ? []
          : [sql`${value} >= CAST(${String(expression.from)} AS SIGNED)`]),
        ...(expression.below === undefined
          ? []
          : [sql`${value} < CAST(${String(expression.below)} AS SIGNED)`]),
      ]
      return sql`(${joined(bounds, ' AND ')})`
    }
    case 'digits': {
      const value = column(depth, expression.column)
      // Tests for what it must not contain: `$` in a pattern also matches before a final line
      // break.
      const number = sql`CASE WHEN CHAR_LENGTH(${value}) BETWEEN 1 AND 18
        AND ${value} NOT REGEXP '[^0-9]' THEN CAST(${value} AS SIGNED) END`
      return sql`(${number} >= CAST(${String(expression.from)} AS SIGNED)
        AND ${number} < CAST(${String(expression.below)} AS SIGNED))`
    }
    case 'before':
      return sql`CAST(${column(depth, expression.column)} AS DATETIME(6)) <
        CAST(${wallTime(expression.instant)} AS DATETIME(6))`
    case 'lapsed': {
      // The guard is inside the arithmetic: a period of Long.MAX times 1000 would fail the
      // statement.
      const period = column(depth, expression.period)
      const [endless, microseconds] = {
        ms: [endlessPeriod, 1000n],
        s: [endlessPeriod / 1000n, 1_000_000n],
      }[expression.unit]
      const finite = sql`CASE WHEN ${period} >= 1 AND ${period} < ${raw(String(endless))}
        THEN ${period} END`
      const created = column(expression.outer === true ? depth - 1 : depth, expression.created)
      return sql`DATE_ADD(CAST(${created} AS DATETIME(6)), INTERVAL (${finite}) *
        ${raw(String(microseconds))} MICROSECOND) < CAST(${wallTime(expression.instant)} AS
        DATETIME(6))`
    }
    case 'outdated': {
      const { table, group, by } = expression
      // Compares bytes, because the collation may treat two paths as equal. Uses a digest of fixed
      // length: a path is too long for the key by which the server looks up the newest row, and
      // without that key it compares each row with all others.
      const digest = (value: Piece) => sql`UNHEX(SHA2(CAST(${value} AS BINARY), 256))`
      const parts = group.map((part, at) => sql`${digest(name(part))} AS ${raw(`part${at}`)}`)
      const same = [
        ...group.map(
          (part, at) => sql`newest.${raw(`part${at}`)} = ${digest(column(depth, part))}`,
        ),
        sql`newest.last > ${column(depth, by)}`,
      ]
      return sql`EXISTS (SELECT 1 FROM (SELECT ${joined(parts, ', ')}, MAX(${name(by)}) AS last
        FROM ${name(table)} GROUP BY ${raw(group.map((_, at) => `part${at}`).join(', '))}) newest
        WHERE ${joined(same, ' AND ')})`
    }
    case 'exists': {
      const inner = depth + 1
      const terms = [
        ...Object.entries(expression.on).map(
          ([there, here]) => sql`${column(inner, there)} = ${column(depth, here)}`,
        ),
        ...Object.entries(expression.alike ?? {}).map(
          ([there, here]) => sql`${column(inner, there)} <=> ${column(depth, here)}`,
        ),
        // In addition to the condition above, which an index can answer.
        ...Object.entries((expression.exact && expression.alike) ?? {}).map(
          ([there, here]) =>
            sql`CAST(${column(inner, there)} AS BINARY) <=> CAST(${column(depth, here)} AS BINARY)`,
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
