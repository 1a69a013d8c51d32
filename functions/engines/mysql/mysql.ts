import type { Dialect } from '../dialect.ts'
import { openDatabase } from './connection.ts'
import {
  bound,
  column,
  condition,
  decoded,
  encodedList,
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
import { mysqlQuestions } from './server-questions.ts'
import { sessionSettings } from './session-settings.ts'

/** MySQL 5.7 to 9.x, and the text that MariaDB shares with it. */
export const mysql: Dialect = {
  engine: 'mysql',
  open: (address) => openDatabase({ ...address, dialect: mysql }),
  // Nothing is written but deletes; a date that can not be reckoned with becomes NULL, and NULL lives.
  // MySQL 8 remembers the sizes of tables for a day; no other server reads the comment.
  // The session's zone is left alone: it is the one WSO2's own connections read and write in.
  // A purge passes by what others hold; where it has to wait, it is for a second.
  session: sessionSettings('', '/*!80000 , SESSION information_schema_stats_expiry = 0 */', 1),
  // Left to itself MariaDB may sort a whole table to find an index's first rows.
  boundary: (table, key, low, rows, index) =>
    sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0${index === undefined ? raw('') : sql` FORCE INDEX (${name(index)})`} WHERE ${within(key, { low, high: null })} ORDER BY ${orderedKey(key)} LIMIT 1 OFFSET ${raw(String(rows - 1))}`,
  reached: (table, key, low, high) =>
    sql`SELECT 1 AS found FROM ${name(table)} t0 WHERE ${sameKey(key, high)} AND ${within(key, { low, high: null })} LIMIT 1`,
  countBefore: (table, first, end, most) =>
    sql`SELECT COUNT(*) AS total FROM (SELECT 1 FROM ${name(table)} t0 WHERE ${column(0, first.name)} < ${bound(first, end)} LIMIT ${raw(String(most))}) counted`,
  classify(table, key, range, classes, rest, hashed, other) {
    const cases = classes.map(({ name: label, when }) => sql`WHEN ${condition(when)} THEN ${label}`)
    // A bare parameter cannot be a named column of a derived table before MySQL 5.7.
    const label =
      cases.length === 0
        ? sql`CAST(${rest} AS CHAR)`
        : sql`CASE ${joined(cases, ' ')} ELSE ${rest} END`
    const differs = other === undefined ? raw('0') : sql`(${condition(other)}) IS TRUE`
    return sql`SELECT class, COUNT(*) AS total, SUM(hash) AS hash, SUM(differs) AS other FROM (SELECT ${label} AS class, ${rowHash(hashed)} AS hash, ${differs} AS differs FROM ${name(table)} t0 WHERE ${within(key, range)}) classified GROUP BY class`
  },
  anyRow: (table) => sql`SELECT 1 AS found FROM ${name(table)} LIMIT 1`,
  readByKey: (table, key, keys, columns) =>
    sql`SELECT ${encodedList('t0', columns)} FROM ${name(table)} t0 WHERE ${joined(
      keys.map(
        (values) =>
          sql`(${joined(
            key.map(
              (column, at) =>
                sql`${raw(`t0.${name(column.name).text}`)} <=> ${decoded(column, values[at] ?? null)}`,
            ),
            ' AND ',
          )})`,
      ),
      ' OR ',
    )}`,
  insert: (table, columns, rows) =>
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
  savepoint: raw('SAVEPOINT drydock'),
  toSavepoint: raw('ROLLBACK TO SAVEPOINT drydock'),
  inUtc: raw("SET SESSION time_zone = '+00:00'"),
  restoreSession: sessionSettings('NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES'),
  keys: (table, key, range, wanted, limit) =>
    sql`SELECT ${selectedKey(key)} FROM ${name(table)} t0 WHERE ${within(key, range)} AND ${condition(wanted)} ORDER BY ${orderedKey(key)} LIMIT ${raw(String(limit))}`,
  hashes: (table, key, range, wanted, hashed) =>
    sql`SELECT ${selectedKey(key)}, ${rowHash(hashed)} AS hash FROM ${name(table)} t0 WHERE ${within(key, range)} AND ${condition(wanted)}`,
  maySelect: (table) => sql`SELECT 1 FROM ${name(table)} LIMIT 0`,
  // The format is named: MySQL 9 answers one text where it is not.
  plan: (statement) => sql`EXPLAIN FORMAT=TRADITIONAL ${statement}`,
  mayDelete: (table) => sql`EXPLAIN DELETE FROM ${name(table)} WHERE FALSE`,
  takeLock: (lock) => sql`SELECT GET_LOCK(${lock}, 0) AS got`,
  rows: mysqlNamedRows,
  server: mysqlQuestions,
  schema: {
    exists: (database) =>
      sql`SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ${database}`,
    tables: (database) =>
      sql`SELECT TABLE_NAME AS name, TABLE_TYPE AS type, ENGINE AS engine, CREATE_OPTIONS AS options FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${database} ORDER BY TABLE_NAME`,
    columns: (database) =>
      sql`SELECT TABLE_NAME AS owner, COLUMN_NAME AS name, COLUMN_TYPE AS type, DATA_TYPE AS data, IS_NULLABLE AS nullable, COLLATION_NAME AS collation_name, EXTRA AS extra FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ${database} ORDER BY TABLE_NAME, ORDINAL_POSITION`,
    keys: (database) =>
      sql`SELECT TABLE_NAME AS owner, INDEX_NAME AS name, NON_UNIQUE AS non_unique, COLUMN_NAME AS part, SUB_PART AS prefix, INDEX_TYPE AS kind FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ${database} ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`,
    // MySQL 8.0 and MariaDB 10.6 brought them.
    hiddenIndexes: (database) =>
      [sql`IS_VISIBLE = 'NO'`, sql`IGNORED = 'YES'`].map(
        (unused) =>
          sql`SELECT DISTINCT TABLE_NAME AS owner, INDEX_NAME AS name FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ${database} AND ${unused} ORDER BY owner, name`,
      ),
    foreignKeys: (database) =>
      sql`SELECT k.TABLE_NAME AS owner, k.CONSTRAINT_NAME AS name, k.COLUMN_NAME AS part, k.REFERENCED_TABLE_NAME AS parent, k.REFERENCED_COLUMN_NAME AS parent_part, r.DELETE_RULE AS on_delete FROM information_schema.KEY_COLUMN_USAGE k JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.TABLE_NAME = k.TABLE_NAME AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME WHERE k.TABLE_SCHEMA = ${database} AND k.REFERENCED_TABLE_SCHEMA = ${database} ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION`,
    foreignKeysElsewhere: (database) =>
      sql`SELECT DISTINCT CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) AS owner, CONSTRAINT_NAME AS name, REFERENCED_TABLE_NAME AS parent FROM information_schema.KEY_COLUMN_USAGE WHERE REFERENCED_TABLE_SCHEMA = ${database} AND TABLE_SCHEMA <> ${database} ORDER BY owner, name`,
    createTable: (table) => sql`SHOW CREATE TABLE ${name(table)}`,
    foreignKeysIn: (text) =>
      [
        ...text.matchAll(/^\s*CONSTRAINT `?(.+?)`? FOREIGN KEY \(.+?\) REFERENCES `?[^`.]+`? \(/gm),
      ].map(([, key = '']) => key.replaceAll('``', '`')),
    sizes: (database, patterns) =>
      sql`SELECT TABLE_NAME AS name, COALESCE(DATA_LENGTH + INDEX_LENGTH, 0) AS bytes FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${database} AND TABLE_TYPE = 'BASE TABLE' AND (${joined(
        patterns.map((pattern) => sql`TABLE_NAME LIKE ${pattern}`),
        ' OR ',
      )}) ORDER BY TABLE_NAME`,
  },
}
