import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { inspectDelete } from '../../../functions/engines/postgres/inspect.ts'
import { liveQuestions } from '../../../functions/engines/postgres/live-rows.ts'
import { lockHolder, takeLock } from '../../../functions/engines/postgres/lock.ts'
import { pgNamedRows } from '../../../functions/engines/postgres/pg-named-rows.ts'
import { walkStatements } from '../../../functions/engines/postgres/pg-walk.ts'
import type { Dialect } from '../../../functions/engines/dialect.ts'
import { called, methods } from '../methods.ts'
import { inPostgres, open, skip } from './server.ts'

const database = 'drydock_rows'
/** What has been written so far. */
const written = {
  ...walkStatements,
  rows: pgNamedRows,
  live: liveQuestions,
  takeLock,
  inspectDelete,
  server: { lockHolder },
} as unknown as Dialect

test('what is said about rows answers values', { skip }, () =>
  inPostgres(database, async (client) => {
    await client.query(`CREATE TABLE t (id bigint PRIMARY KEY, name varchar(20), made timestamp(3) NOT NULL DEFAULT '2025-01-02', body bytea);
      CREATE TABLE c (n int PRIMARY KEY, t_id bigint NOT NULL CONSTRAINT c_of_t REFERENCES t (id) ON DELETE CASCADE);
      CREATE INDEX of_t ON c (t_id); CREATE INDEX by_made ON t (made);
      INSERT INTO t VALUES (1, 'a', '2025-05-01', '\\x00ff'), (2, 'oén', '2025-06-01', '\\x00ff'), (3, 'c', '2025-04-01', NULL), (4, 'd', '2026-06-01', '\\x00');
      INSERT INTO c VALUES (10, 1), (20, 2)`)
    const on = await open(database)
    try {
      await on.transaction(async (within) => {
        for (const [name, method] of Object.entries(methods)) {
          const [part = '', member = ''] = name.split('.')
          const of = Reflect.get(written, part) as object | undefined
          if (of === undefined || (member !== '' && !(member in of))) continue
          const found = await called(method, written, within).catch((error: unknown) =>
            assert.fail(`${name}: ${String(error)}`),
          )
          if (typeof method.answers === 'function')
            assert.ok(method.answers(found), `${name} answers ${inspect(found)}`)
          else if ('answers' in method) assert.deepEqual(found, method.answers, name)
        }
      })
    } finally {
      await on.close()
    }
  }),
)
