import { ask, text } from '../database.ts'
import type { MadeColumn, MadeTable, Scratch } from '../scratch.ts'
import { holds } from './holds.ts'
import { answering, joined, name, quoted, raw, sql, written, type Piece } from './mysql-text.ts'

/**
 * A foreign key to a table of the same database in the output of SHOW CREATE TABLE: one line each.
 */
const key = /^ *CONSTRAINT `(?:[^`]|``)*` FOREIGN KEY \(.*?\) REFERENCES `((?:[^`]|``)*)` \(.*?$/

const types: Readonly<Record<MadeColumn['kind'], string>> = {
  integer: 'BIGINT',
  unsigned: 'BIGINT UNSIGNED',
  text: 'VARCHAR(60)',
  binary: 'VARBINARY(40)',
  time: 'DATETIME(3)',
  long: 'MEDIUMBLOB',
}

export const scratch: Scratch = {
  beside: (_, name) => name,
  make: (database) => written(sql`CREATE DATABASE ${name(database)}`),
  drop: (database) => written(sql`DROP DATABASE IF EXISTS ${name(database)}`),
  left: (_, start) =>
    answering(
      sql`SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA
        WHERE LEFT(SCHEMA_NAME, CHAR_LENGTH(${start})) = ${start}`,
      (rows) => rows.map((row) => text(row.name)),
    ),
  async dropLeft(maker, database) {
    // One that has ended meanwhile is no fault; one that remains keeps the DROP waiting.
    for (const id of await ask(maker, sessionsIn(database)))
      await maker.execute(written(raw(`KILL ${BigInt(id)}`))).catch(() => undefined)
    await maker.execute(scratch.drop(database))
  },
  copy: (from, table) =>
    written(sql`CREATE TABLE ${name(table)} LIKE ${raw(`${quoted(from)}.${quoted(table)}`)}`),
  keysOf: (from, table) =>
    answering(sql`SHOW CREATE TABLE ${raw(`${quoted(from)}.${quoted(table)}`)}`, ([row]) =>
      Object.values(row ?? {})
        .flatMap((value) => text(value).split('\n'))
        .flatMap((line) => {
          const parent = key.exec(line)?.[1]
          return parent === undefined
            ? []
            : [
                {
                  parent: parent.replaceAll('``', '`'),
                  definition: line.trim().replace(/,$/, ''),
                },
              ]
        }),
    ),
  addKey: (table, { definition }) =>
    written(sql`ALTER TABLE ${name(table)} ADD ${raw(definition)}`),
  table: ({ name: table, columns, primary, unique, indexes, parent }) =>
    written(
      sql`CREATE TABLE ${name(table)} (${joined(
        [
          ...columns.map(column),
          ...(primary === null ? [] : [sql`PRIMARY KEY (${names(primary)})`]),
          ...(unique === undefined ? [] : [sql`UNIQUE KEY (${names(unique)})`]),
          ...Object.entries(indexes).map(([id, of]) => sql`KEY ${name(id)} (${names(of)})`),
          ...(parent === undefined ? [] : [cascade(parent)]),
        ],
        ', ',
      )}) ENGINE=InnoDB ROW_FORMAT=DYNAMIC`,
    ),
  dropTable: (table) => written(sql`DROP TABLE ${name(table)}`),
  change: (table, id, value, [by, own]) =>
    written(sql`UPDATE ${name(table)} SET ${name(id)} = ${value} WHERE ${name(by)} = ${own}`),
  kinds: ['integer', 'unsigned', 'text', 'binary', 'time', 'long'],
  holds,
}

/** A user may end their own sessions without a privilege (manual of MySQL, "KILL Statement"). */
const sessionsIn = (database: string) =>
  answering(
    sql`SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = ${database}
      AND USER = SUBSTRING_INDEX(USER(), '@', 1) AND ID <> CONNECTION_ID()`,
    (rows) => rows.map((row) => text(row.id)),
  )

const names = (columns: readonly string[]): Piece => joined(columns.map(name), ', ')

const column = ({ name: id, kind, collated, nullable }: MadeColumn): Piece =>
  sql`${name(id)} ${raw(types[kind])}${raw(
    kind === 'text' && collated !== undefined
      ? ` CHARACTER SET ${collated.split('_')[0] ?? ''} COLLATE ${collated}`
      : '',
  )} ${raw(nullable === true ? 'NULL' : 'NOT NULL')}`

const cascade = ({ table, on }: NonNullable<MadeTable['parent']>): Piece =>
  sql`FOREIGN KEY (${names(Object.keys(on))}) REFERENCES ${name(table)} (${names(
    Object.values(on),
  )}) ON DELETE CASCADE`
