import { isAny, classesIn } from '../answered-counts.ts'
import { firstKeyIn, knownKeysIn, hashesIn } from '../answered-keys.ts'
import { valuesIn } from '../answered-rows.ts'
import type { Dialect } from '../dialect.ts'
import { condition } from './conditions.ts'
import { decoded, encodedList, searched } from './encoding.ts'
import {
  answering,
  joined,
  literal,
  name,
  quoted,
  raw,
  sql,
  tableName,
  written,
} from './ms-text.ts'
import { hinted } from './named.ts'
import {
  bound,
  column,
  orderedKey,
  rowHash,
  sameKey,
  selectedKey,
  summed,
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
  boundary(table, key, low, rows, index) {
    const [first] = key
    // Rows whose key is NULL are in the first range, and no range ends with one.
    const known =
      first?.nullable === true ? sql` AND ${column(0, first.name)} IS NOT NULL` : raw('')
    const by = index === undefined ? '' : `INDEX(${quoted(index)})`
    return answering(
      sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0${hinted(by)}
        WHERE ${within(key, { low, high: null })}${known} ORDER BY ${orderedKey(key)}
        OFFSET ${raw(String(rows - 1))} ROWS FETCH NEXT 1 ROWS ONLY`,
      firstKeyIn(key),
    )
  },
  reached: (table, key, low, high) =>
    answering(
      sql`SELECT TOP (1) 1 AS found FROM ${name(table)} t0 WHERE ${sameKey(key, high)}
        AND ${within(key, { low, high: null })}`,
      isAny,
    ),
  countBefore: (table, first, end, most) =>
    answering(
      sql`SELECT COUNT_BIG(*) AS total FROM (SELECT TOP (${raw(String(most))}) 1 AS one
        FROM ${name(table)} t0 WHERE ${column(0, first.name)} < ${bound(first, end)}) counted`,
      ([row]) => Number(row?.total ?? most),
    ),
  classify(table, key, range, classes, rest, hashed, other) {
    const cases = classes.map(({ name: label, when }) => sql`WHEN ${condition(when)} THEN ${label}`)
    const label =
      cases.length === 0 ? sql`${rest}` : sql`CASE ${joined(cases, ' ')} ELSE ${rest} END`
    const differs =
      other === undefined ? raw('0') : sql`CASE WHEN ${condition(other)} THEN 1 ELSE 0 END`
    return answering(
      sql`SELECT class, COUNT_BIG(*) AS total, ${summed(raw('hash'))},
        SUM(CAST(differs AS BIGINT)) AS other FROM (SELECT ${label} AS class, ${rowHash(hashed)} AS
        hash, ${differs} AS differs FROM ${name(table)} t0 WHERE ${within(key, range)}) classified
        GROUP BY class`,
      classesIn(rest),
    )
  },
  anyRow: (table) => answering(sql`SELECT TOP (1) 1 AS found FROM ${name(table)}`, isAny),
  readByKey: (table, key, keys, columns) =>
    answering(
      sql`SELECT ${encodedList('t0', columns)} FROM ${name(table)} t0 WHERE ${joined(
        keys.map(
          (values) =>
            sql`(${joined(
              key.map((part, at) => {
                const [here, value] = [raw(`t0.${quoted(part.name)}`), values[at] ?? null]
                return value === null
                  ? sql`${here} IS NULL`
                  : sql`${here} = ${searched(part, value)}`
              }),
              ' AND ',
            )})`,
        ),
        ' OR ',
      )}`,
      valuesIn(columns),
    ),
  // A number that the server counts by itself is put back as it was; only the table's owner may.
  insert(table, columns, rows) {
    const counted =
      `IF OBJECTPROPERTY(OBJECT_ID(${literal(tableName(table))}), ` +
      `'TableHasIdentity') = 1 SET IDENTITY_INSERT ${tableName(table)}`
    const values = rows.map(
      (row) =>
        sql`(${joined(
          row.map((value, at) => decoded(columns[at], value)),
          ', ',
        )})`,
    )
    return written(
      sql`${raw(counted)} ON; INSERT INTO ${name(table)} (${raw(
        columns.map((part) => quoted(part.name)).join(', '),
      )}) VALUES ${joined(values, ', ')}; SELECT @@ROWCOUNT AS affected; ${raw(counted)} OFF`,
    )
  },
  keys: (table, key, range, wanted, limit) =>
    answering(
      sql`SELECT TOP (${raw(String(limit))}) ${selectedKey(key)} FROM ${name(table)} t0
        WHERE ${within(key, range)} AND ${condition(wanted)} ORDER BY ${orderedKey(key)}`,
      knownKeysIn(key),
    ),
  hashes: (table, key, range, wanted, hashed) =>
    answering(
      sql`SELECT ${selectedKey(key)}, ${rowHash(hashed)} AS hash FROM ${name(table)} t0
        WHERE ${within(key, range)} AND ${condition(wanted)}`,
      hashesIn(key),
    ),
  countAll: (table) =>
    answering(sql`SELECT COUNT_BIG(*) AS total FROM ${name(table)}`, ([row]) => Number(row?.total)),
}
