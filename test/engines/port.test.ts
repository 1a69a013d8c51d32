import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import type { Database } from '../../functions/engines/database.ts'
import { everyEngine } from '../seed/engines.ts'
import { root } from '../seed/root.ts'
import { called, methods } from './methods.ts'
import { inScratch } from './scratch.ts'

const rows = (bytes: (digits: string) => string) => [
  `INSERT INTO T VALUES (1, 'a', '2025-05-01', ${bytes('00ff')}), (2, 'oén', '2025-06-01', ` +
    `${bytes('00ff')}), (3, 'c', '2025-04-01', NULL), (4, 'd', '2026-06-01', ${bytes('00')})`,
  'INSERT INTO C VALUES (10, 1), (20, 2)',
]
const ofMysql = [
  'CREATE TABLE T (ID BIGINT NOT NULL, NAME VARCHAR(20), MADE DATETIME(3) NOT NULL ' +
    "DEFAULT '2025-01-02', BODY MEDIUMBLOB, PRIMARY KEY (ID), KEY BY_MADE (MADE)) " +
    'ENGINE=InnoDB DEFAULT CHARSET=latin1',
  'CREATE TABLE C (N INT NOT NULL, T_ID BIGINT NOT NULL, PRIMARY KEY (N), KEY OF_T ' +
    '(T_ID), CONSTRAINT C_OF_T FOREIGN KEY (T_ID) REFERENCES T (ID) ON DELETE CASCADE) ' +
    'ENGINE=InnoDB DEFAULT CHARSET=latin1',
  ...rows((digits) => `x'${digits}'`),
]
/** What the methods are asked of. */
const tables = {
  MariaDB: ofMysql,
  MySQL: ofMysql,
  PostgreSQL: [
    'CREATE TABLE T (ID BIGINT PRIMARY KEY, NAME VARCHAR(20), MADE TIMESTAMP(3) NOT NULL ' +
      "DEFAULT '2025-01-02', BODY BYTEA)",
    'CREATE TABLE C (N INT PRIMARY KEY, T_ID BIGINT NOT NULL CONSTRAINT C_OF_T REFERENCES T ' +
      'ON DELETE CASCADE)',
    'CREATE INDEX BY_MADE ON T (MADE)',
    'CREATE INDEX OF_T ON C (T_ID)',
    ...rows((digits) => `'\\x${digits}'`),
  ],
}

for (const engine of everyEngine)
  test(`${engine.name}: the port answers values`, { skip: engine.skip }, async () => {
    const { dialect, ...address } = root(engine)
    const open = (database: string | null) => dialect.open({ ...address, database })
    const run = (on: Database, text: string) => on.execute({ text, values: [] })
    const maker = await open(null)
    try {
      await run(maker, 'DROP DATABASE IF EXISTS port')
      await run(maker, 'CREATE DATABASE port')
      const database = await open('port')
      try {
        for (const statement of tables[engine.name]) await run(database, statement)
        const ask = async (on: Pick<Database, 'query' | 'execute'>, alone: boolean) => {
          for (const [name, method] of Object.entries(methods)) {
            if ((method.alone === true) !== alone) continue
            const found = await called(method, dialect, on).catch((error: unknown) =>
              assert.fail(`${name}: ${String(error)}`),
            )
            if (typeof method.answers === 'function')
              assert.ok(method.answers(found), `${name} answers ${inspect(found)}`)
            else if ('answers' in method) assert.deepEqual(found, method.answers, name)
          }
        }
        await database.transaction((within) => ask(within, false))
        await ask(database, true)
        await inScratch(dialect, database, open)
      } finally {
        await database.close()
        await run(maker, 'DROP DATABASE IF EXISTS port')
      }
    } finally {
      await maker.close()
    }
  })
