import { isAny, classesIn } from '../answered-counts.ts'
import { firstKeyIn, knownKeysIn, hashesIn } from '../answered-keys.ts'
import type { Dialect } from '../dialect.ts'
import { condition } from './conditions.ts'
import { decoded, encodedIn, encodedList } from './encoding.ts'
import {
  answering,
  betweenStatements,
  identifier,
  joined,
  name,
  raw,
  sql,
  written,
} from './ora-text.ts'
import {
  bound,
  column,
  keyOrder,
  orderedKey,
  rowHash,
  sameKey,
  selectedKey,
  within,
} from './row-text.ts'

/** What is said about a table along its key, and about rows that are put back. */
export const walkStatements: Pick<
  Dialect,
  | 'boundary'
  | 'reached'
  | 'countBefore'
  | 'classify'
  | 'anyRow'
  | 'readByKey'
  | 'insert'
  | 'keys'
  | 'hashes'
  | 'countAll'
> = {
  boundary(table, key, low, rows) {
    const [first] = key
    // NULLs are in a walk's first range, and no range ends with one.
    const known =
      first?.nullable === true ? sql` AND ${column(0, first.name)} IS NOT NULL` : raw('')
    return answering(
      sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0
        WHERE ${within(key, { low, high: null })}${known} ORDER BY ${orderedKey(key)}
        OFFSET ${raw(String(rows - 1))} ROWS FETCH NEXT 1 ROWS ONLY`,
      firstKeyIn(key),
    )
  },
  reached: (table, key, low, high) =>
    answering(
      sql`SELECT 1 AS "found" FROM ${name(table)} t0 WHERE ${sameKey(key, high)}
        AND ${within(key, { low, high: null })} FETCH FIRST 1 ROWS ONLY`,
      isAny,
    ),
  countBefore: (table, first, end, most) =>
    answering(
      sql`SELECT COUNT(*) AS "total" FROM (SELECT 1 AS found FROM ${name(table)} t0
        WHERE ${column(0, first.name)} < ${bound(first, end)}
        FETCH FIRST ${raw(String(most))} ROWS ONLY) counted`,
      ([row]) => Number(row?.total ?? most),
    ),
  classify(table, key, range, classes, rest, hashed, other) {
    const cases = classes.map(({ name: label, when }) => sql`WHEN ${condition(when)} THEN ${label}`)
    const label =
      cases.length === 0 ? sql`${rest}` : sql`CASE ${joined(cases, ' ')} ELSE ${rest} END`
    const differs =
      other === undefined ? raw('0') : sql`CASE WHEN ${condition(other)} THEN 1 ELSE 0 END`
    return answering(
      sql`SELECT class AS "class", COUNT(*) AS "total", SUM(hash) AS "hash",
        SUM(differs) AS "other"
        FROM (SELECT ${label} AS class, ${rowHash(hashed)} AS hash, ${differs} AS differs
        FROM ${name(table)} t0 WHERE ${within(key, range)}) classified GROUP BY class`,
      classesIn(rest),
    )
  },
  anyRow: (table) =>
    answering(sql`SELECT 1 AS "found" FROM ${name(table)} FETCH FIRST 1 ROWS ONLY`, isAny),
  readByKey: (table, key, keys, columns) =>
    answering(
      sql`SELECT ${encodedList('t0', columns)} FROM ${name(table)} t0 WHERE ${joined(
        keys.map(
          (values) =>
            sql`(${joined(
              key.map((part, at) => {
                const [here, value] = [raw(`t0.${identifier(part.name)}`), values[at] ?? null]
                return value === null
                  ? sql`${here} IS NULL`
                  : sql`${here} = ${decoded(part, value)}`
              }),
              ' AND ',
            )})`,
        ),
        ' OR ',
      )}`,
      (rows) => rows.map((row) => encodedIn(row, columns).values),
    ),
  // No list of rows before 23ai, and no value beyond 4,000 bytes but in VALUES: each row is a
  // statement of its own, and the connection executes them one by one.
  insert: (table, columns, rows) =>
    written(
      joined(
        rows.map(
          (row) =>
            sql`INSERT INTO ${name(table)} (${joined(
              columns.map((part) => name(part.name)),
              ', ',
            )}) VALUES (${joined(
              row.map((value, at) => decoded(columns[at], value)),
              ', ',
            )})`,
        ),
        betweenStatements,
      ),
    ),
  keys: (table, key, range, wanted, limit) =>
    answering(
      sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0 WHERE ${within(key, range)}
        AND ${condition(wanted)} ORDER BY ${keyOrder(key, range)}
        FETCH FIRST ${raw(String(limit))} ROWS ONLY`,
      knownKeysIn(key),
    ),
  hashes: (table, key, range, wanted, hashed) =>
    answering(
      sql`SELECT ${selectedKey(key)}, ${rowHash(hashed)} AS "hash" FROM ${name(table)} t0
        WHERE ${within(key, range)} AND ${condition(wanted)}`,
      hashesIn(key),
    ),
  countAll: (table) =>
    answering(sql`SELECT COUNT(*) AS "total" FROM ${name(table)}`, ([row]) => Number(row?.total)),
}
