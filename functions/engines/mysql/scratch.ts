import { text } from '../database.ts'
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
  table: ({ name: table, columns, primary, indexes, parent }) =>
    written(
      sql`CREATE TABLE ${name(table)} (${joined(
        [
          ...columns.map(column),
          ...(primary === null ? [] : [sql`PRIMARY KEY (${names(primary)})`]),
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
