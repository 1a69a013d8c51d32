import { isAny, classesIn } from '../answered-counts.ts'
import { firstKeyIn, knownKeysIn, hashesIn } from '../answered-keys.ts'
import { valuesIn } from '../answered-rows.ts'
import type { Dialect } from '../dialect.ts'
import { condition } from './conditions.ts'
import { decoded, encodedList } from './encoding.ts'
import { answering, identifier, joined, name, raw, sql, written } from './pg-text.ts'
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
    // Here NULLs come last in an index, and a walk has them first: they are in its first range, and
    // no range ends with one.
    const known =
      first?.nullable === true ? sql` AND ${column(0, first.name)} IS NOT NULL` : raw('')
    return answering(
      sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0
        WHERE ${within(key, { low, high: null })}${known} ORDER BY ${orderedKey(key)}
        LIMIT 1 OFFSET ${raw(String(rows - 1))}`,
      firstKeyIn(key),
    )
  },
  reached: (table, key, low, high) =>
    answering(
      sql`SELECT 1 AS found FROM ${name(table)} t0 WHERE ${sameKey(key, high)}
        AND ${within(key, { low, high: null })} LIMIT 1`,
      isAny,
    ),
  countBefore: (table, first, end, most) =>
    answering(
      sql`SELECT COUNT(*) AS total FROM (SELECT 1 FROM ${name(table)} t0
        WHERE ${column(0, first.name)} < ${bound(first, end)} LIMIT ${raw(String(most))}) counted`,
      ([row]) => Number(row?.total ?? most),
    ),
  classify(table, key, range, classes, rest, hashed, other) {
    const cases = classes.map(({ name: label, when }) => sql`WHEN ${condition(when)} THEN ${label}`)
    const label =
      cases.length === 0
        ? sql`CAST(${rest} AS text)`
        : sql`CASE ${joined(cases, ' ')} ELSE CAST(${rest} AS text) END`
    const differs =
      other === undefined ? raw('0') : sql`CASE WHEN ${condition(other)} THEN 1 ELSE 0 END`
    return answering(
      sql`SELECT class, COUNT(*) AS total, SUM(hash) AS hash, SUM(differs) AS other
        FROM (SELECT ${label} AS class, ${rowHash(hashed)} AS hash, ${differs} AS differs
        FROM ${name(table)} t0 WHERE ${within(key, range)}) classified GROUP BY class`,
      classesIn(rest),
    )
  },
  anyRow: (table) => answering(sql`SELECT 1 AS found FROM ${name(table)} LIMIT 1`, isAny),
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
      valuesIn(columns),
    ),
  // A number that the server counts by itself is put back as it was.
  insert: (table, columns, rows) =>
    written(
      sql`INSERT INTO ${name(table)} (${joined(
        columns.map((part) => name(part.name)),
        ', ',
      )}) OVERRIDING SYSTEM VALUE VALUES ${joined(
        rows.map(
          (row) =>
            sql`(${joined(
              row.map((value, at) => decoded(columns[at], value)),
              ', ',
            )})`,
        ),
        ', ',
      )}`,
    ),
  keys: (table, key, range, wanted, limit) =>
    answering(
      sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0 WHERE ${within(key, range)}
        AND ${condition(wanted)} ORDER BY ${keyOrder(key, range)} LIMIT ${raw(String(limit))}`,
      knownKeysIn(key),
    ),
  hashes: (table, key, range, wanted, hashed) =>
    answering(
      sql`SELECT ${selectedKey(key)}, ${rowHash(hashed)} AS hash FROM ${name(table)} t0
        WHERE ${within(key, range)} AND ${condition(wanted)}`,
      hashesIn(key),
    ),
  countAll: (table) =>
    answering(sql`SELECT COUNT(*) AS total FROM ${name(table)}`, ([row]) => Number(row?.total)),
}
