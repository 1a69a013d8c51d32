import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeOthers, lookAtOthers } from '../../../functions/preflight/other-databases.ts'
import { readTriggers } from '../../../functions/purge/delete-triggers.ts'
import { purge } from '../../../functions/purge/purge.ts'
import { watchKeys } from '../../../functions/purge/watch-keys.ts'
import { pattern } from '../../pattern.ts'
import { fill, onBench, type Bench } from '../../purge/bench.ts'
import { planned } from '../../purge/planned.ts'
import { clientOf } from '../../seed/postgres-connection.ts'
import { everyEngine } from '../../seed/engines.ts'

const plan = planned(new Date('2026-11-24T07:30:00.250Z'))
const deadTokens = (bench: Bench, ids: readonly string[]) =>
  fill(
    bench.connection,
    'IDN_OAUTH2_ACCESS_TOKEN',
    ids.map((id) => ({
      ...{ TOKEN_ID: id, TOKEN_STATE: 'REVOKED', TOKEN_STATE_ID: id, CONSUMER_KEY_ID: 1 },
      ...{ TIME_CREATED: '2020-01-01', REFRESH_TOKEN_TIME_CREATED: '2020-01-01' },
    })),
  )
const all = Array.from({ length: 30 }, (_, at) => `t${String(at).padStart(2, '0')}`)

const [engine] = everyEngine.filter(({ name }) => name === 'PostgreSQL')
if (engine !== undefined)
  test('PostgreSQL: what goes unseen is refused or counted', { skip: engine.skip }, (t) =>
    onBench(engine, 'unseen', 'apim-2.5.0', async (bench) => {
      const { connection, along, bind, schema, name } = bench
      const client = clientOf(connection)
      assert.ok(client)

      await t.test('a foreign key from another schema is refused', async () => {
        await client.query('CREATE SCHEMA elsewhere')
        await client.query(
          'CREATE TABLE elsewhere.notes (id int PRIMARY KEY, t varchar(255) CONSTRAINT ' +
            'notes_token REFERENCES idn_oauth2_access_token (token_id) ON DELETE CASCADE)',
        )
        await assert.rejects(bind(plan), {
          name: 'SchemaNotSupported',
          message: pattern(
            /^The foreign key notes_token of elsewhere\.notes refers to /,
            /idn_oauth2_access_token from another database/,
          ),
        })
        await client.query('DROP SCHEMA elsewhere CASCADE')
      })

      await t.test('a trigger that writes to another schema is found on the clone', async () => {
        for (const statement of [
          'CREATE SCHEMA elsewhere',
          'CREATE TABLE elsewhere.kept (id int PRIMARY KEY, n int)',
          'INSERT INTO elsewhere.kept VALUES (1, 1)',
          'CREATE FUNCTION elsewhere.follow() RETURNS trigger LANGUAGE plpgsql AS ' +
            "'BEGIN UPDATE elsewhere.kept SET n = n + 1; RETURN NULL; END'",
          'CREATE TRIGGER follow AFTER DELETE ON idn_oauth2_access_token FOR EACH ROW ' +
            'EXECUTE FUNCTION elsewhere.follow()',
        ])
          await client.query(statement)
        await deadTokens(bench, ['a'])
        const bound = await bind(plan)
        assert.match((await readTriggers(along(), bound)).join(), /^follow on idn_oauth2_access_/)
        const before = await lookAtOthers(along(), [name], null)
        await purge(along(), bound, null, () => undefined)
        const check = judgeOthers(name, before, await lookAtOthers(along(), [name], null))
        assert.equal(check.passed, false)
        assert.match(
          check.detail,
          /elsewhere\.kept had 1 row and has 1, changed\. Deletes run follow/,
        )
        await client.query('DROP SCHEMA elsewhere CASCADE')
      })

      await t.test('a foreign key that comes while a call runs ends it', async () => {
        await deadTokens(bench, all)
        const bound = await bind(plan)
        let [now, steps] = [0, 0]
        const clock = { ...along().clock, now: () => (now += 2_000) }
        const watched = watchKeys({ ...along(), clock }, await schema(), async () => ({
          go: true,
          share: 1,
        }))
        const permit = async () => {
          if (steps === 1)
            await client.query(
              'CREATE TABLE notes (id int PRIMARY KEY, t varchar(255) CONSTRAINT notes_token ' +
                'REFERENCES idn_oauth2_access_token (token_id) ON DELETE CASCADE)',
            )
          return watched()
        }
        await assert.rejects(
          purge({ ...along(10), permit }, bound, null, ({ deleted }) => {
            if (deleted > 0) steps++
          }),
          {
            name: 'SchemaChanged',
            message:
              /^The foreign key notes_token of notes refers to idn_oauth2_access_token since/,
          },
        )
        const { rows } = await client.query('SELECT token_id FROM idn_oauth2_access_token')
        assert.equal(rows.length, 20)
      })
    }),
  )
