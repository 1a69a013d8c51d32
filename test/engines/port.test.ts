import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { engines, inDatabase } from '../seed/engines.ts'
import { dialects } from './dialects.ts'
import { root } from '../seed/root.ts'
import { called, methods } from './methods.ts'
import { inScratch } from './scratch.ts'

for (const engine of engines)
  test(`${engine.name}: the port answers values`, { skip: engine.skip }, () =>
    inDatabase(engine, 'port', async (connection) => {
      for (const statement of [
        'CREATE TABLE T (ID BIGINT NOT NULL, NAME VARCHAR(20), MADE DATETIME(3) NOT NULL ' +
          "DEFAULT '2025-01-02', BODY MEDIUMBLOB, PRIMARY KEY (ID), KEY BY_MADE (MADE)) " +
          'ENGINE=InnoDB DEFAULT CHARSET=latin1',
        'CREATE TABLE C (N INT NOT NULL, T_ID BIGINT NOT NULL, PRIMARY KEY (N), KEY OF_T ' +
          '(T_ID), CONSTRAINT C_OF_T FOREIGN KEY (T_ID) REFERENCES T (ID) ON DELETE CASCADE) ' +
          'ENGINE=InnoDB DEFAULT CHARSET=latin1',
        "INSERT INTO T VALUES (1, 'a', '2025-05-01', x'00ff'), (2, 'oén', '2025-06-01', " +
          "x'00ff'), (3, 'c', '2025-04-01', NULL), (4, 'd', '2026-06-01', x'00')",
        'INSERT INTO C VALUES (10, 1), (20, 2)',
      ])
        await connection.query(statement)
      const dialect = dialects[engine.name.toLowerCase()] ?? assert.fail()
      const database = await openDatabase({
        ...root(engine),
        database: 'port',
      })
      try {
        await database.transaction(async (within) => {
          for (const [name, method] of Object.entries(methods)) {
            const found = await called(method, dialect, within).catch((error: unknown) =>
              assert.fail(`${name}: ${String(error)}`),
            )
            if (typeof method.answers === 'function')
              assert.ok(method.answers(found), `${name} answers ${inspect(found)}`)
            else if ('answers' in method) assert.deepEqual(found, method.answers, name)
          }
        })
        await inScratch(dialect, database, (scratch) =>
          openDatabase({ ...root(engine), database: scratch }),
        )
      } finally {
        await database.close()
      }
    }),
  )
