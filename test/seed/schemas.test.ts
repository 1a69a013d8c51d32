import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { storeOf } from '../../local/engines/mysql/store.ts'
import {
  loadSchema,
  schemaStatements,
  schemaVersions,
  type SchemaVersion,
} from '../../local/schema/schemas.ts'
import { engines, everyEngine, inDatabase, inStore, one, whole } from './engines.ts'

/** What each file makes, parent tables included. */
const expected: Record<
  SchemaVersion,
  {
    tables: number
    columns: number
    primary: number
    unique: number
    indexes: number
    foreign: number
    cascades: number
  }
> = {
  'apim-2.5.0': {
    tables: 24,
    columns: 155,
    primary: 24,
    unique: 3,
    indexes: 20,
    foreign: 15,
    cascades: 14,
  },
  'apim-2.6.0': {
    tables: 28,
    columns: 188,
    primary: 26,
    unique: 4,
    indexes: 23,
    foreign: 17,
    cascades: 16,
  },
  'apim-3.2.0': {
    tables: 44,
    columns: 275,
    primary: 39,
    unique: 10,
    indexes: 47,
    foreign: 27,
    cascades: 26,
  },
  'apim-4.2.0': {
    tables: 47,
    columns: 297,
    primary: 46,
    unique: 18,
    indexes: 49,
    foreign: 29,
    cascades: 29,
  },
  'apim-4.4.0': {
    tables: 50,
    columns: 311,
    primary: 49,
    unique: 20,
    indexes: 50,
    foreign: 29,
    cascades: 29,
  },
  'apim-4.7.0': {
    tables: 51,
    columns: 318,
    primary: 50,
    unique: 21,
    indexes: 51,
    foreign: 30,
    cascades: 30,
  },
  'is-7.0': {
    tables: 41,
    columns: 274,
    primary: 40,
    unique: 18,
    indexes: 44,
    foreign: 26,
    cascades: 26,
  },
  'is-7.3': {
    tables: 56,
    columns: 359,
    primary: 56,
    unique: 19,
    indexes: 64,
    foreign: 39,
    cascades: 39,
  },
  'registry-2.5.0': {
    tables: 17,
    columns: 96,
    primary: 13,
    unique: 0,
    indexes: 32,
    foreign: 13,
    cascades: 0,
  },
  'registry-4.3.0': {
    tables: 17,
    columns: 100,
    primary: 17,
    unique: 1,
    indexes: 31,
    foreign: 13,
    cascades: 0,
  },
}

async function countOf(connection: Connection, from: string): Promise<number> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT COUNT(*) AS n FROM information_schema.${from}`,
  )
  return Number(rows[0]?.n)
}

async function shapeOf(connection: Connection): Promise<(typeof expected)[SchemaVersion]> {
  const here = 'TABLE_SCHEMA = DATABASE()'
  const distinctIndexes =
    `(SELECT DISTINCT TABLE_NAME, INDEX_NAME FROM information_schema.STATISTICS WHERE ${here} ` +
    'AND NON_UNIQUE = 1) i'
  const [indexes] = await connection.query<RowDataPacket[]>(
    `SELECT COUNT(*) AS n FROM ${distinctIndexes}`,
  )
  return {
    tables: await countOf(connection, `TABLES WHERE ${here} AND ENGINE = 'InnoDB'`),
    columns: await countOf(connection, `COLUMNS WHERE ${here}`),
    primary: await countOf(
      connection,
      `TABLE_CONSTRAINTS WHERE ${here} AND CONSTRAINT_TYPE = 'PRIMARY KEY'`,
    ),
    unique: await countOf(
      connection,
      `TABLE_CONSTRAINTS WHERE ${here} AND CONSTRAINT_TYPE = 'UNIQUE'`,
    ),
    indexes: Number(indexes[0]?.n),
    foreign: await countOf(
      connection,
      'REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()',
    ),
    cascades: await countOf(
      connection,
      "REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE() AND DELETE_RULE = 'CASCADE'",
    ),
  }
}

/** `npm test` loads the oldest and the newest. */
const tried = schemaVersions.filter((version) => whole || /2\.5\.0|7$/.test(version))

for (const engine of engines.filter(one)) {
  for (const version of tried) {
    test(`${version} loads on ${engine.name} with all its tables, columns, keys and cascades`, {
      skip: engine.skip,
    }, async () => {
      await inDatabase(engine, `ddl_${version.replace(/\W/g, '_')}`, async (connection) => {
        const [before] = await connection.query('SELECT @@SESSION.sql_mode AS mode')
        await loadSchema(storeOf(connection), version)
        assert.deepEqual(await shapeOf(connection), expected[version])
        const [after] = await connection.query('SELECT @@SESSION.sql_mode AS mode')
        assert.deepEqual(after, before)
      })
    })
  }
}

for (const engine of everyEngine.filter(({ name }) => name === 'PostgreSQL'))
  test(`every version loads on ${engine.name} with all its tables`, {
    skip: engine.skip,
  }, async () => {
    for (const version of tried) {
      const database = `ddl_${version.replace(/\W/g, '_')}`
      await inStore(engine, database, async (store) => {
        await loadSchema(store, version)
        const { size } = await store.estimatedRows([database])
        assert.equal(size, expected[version].tables, version)
      })
    }
  })

test('every statement of the DDL makes a table, but the one that sets the mode', async () => {
  for (const version of schemaVersions) {
    const statements = await schemaStatements('mysql', version)
    assert.equal(
      statements.filter((statement) => statement.startsWith('CREATE TABLE ')).length,
      expected[version].tables,
    )
    const others = statements.filter((statement) => !statement.startsWith('CREATE TABLE '))
    assert.deepEqual(others, [
      "SET SESSION sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION'",
    ])
  }
})
