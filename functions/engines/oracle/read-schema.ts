import { createHash } from 'node:crypto'
import { text, type Database, type Row } from '../database.ts'
import type { SchemaQuestions } from '../dialect.ts'
import type { ForeignKey, Schema } from '../schema.ts'
import { answering, called, written } from './ora-text.ts'
import * as questions from './schema-questions.ts'
import { meaning, toTable, typeOf } from './to-table.ts'

export const schema: SchemaQuestions = {
  async read(database, name) {
    if ((await database.query(written(questions.exists(name)))).length === 0) return null
    const [tables, columns, keys, foreignKeys, definitions] = [
      await database.query(written(questions.tables(name))),
      await database.query(written(questions.columns(name))),
      await database.query(written(questions.indexes(name))),
      await database.query(written(questions.foreignKeys(name))),
      await database.query(written(questions.definitions(name))),
    ]
    return {
      database: name,
      tables: tables.map((row) => toTable(row, columns, keys)),
      foreignKeys: toForeignKeys(foreignKeys),
      foreignKeysElsewhere: await elsewhere(database, name),
      // VALIDITY_PERIOD BETWEEN 0 AND its maximum in the vendor's script for Oracle, of tokens and
      // codes; EXPIRES_IN > 0 of CIBA requests.
      zeroPeriods: 'lapse at once',
      fingerprint: createHash('sha256')
        .update(JSON.stringify([tables, columns, keys, foreignKeys, definitions]))
        .digest('hex'),
    }
  },
  foreignKeys: async (database, name) => ({
    foreignKeys: toForeignKeys(await database.query(written(questions.foreignKeys(name)))),
    foreignKeysElsewhere: await elsewhere(database, name),
  }),
  keysTo: (database, tables) =>
    answering(questions.keysTo(database, tables), (rows) =>
      rows.map((row) => ({
        ...toElsewhere(row),
        table: called(text(row.owner)),
        onDelete: text(row.on_delete),
      })),
    ),
  keysFromElsewhere: (database, name) => elsewhere(database, name),
  columnsOf: async (database, name, table) =>
    (await database.query(written(questions.columnsOf(name, table)))).map((row) => ({
      name: called(text(row.name)),
      type: typeOf(row),
      ...meaning(row),
    })),
  foreignKeysOf: (table) =>
    answering(questions.foreignKeysOf(table), (rows) => rows.map(({ name }) => called(text(name)))),
  sizes: (database, patterns) =>
    answering(questions.sizes(database, patterns), (rows) =>
      rows.map((row) => ({ table: called(text(row.name)), bytes: Number(row.bytes) })),
    ),
}

const elsewhere = async (
  database: Pick<Database, 'query'>,
  name: string,
): Promise<Schema['foreignKeysElsewhere']> =>
  (await database.query(written(questions.foreignKeysElsewhere(name)))).map(toElsewhere)

const toElsewhere = (row: Row): Schema['foreignKeysElsewhere'][number] => ({
  name: called(text(row.name)),
  table: text(row.owner),
  parent: called(text(row.parent)),
})

function toForeignKeys(rows: readonly Row[]): readonly ForeignKey[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows)
    groups.set(`${row.owner}.${row.name}`, [...(groups.get(`${row.owner}.${row.name}`) ?? []), row])
  return [...groups.values()].map((group) => {
    const [first] = group
    return {
      name: called(text(first?.name)),
      table: called(text(first?.owner)),
      columns: group.map(({ part }) => called(text(part))),
      parent: called(text(first?.parent)),
      parentColumns: group.map(({ parent_part }) => called(text(parent_part))),
      onDelete: text(first?.on_delete),
    }
  })
}
