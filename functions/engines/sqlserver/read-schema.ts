import { createHash } from 'node:crypto'
import { asIs, foreignKeysIn, keysElsewhereIn, keysToIn } from '../catalogue-keys.ts'
import { tableBytesIn } from '../catalogue-tables.ts'
import { text, type Database } from '../database.ts'
import type { SchemaQuestions } from '../dialect.ts'
import type { Schema } from '../schema.ts'
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
      foreignKeys: foreignKeysIn(asIs)(foreignKeys),
      foreignKeysElsewhere: await elsewhere(database, name),
      // VALIDITY_PERIOD BETWEEN 0 AND its maximum (mssql-tokencleanup.sql), on every row.
      zeroPeriods: 'lapse at once, and of no row below zero',
      fingerprint: createHash('sha256')
        .update(JSON.stringify([tables, columns, keys, foreignKeys]))
        .digest('hex'),
    }
  },
  foreignKeys: async (database, name) => ({
    foreignKeys: foreignKeysIn(asIs)(await database.query(written(questions.foreignKeys(name)))),
    foreignKeysElsewhere: await elsewhere(database, name),
  }),
  keysTo: (database, tables) => answering(questions.keysTo(database, tables), keysToIn(asIs)),
  keysFromElsewhere: (database, name) => elsewhere(database, name),
  columnsOf: async (database, name, table) =>
    (await database.query(written(questions.columnsOf(name, table)))).map((row) => ({
      name: text(row.name),
      type: toColumn(row).type,
      ...meaning(row),
    })),
  foreignKeysOf: (table) =>
    answering(questions.foreignKeysOf(table), (rows) => rows.map(({ name }) => text(name))),
  sizes: (database, patterns) => answering(questions.sizes(database, patterns), tableBytesIn(asIs)),
}

const elsewhere = async (
  database: Pick<Database, 'query'>,
  name: string,
): Promise<Schema['foreignKeysElsewhere']> =>
  keysElsewhereIn(asIs)(await database.query(written(questions.foreignKeysElsewhere(name))))
