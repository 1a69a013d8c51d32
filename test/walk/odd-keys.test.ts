import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Database } from '../../functions/engines/database.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema, type Table } from '../../functions/engines/schema.ts'
import { walk } from '../../functions/walk/walk.ts'
import { engines, one } from '../seed/engines.ts'
import { onBench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { pattern } from '../pattern.ts'

const plan = planned(new Date('2026-11-24T07:30:00.250Z'))

/**
 * Tables whose keys do not come back the same, if they are passed as numbers of 63 bits or as
 * Unicode.
 */
const odd: readonly (readonly [table: string, type: string, values: readonly string[]])[] = [
  [
    'LARGE',
    'BIGINT UNSIGNED',
    [
      '1',
      '9223372036854775807',
      '9223372036854775808',
      '18446744073709551614',
      '18446744073709551615',
    ],
  ],
  ['GBK', 'VARCHAR(9) CHARACTER SET gbk', ["'a'", "_gbk X'FEFD'", "_gbk X'FEFE'", "_gbk X'D2BB'"]],
  [
    'SJIS',
    'VARCHAR(9) CHARACTER SET sjis',
    ["'a'", "_sjis X'8640'", "_sjis X'8641'", "_sjis X'88A0'"],
  ],
  [
    'CP932',
    'VARCHAR(9) CHARACTER SET cp932 COLLATE cp932_bin',
    ["'a'", "_cp932 X'81E0'", "_cp932 X'8790'", "_cp932 X'ED40'", "_cp932 X'FA5C'"],
  ],
  [
    'UCS2',
    'VARCHAR(9) CHARACTER SET ucs2',
    ["'a'", "_ucs2 X'D800'", "_ucs2 X'DBFF'", "_ucs2 X'FFFD'", "_ucs2 X'0062'"],
  ],
  ['PLAIN', 'VARCHAR(9) CHARACTER SET latin1', ["'a'", "_latin1 X'E9'", "_latin1 X'81'", "''"]],
  [
    'SHARP',
    'VARCHAR(9) CHARACTER SET latin1',
    ["'s'", "'ss'", "'ss2'", "'st'", "_latin1 X'DF'", "_latin1 X'DF32'", "_latin1 X'DF33'", "'t'"],
  ],
]

for (const engine of engines.filter(one))
  test(`${engine.name}: rows are walked exactly along odd keys`, { skip: engine.skip }, (t) =>
    onBench(engine, 'odd_keys', 'apim-2.5.0', async (bench) => {
      const { connection, database, dialect, name, along } = bench
      const tableOf = async (table: string): Promise<Table> =>
        (await bench.schema()).tables.find((one) => one.name === table) ?? assert.fail(table)
      /** Rows that a walk of so many a step goes over. */
      const seen = async (table: Table, rows: number, changes: object = {}): Promise<number> => {
        let [count, steps] = [0, 0]
        await walk(
          { ...along(rows), spent: () => steps > 20, ...changes },
          table,
          null,
          async (range) => {
            steps++
            const [row] = await database.query(
              dialect.classify(table.name, table.key, range, [], 'all', table.columns),
            )
            count += Number(row?.total ?? 0)
          },
        )
        return count
      }
      for (const [table, type, values] of odd) {
        await connection.query(`CREATE TABLE ${table} (ID ${type} PRIMARY KEY) ENGINE=InnoDB`)
        await connection.query(
          `INSERT INTO ${table} VALUES ${values.map((value) => `(${value})`).join()}`,
        )
      }

      await t.test('each row is visited once, whatever bytes its key contains', async () => {
        for (const [table, , values] of odd)
          for (const rows of [1, 2, 3])
            assert.equal(
              await seen(await tableOf(table), rows),
              values.length,
              `${table} by ${rows}`,
            )
      })

      await t.test(
        'a walk that does not get on is refused by name, and goes round for no time',
        async () => {
          const gbk = await tableOf('GBK')
          const byText = { ...gbk, key: gbk.key.map((part) => ({ ...part, collation: undefined })) }
          await assert.rejects(seen(byText, 1), {
            name: 'SchemaNotSupported',
            message: /^GBK cannot be walked along ID: a key that the server returned is not found/,
          })
        },
      )

      await t.test(
        'a walk continues although the last row of a range is deleted meanwhile',
        async () => {
          const large = await tableOf('LARGE')
          let first = true
          const gone: Pick<Database, 'query'> = {
            async query(statement) {
              const rows = await database.query(statement)
              if (first && /OFFSET/.test(statement.text)) {
                first = false
                await connection.query('DELETE FROM LARGE WHERE ID = ?', [rows[0]?.key0])
              }
              return rows
            },
          }
          assert.equal(await seen(large, 2, { database: { ...database, ...gone } }), 4)
        },
      )

      await t.test(
        'an index of an expression, or of a hash, tells no row from another',
        async () => {
          await connection.query('CREATE TABLE FUNCTIONAL (A INT NOT NULL, B VARCHAR(20) NOT NULL)')
          await connection.query(
            engine.name === 'MySQL'
              ? 'CREATE UNIQUE INDEX FX ON FUNCTIONAL (A, (LOWER(B)))'
              : 'ALTER TABLE FUNCTIONAL ADD COLUMN LONG_ONE VARCHAR(5000) NOT NULL, ADD UNIQUE ' +
                  '(LONG_ONE)',
          )
          const table = await tableOf('FUNCTIONAL')
          assert.deepEqual([table.key, table.unique, table.indexes], [[], false, []])
        },
      )

      await t.test('an index that is hidden is no way, and the fingerprint sees it', async () => {
        await connection.query(
          'CREATE TABLE HIDDEN (A INT NOT NULL, B INT, UNIQUE KEY AX (A), KEY BX (B))',
        )
        const [hidden, visible] =
          engine.name === 'MySQL' ? ['INVISIBLE', 'VISIBLE'] : ['IGNORED', 'NOT IGNORED']
        const hide = (index: string, yes: boolean) =>
          connection.query(`ALTER TABLE HIDDEN ALTER INDEX ${index} ${yes ? hidden : visible}`)
        const before = await bench.schema()
        await hide('BX', true)
        const after = await bench.schema()
        assert.notEqual(after.fingerprint, before.fingerprint)
        assert.deepEqual(
          (await tableOf('HIDDEN')).indexes.map(({ index }) => index),
          ['AX'],
        )
        // As of a walk that began before.
        const table = { ...(await tableOf('HIDDEN')), walkedBy: 'BX' }
        await connection.query('INSERT INTO HIDDEN VALUES (1, 1), (2, 2)')
        await connection.query('ALTER TABLE HIDDEN DROP INDEX BX')
        await assert.rejects(seen(table, 1), {
          name: 'SchemaChanged',
          message: pattern(
            /^An index that the walk uses was dropped or made invisible since the run started /,
            /\(.*BX.*\)\. .* walks along the table's own key\.$/,
          ),
        })
      })

      await t.test(
        'where the zone puts its clocks back a TIMESTAMP is no key: another one is taken, or the table refused',
        async () => {
          await connection.query('DROP TABLE IDN_OIDC_JTI')
          const jti = (more: string) =>
            connection.query(
              'CREATE TABLE IDN_OIDC_JTI (JWT_ID VARCHAR(255) NOT NULL, EXP_TIME TIMESTAMP ' +
                "NOT NULL DEFAULT '2020-01-01', TIME_CREATED TIMESTAMP NOT NULL DEFAULT " +
                `'2020-01-01', PRIMARY KEY (TIME_CREATED, JWT_ID)${more})`,
            )
          const in_ = (zone: string): Database => ({
            ...database,
            query: async (statement) =>
              (await database.query(statement)).map((row) =>
                'zone' in row ? { ...row, zone } : row,
              ),
          })
          const bound = async (zone: string) =>
            bindRules(rules, plan, await readSchema(in_(zone), dialect, name))
              .rules.find(({ rule }) => rule.name === 'jtis')
              ?.table.key.map((part) => part.name)
          await jti('')
          assert.deepEqual(await bound('+00:00'), ['TIME_CREATED', 'JWT_ID'])
          await assert.rejects(bound('Europe/Berlin'), {
            name: 'SchemaNotSupported',
            message: pattern(
              /^IDN_OIDC_JTI has TIME_CREATED in its key, a TIMESTAMP in a zone with daylight /,
              /saving/,
            ),
          })
          await connection.query('DROP TABLE IDN_OIDC_JTI')
          await jti(', UNIQUE KEY JX (JWT_ID)')
          assert.deepEqual(await bound('Europe/Berlin'), ['JWT_ID'])
          // A table that no rule knows is summed up in one go.
          await connection.query('CREATE TABLE STAMPED (AT TIMESTAMP NOT NULL PRIMARY KEY)')
          const other = bindRules(
            rules,
            plan,
            await readSchema(in_('Europe/Berlin'), dialect, name),
          ).others.find((one) => one.name === 'STAMPED')
          assert.deepEqual([other?.key, other?.unique], [[], false])
        },
      )

      await t.test(
        'the purge takes all that is dead along a key of an odd character set',
        async () => {
          await connection.query('DROP TABLE IDN_OIDC_JTI')
          await connection.query(
            'CREATE TABLE IDN_OIDC_JTI (JWT_ID VARCHAR(255) CHARACTER SET gbk PRIMARY KEY, ' +
              'EXP_TIME DATETIME, TIME_CREATED DATETIME)',
          )
          await connection.query(
            "INSERT INTO IDN_OIDC_JTI VALUES (_gbk X'FEFE', '2020-01-01', '2020-01-01'), " +
              "(_gbk X'FEFD', '2020-01-01', '2020-01-01'), ('live', '2030-01-01', " +
              "'2020-01-01'), ('dead', '2020-01-01', '2020-01-01')",
          )
          const { progress } = await purge(along(1), await bench.bind(plan), null, () => undefined)
          assert.equal(progress.deleted.find(({ table }) => table === 'IDN_OIDC_JTI')?.rows, 3)
          const [left] = await connection.query('SELECT JWT_ID AS id FROM IDN_OIDC_JTI')
          assert.deepEqual(left, [{ id: 'live' }])
        },
      )
    }),
  )
