import { isAny, classesIn } from '../answered-counts.ts'
import { firstKeyIn, knownKeysIn, hashesIn } from '../answered-keys.ts'
import { valuesIn } from '../answered-rows.ts'
import type { Dialect, EncodedColumn } from '../dialect.ts'
import { openDatabase } from './connection.ts'
import { inspectDelete } from './inspect.ts'
import { may } from './may.ts'
import { condition } from './conditions.ts'
import { decoded, encodedList } from './encoding.ts'
import {
  answering,
  quoted,
  written,
  bound,
  column,
  joined,
  name,
  orderedKey,
  raw,
  rowHash,
  sameKey,
  selectedKey,
  sql,
  within,
} from './mysql-text.ts'
import { mysqlNamedRows } from './mysql-named-rows.ts'
import { liveQuestions } from './live-rows.ts'
import { schema } from './read-schema.ts'
import { scratch } from './scratch.ts'
import { upkeep } from './upkeep.ts'
import { words } from './words.ts'
import { mysqlQuestions } from './server-questions.ts'
import { sessionSettings } from './session-settings.ts'

/** MySQL 5.7 to 9.x; MariaDB shares most of its SQL. */
export const mysql: Dialect = {
  engine: 'mysql',
  open: (address) => openDatabase({ ...address, dialect: mysql }),
  // Only deletes write; an invalid date becomes NULL, and NULL counts as live.
  // MySQL 8 remembers the sizes of tables for a day; no other server reads the comment.
  // The session's zone is left alone: it is the one WSO2's own connections read and write in.
  // A purge passes by what others hold; where it has to wait, it is for a second.
  session: sessionSettings('', '/*!80000 , SESSION information_schema_stats_expiry = 0 */', 1),
  // Without this, MariaDB may sort a whole table to find the first rows of an index.
  boundary: (table, key, low, rows, index) =>
    answering(
      sql`SELECT ${selectedKey(key)}
        FROM ${name(table)} t0${index === undefined ? raw('') : sql` FORCE INDEX (${name(index)})`}
        WHERE ${within(key, { low, high: null })} ORDER BY ${orderedKey(key)}
        LIMIT 1 OFFSET ${raw(String(rows - 1))}`,
      firstKeyIn(key),
    ),
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
    // Before MySQL 5.7, a bare parameter cannot be a named column of a derived table.
    const label =
      cases.length === 0
        ? sql`CAST(${rest} AS CHAR)`
        : sql`CASE ${joined(cases, ' ')} ELSE ${rest} END`
    const differs = other === undefined ? raw('0') : sql`(${condition(other)}) IS TRUE`
    return answering(
      sql`SELECT class, COUNT(*) AS total, SUM(hash) AS hash, SUM(differs) AS other
        FROM (SELECT ${label} AS class, ${rowHash(hashed)} AS hash, ${differs} AS differs
        FROM ${name(table)} t0 WHERE ${within(key, range)}) classified GROUP BY class`,
      classesIn(rest),
    )
  },
  anyRow: (table) => answering(sql`SELECT 1 AS found FROM ${name(table)} LIMIT 1`, isAny),
  readByKey: (table, key, keys, columns) => {
    const is = (column: EncodedColumn, value: string | null) =>
      sql`${raw(`t0.${quoted(column.name)}`)} <=> ${decoded(column, value)}`
    const ofKey = (values: readonly (string | null)[]) =>
      sql`(${joined(
        key.map((column, at) => is(column, values[at] ?? null)),
        ' AND ',
      )})`
    return answering(
      sql`SELECT ${encodedList('t0', columns)} FROM ${name(table)} t0
        WHERE ${joined(keys.map(ofKey), ' OR ')}`,
      valuesIn(columns),
    )
  },
  insert: (table, columns, rows) =>
    written(
      sql`INSERT INTO ${name(table)} (${joined(
        columns.map((column) => name(column.name)),
        ', ',
      )}) VALUES ${joined(
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
  savepoint: written(raw('SAVEPOINT drydock')),
  toSavepoint: written(raw('ROLLBACK TO SAVEPOINT drydock')),
  inUtc: written(raw("SET SESSION time_zone = '+00:00'")),
  inServersZone: written(raw('SET SESSION time_zone = DEFAULT')),
  undoSession: sessionSettings('NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'),
  keys: (table, key, range, wanted, limit) =>
    answering(
      sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0 WHERE ${within(key, range)}
        AND ${condition(wanted)} ORDER BY ${orderedKey(key)} LIMIT ${raw(String(limit))}`,
      knownKeysIn(key),
    ),
  hashes: (table, key, range, wanted, hashed) =>
    answering(
      sql`SELECT ${selectedKey(key)}, ${rowHash(hashed)} AS hash FROM ${name(table)} t0
        WHERE ${within(key, range)} AND ${condition(wanted)}`,
      hashesIn(key),
    ),
  inspectDelete,
  ...may,
  takeLock: (lock) =>
    answering(sql`SELECT GET_LOCK(${lock}, 0) AS got`, ([row]) => row?.got === '1'),
  rows: mysqlNamedRows,
  deleteNothing: (table) => written(sql`DELETE t0 FROM ${name(table)} t0 WHERE FALSE`),
  countAll: (table) =>
    answering(sql`SELECT COUNT(*) AS total FROM ${name(table)}`, ([row]) => Number(row?.total)),
  server: mysqlQuestions,
  live: liveQuestions,
  upkeep,
  words,
  schema,
  scratch: () => scratch,
}
