import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { rules } from '../../functions/rules/rules.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { SchemaVersion } from '../../local/schema/schemas.ts'
import { schemaTables } from '../../local/seed/schema-tables.ts'
import { everyEngine, login, one } from '../seed/engines.ts'
import { fill, onBench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { wholeRun } from './measured-purge.ts'

const plan = planned(new Date('2026-11-24T07:30:00.250Z'))
const notes = (name: string, columns: string) =>
  `CREATE TABLE ${name} (${columns}) ENGINE=InnoDB DEFAULT CHARSET=latin1`
const token = (id: string, state: string) => ({
  TOKEN_ID: id,
  TOKEN_STATE: state,
  TOKEN_STATE_ID: id,
  TIME_CREATED: '2020-01-01',
  REFRESH_TOKEN_TIME_CREATED: '2020-01-01',
  VALIDITY_PERIOD: -1,
  REFRESH_TOKEN_VALIDITY_PERIOD: -1,
})

/**
 * Which 7.1 has not yet, by the vendor's tracker of migrations (wso2/product-is 24459, 24916 and
 * 25881).
 */
const tablesFrom72 = [
  'IDN_OAUTH2_DPOP_JKT',
  'IDN_OAUTH2_AUTHZ_CODE_ACTOR',
  'IDN_OAUTH2_ACCESS_TOKEN_ATTRIBUTES',
]

for (const engine of everyEngine.filter(one)) {
  for (const version of [
    'apim-2.5.0',
    'registry-2.5.0',
    'apim-4.7.0',
    'is-7.0',
  ] as const satisfies readonly SchemaVersion[])
    test(`${engine.name}, ${version}: tables without rows are no trouble`, {
      skip: engine.skip,
    }, async () => {
      await onBench(engine, `empty_${version.replace(/\W/g, '_')}`, version, async (bench) => {
        assert.deepEqual(await wholeRun(bench, await bench.bind(plan)), {
          dead: {},
          deleted: {},
          failed: [],
        })
      })
    })

  // The vendor's scripts of 7.1 and 7.2 could not be had: each has some of what 7.3 has and 7.0 has
  // not.
  test(`${engine.name}: between Identity Server 7.0 and 7.3 every rule binds whose table is there`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'between', 'is-7.3', async (bench) => {
      const before = schemaTables(
        login(engine, '').engine === 'postgres' ? 'postgres' : 'mysql',
        'is-7.0',
      )
      const whole = await bench.schema()
      const ruled = bindRules(rules, plan, whole).rules.map(({ rule, table }) => [
        rule.name,
        table.name,
      ])
      const newer = whole.tables.filter(({ name }) => !before.has(name.toUpperCase()))
      assert.equal(newer.length, 19)
      const from72 = newer.filter(({ name }) => tablesFrom72.includes(name.toUpperCase()))
      assert.equal(from72.length, tablesFrom72.length)
      for (const missing of [...newer.map((table) => [table]), newer, from72]) {
        const gone = (name: string) => missing.some((table) => table.name === name)
        const { rules: bound } = bindRules(rules, plan, {
          ...whole,
          tables: whole.tables.filter(({ name }) => !gone(name)),
          foreignKeys: whole.foreignKeys.filter(
            ({ table, parent }) => !gone(table) && !gone(parent),
          ),
        })
        assert.deepEqual(
          bound.map(({ rule, table }) => [rule.name, table.name]),
          ruled.filter(([, table = '']) => !gone(table)),
          missing.map(({ name }) => name).join(),
        )
      }
    })
  })

  for (const state of ['REVOKED', 'ACTIVE'])
    test(`${engine.name}: a table's only row ${state === 'REVOKED' ? 'goes when it is dead' : 'stays when it lives'}`, {
      skip: engine.skip,
    }, async () => {
      await onBench(engine, `single_${state.toLowerCase()}`, 'apim-2.5.0', async (bench) => {
        await fill(bench.connection, 'IDN_OAUTH2_ACCESS_TOKEN', [token('only', state)])
        const gone = state === 'REVOKED' ? { IDN_OAUTH2_ACCESS_TOKEN: 1 } : {}
        assert.deepEqual(await wholeRun(bench, await bench.bind(plan)), {
          dead: gone,
          deleted: gone,
          failed: [],
        })
      })
    })

  test(`${engine.name}: tables that no rule knows go with what they hang on by a cascade, and are counted`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'new_children', 'apim-2.5.0', async (bench) => {
      const { connection } = bench
      await connection.query(
        notes(
          'NOTES',
          'ID INT PRIMARY KEY, TOKEN VARCHAR(255), FOREIGN KEY (TOKEN) REFERENCES ' +
            'IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID) ON DELETE CASCADE',
        ),
      )
      // Without a key of its own, and with two ways to go.
      await connection.query(
        notes(
          'LINES_OF',
          'NOTE INT, A VARCHAR(255), B VARCHAR(60), FOREIGN KEY (NOTE) REFERENCES NOTES (ID) ' +
            'ON DELETE CASCADE, FOREIGN KEY (A, B) REFERENCES IDN_OAUTH2_ACCESS_TOKEN_SCOPE ' +
            '(TOKEN_ID, TOKEN_SCOPE) ON DELETE CASCADE',
        ),
      )
      // A foreign key of MySQL makes itself an index.
      if (engine.name === 'PostgreSQL')
        await connection.query('CREATE INDEX BY_NOTE ON LINES_OF (NOTE)')
      await fill(connection, 'IDN_OAUTH2_ACCESS_TOKEN', [
        token('dead', 'REVOKED'),
        token('alive', 'ACTIVE'),
      ])
      await fill(
        connection,
        'IDN_OAUTH2_ACCESS_TOKEN_SCOPE',
        ['dead', 'alive'].map((id) => ({ TOKEN_ID: id, TOKEN_SCOPE: 's' })),
      )
      await fill(connection, 'NOTES', [
        { ID: 1, TOKEN: 'dead' },
        { ID: 2, TOKEN: 'dead' },
        { ID: 3, TOKEN: 'alive' },
        { ID: 4, TOKEN: null },
      ])
      const line = (note: number | null, id: string | null) => ({
        NOTE: note,
        A: id,
        B: id === null ? null : 's',
      })
      await fill(connection, 'LINES_OF', [
        line(1, null),
        line(1, null),
        line(2, 'alive'),
        line(3, 'dead'),
        line(1, 'dead'),
        line(3, 'alive'),
        line(4, null),
        line(null, null),
      ])
      const bound = await bench.bind(plan)
      assert.deepEqual(
        bound.tables
          .filter(({ table }) => ['NOTES', 'LINES_OF'].includes(table.name.toUpperCase()))
          .map(({ rule, kind }) => [rule, kind]),
        [
          ['tokens', 'child'],
          ['tokens', 'child'],
        ],
      )
      const gone = {
        IDN_OAUTH2_ACCESS_TOKEN: 1,
        IDN_OAUTH2_ACCESS_TOKEN_SCOPE: 1,
        NOTES: 2,
        LINES_OF: 5,
      }
      assert.deepEqual(await wholeRun(bench, bound), { dead: gone, deleted: gone, failed: [] })
    })
  })

  test(`${engine.name}: a trigger that deletes elsewhere is found on the clone`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'trigger_at_work', 'apim-2.5.0', async (bench) => {
      await bench.connection.query(notes('NOTES', 'ID INT PRIMARY KEY'))
      await bench.connection.query(
        'CREATE TRIGGER AWAY AFTER DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW DELETE FROM ' +
          'NOTES',
      )
      await fill(bench.connection, 'NOTES', [{ ID: 1 }])
      await fill(bench.connection, 'IDN_OAUTH2_ACCESS_TOKEN', [token('dead', 'REVOKED')])
      const { failed } = await wholeRun(bench, await bench.bind(plan))
      assert.deepEqual(failed, [
        'NOTES, WHICH NO RULE TOUCHES, HAD 1 ROW AND HAS 0. CHECK FOR A TRIGGER OR AN EVENT.',
      ])
    })
  })

  test(`${engine.name}: two databases of different versions on one server are each judged on their own`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'version_old', 'apim-2.5.0', async (old) => {
      await onBench(engine, 'version_new', 'apim-4.7.0', async (young) => {
        for (const { connection } of [old, young])
          await fill(connection, 'IDN_OAUTH2_ACCESS_TOKEN', [token('dead', 'REVOKED')])
        // Only the new one has the table, and only there may its foreign key matter.
        await young.connection.query(
          notes(
            'NOTES',
            'TOKEN VARCHAR(255), FOREIGN KEY (TOKEN) REFERENCES IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID)',
          ),
        )
        const bound = await old.bind(plan)
        assert.deepEqual(
          bound.skipped.find(({ rule }) => rule === 'session-users'),
          {
            rule: 'session-users',
            reason: 'no table IDN_AUTH_USER_SESSION_MAPPING in version_old',
          },
        )
        assert.deepEqual(await wholeRun(old, bound), {
          dead: { IDN_OAUTH2_ACCESS_TOKEN: 1 },
          deleted: { IDN_OAUTH2_ACCESS_TOKEN: 1 },
          failed: [],
        })
        const [[left]] = await young.connection.query<RowDataPacket[]>(
          'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
        )
        assert.equal(left?.n, 1)
        await assert.rejects(young.bind(plan), { name: 'SchemaNotSupported' })
        await young.connection.query('DROP TABLE NOTES')
        const { rules } = await young.bind(plan)
        assert.ok(rules.some(({ rule }) => rule.name === 'session-users'))
        assert.notEqual((await old.schema()).fingerprint, (await young.schema()).fingerprint)
      })
    })
  })
}
