import { createHash } from 'node:crypto'
import { text, type Database, type Row } from '../database.ts'
import type { SchemaQuestions } from '../dialect.ts'
import type { ForeignKey, Schema } from '../schema.ts'
import { answering, written } from './ms-text.ts'
import * as questions from './schema-questions.ts'
import { meaning, toColumn, toTable } from './to-table.ts'

export const schema: SchemaQuestions = {
  async read(database, name) {
    if ((await database.query(written(questions.exists(name)))).length === 0) return null
    const [tables, columns, keys, foreignKeys] = [
      await database.query(written(questions.tables(name))),
      await database.query(written(questions.columns(name))),
      await database.query(written(questions.indexes(name))),
      await database.query(written(questions.foreignKeys(name))),
    ]
    return {
      database: name,
      tables: tables.map((row) => toTable(row, columns, keys)),
      foreignKeys: toForeignKeys(foreignKeys),
      foreignKeysElsewhere: await elsewhere(database, name),
      // VALIDITY_PERIOD BETWEEN 0 AND its maximum (mssql-tokencleanup.sql), on every row.
      zeroPeriods: 'lapse at once, and of no row below zero',
      fingerprint: createHash('sha256')
        .update(JSON.stringify([tables, columns, keys, foreignKeys]))
        .digest('hex'),
    }
  },
  foreignKeys: async (database, name) => ({
    foreignKeys: toForeignKeys(await database.query(written(questions.foreignKeys(name)))),
    foreignKeysElsewhere: await elsewhere(database, name),
  }),
  keysTo: (database, tables) =>
    answering(questions.keysTo(database, tables), (rows) =>
      rows.map((row) => ({ ...toElsewhere(row), onDelete: text(row.on_delete) })),
    ),
  keysFromElsewhere: (database, name) => elsewhere(database, name),
  columnsOf: async (database, name, table) =>
    (await database.query(written(questions.columnsOf(name, table)))).map((row) => ({
      name: text(row.name),
      type: toColumn(row).type,
      ...meaning(row),
    })),
  foreignKeysOf: (table) =>
    answering(questions.foreignKeysOf(table), (rows) => rows.map(({ name }) => text(name))),
  sizes: (database, patterns) =>
    answering(questions.sizes(database, patterns), (rows) =>
      rows.map((row) => ({ table: text(row.name), bytes: Number(row.bytes) })),
    ),
}

const elsewhere = async (
  database: Pick<Database, 'query'>,
  name: string,
): Promise<Schema['foreignKeysElsewhere']> =>
  (await database.query(written(questions.foreignKeysElsewhere(name)))).map(toElsewhere)

const toElsewhere = (row: Row): Schema['foreignKeysElsewhere'][number] => ({
  name: text(row.name),
  table: text(row.owner),
  parent: text(row.parent),
})

function toForeignKeys(rows: readonly Row[]): readonly ForeignKey[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows)
    groups.set(`${row.owner}.${row.name}`, [...(groups.get(`${row.owner}.${row.name}`) ?? []), row])
  return [...groups.values()].map((group) => {
    const [first] = group
    return {
      name: text(first?.name),
      table: text(first?.owner),
      columns: group.map(({ part }) => text(part)),
      parent: text(first?.parent),
      parentColumns: group.map(({ parent_part }) => text(parent_part)),
      onDelete: text(first?.on_delete),
    }
  })
}
