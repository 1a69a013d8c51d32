import { createHash } from 'node:crypto'
import { asIs, foreignKeysIn, keysElsewhereIn, keysToIn } from '../catalogue-keys.ts'
import { tableBytesIn } from '../catalogue-tables.ts'
import { ask, text, type Database, type Row } from '../database.ts'
import type { SchemaQuestions } from '../dialect.ts'
import type { Schema } from '../schema.ts'
import { firstKnown } from './first-known.ts'
import { hiddenForeignKeys, hiddenIndexes } from './hidden-keys.ts'
import { answering, raw, written, type Piece } from './mysql-text.ts'
import * as questions from './schema-questions.ts'
import { mysqlQuestions } from './server-questions.ts'
import { meaning, toTable } from './to-table.ts'

type Asked = Pick<Database, 'query'>

export const schema: SchemaQuestions = {
  async read(database, name) {
    if ((await database.query(written(questions.exists(name)))).length === 0) return null
    const [tables, columns, keys, foreignKeys] = [
      await database.query(written(questions.tables(name))),
      await known(database, questions.columns(name)),
      await database.query(written(questions.indexes(name))),
      await database.query(written(questions.foreignKeys(name))),
    ]
    const hidden = await hiddenIndexes(database, name)
    const seen = keys.filter(
      (part) => !hidden.some((one) => one.owner === part.owner && one.name === part.name),
    )
    const { steady } = await ask(database, mysqlQuestions.clock)
    return {
      database: name,
      tables: tables.map((row) => toTable(row, columns, seen, steady)),
      foreignKeys: foreignKeysIn(asIs)(foreignKeys),
      foreignKeysElsewhere: [
        ...(await elsewhere(database, name)),
        ...keysElsewhereIn(asIs)(await hiddenForeignKeys(database, name)),
      ],
      // VALIDITY_PERIOD > 0 in its procedure (mysql-token-cleanup.sql, 2019-04 on).
      zeroPeriods: 'never lapse',
      fingerprint: createHash('sha256')
        .update(JSON.stringify([tables, columns, keys, hidden, foreignKeys]))
        .digest('hex'),
    }
  },
  foreignKeys: async (database, name) => ({
    foreignKeys: foreignKeysIn(asIs)(await database.query(written(questions.foreignKeys(name)))),
    foreignKeysElsewhere: await elsewhere(database, name),
  }),
  keysTo: (database, tables) => answering(questions.keysTo(database, tables), keysToIn(asIs)),
  keysFromElsewhere: async (database, name) =>
    keysElsewhereIn(asIs)(await hiddenForeignKeys(database, name)),
  columnsOf: async (database, name, table) =>
    (await known(database, questions.columnsOf(name, table))).map((row) => ({
      name: text(row.name),
      type: text(row.type),
      ...meaning(row),
    })),
  foreignKeysOf: (table) =>
    answering(questions.createTable(table), ([row]) =>
      keysNamedIn(Object.values(row ?? {}).join('\n')),
    ),
  sizes: (database, patterns) => answering(questions.sizes(database, patterns), tableBytesIn(asIs)),
}

/**
 * The rows of the first statement that the server supports.
 * @throws the last one's error
 */
async function known(database: Asked, texts: readonly Piece[]): Promise<readonly Row[]> {
  const rows = await firstKnown(database, texts.slice(0, -1))
  return rows ?? database.query(written(texts.at(-1) ?? raw('')))
}

/** Names of the foreign keys to tables of the same database in a CREATE TABLE statement. */
const keysNamedIn = (made: string): readonly string[] =>
  [...made.matchAll(/^\s*CONSTRAINT `?(.+?)`? FOREIGN KEY \(.+?\) REFERENCES `?[^`.]+`? \(/gm)].map(
    ([, key = '']) => key.replaceAll('``', '`'),
  )

const elsewhere = async (database: Asked, name: string): Promise<Schema['foreignKeysElsewhere']> =>
  keysElsewhereIn(asIs)(await database.query(written(questions.foreignKeysElsewhere(name))))
