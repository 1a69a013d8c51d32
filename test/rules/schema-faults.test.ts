import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyEngine, one } from '../seed/engines.ts'
import { onBench, type Bench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { faults, misfits, notes } from './faulty-schemas.ts'
import './no-rule-applies.ts'

const instant = new Date('2026-11-24T07:30:00.250Z')

/** As PostgreSQL calls types, and with names as it folds them. */
const asOn = (postgres: boolean, said: string): string =>
  postgres
    ? said
        .replace('varchar(30)', 'character varying(30)')
        .replace('is datetime', 'is timestamp without time zone')
        .toUpperCase()
    : said

for (const engine of everyEngine.filter(one)) {
  const postgres = engine.name === 'PostgreSQL'
  const folded = (said: string) => (postgres ? said.toUpperCase() : said)
  test(`${engine.name}: a rule that does not fit its table is skipped, unless another goes by what it leaves`, {
    skip: engine.skip,
  }, async () => {
    for (const { what, version = 'apim-2.5.0', change, settings = {}, rule, ...more } of misfits)
      await onBench(engine, 'fault_misfit', version, async (bench) => {
        for (const statement of (postgres && more.onPostgres) || change)
          await bench.connection.query(statement)
        const { rules, skipped } = await bench.bind(planned(instant, settings))
        assert.deepEqual(
          skipped
            .filter(({ misfit }) => misfit === true)
            .filter((one) => one.rule === rule)
            .map(({ reason }) => folded(reason)),
          [asOn(postgres, more.says)],
          what,
        )
        assert.ok(rules.length > 0 && !rules.some((one) => one.rule.name === rule), what)
      })
  })

  // MySQL and MariaDB give each foreign key an index.
  if (postgres)
    test('PostgreSQL: a rule is skipped whose child table has neither a key nor an index, until it has one', {
      skip: engine.skip,
    }, async () => {
      await onBench(engine, 'bare_child', 'apim-3.2.0', async (bench) => {
        const left = async () =>
          (await bench.bind(planned(instant))).skipped.find((one) => one.rule === 'ciba-requests')
        const before = await left()
        assert.equal(before?.misfit, true)
        assert.equal(
          before.reason,
          'idn_oauth2_ciba_request_scopes, whose rows it would delete, has neither a primary key ' +
            'nor an index; create one on its foreign key',
        )
        await bench.connection.query(
          'CREATE INDEX CIBA_SCOPES ON IDN_OAUTH2_CIBA_REQUEST_SCOPES (AUTH_CODE_KEY)',
        )
        assert.equal(await left(), undefined)
      })
    })

  for (const [at, fault] of faults.entries()) {
    const { what, version = 'apim-2.5.0', settings = {}, says, onPostgres } = fault
    const change = (postgres ? onPostgres : undefined) ?? fault.change
    const skip = engine.skip || (postgres && onPostgres === null && 'it has no such table')
    test(`${engine.name}: ${what} is refused`, { skip }, async () => {
      await onBench(engine, `fault_${at}`, version, async (bench) => {
        for (const statement of change) await bench.connection.query(statement)
        await assert.rejects(bench.bind(planned(instant, settings)), (error: Error) => {
          assert.equal(error.name, 'SchemaNotSupported', error.message)
          assert.equal(folded(error.message), asOn(postgres, says))
          return true
        })
      })
    })
  }

  test(`${engine.name}: a rule that is off, and a table that no rule looks at, may be as they like`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'fault_off', 'apim-2.6.0', async ({ connection, bind }) => {
      await connection.query('ALTER TABLE IDN_OIDC_JTI DROP COLUMN EXP_TIME')
      await connection.query(
        notes('APP INT, FOREIGN KEY (APP) REFERENCES IDN_OAUTH_CONSUMER_APPS (ID)'),
      )
      const { skipped } = await bind(planned(instant, { jtis: { enabled: false } }))
      assert.deepEqual(
        skipped.filter(({ rule }) => ['jtis', 'token-audit'].includes(rule)),
        [
          { rule: 'jtis', reason: 'switched off' },
          { rule: 'token-audit', reason: 'switched off' },
        ],
      )
    })
  })

  test(`${engine.name}: a foreign key from another database is refused, whatever it does`, {
    skip: engine.skip || (postgres && 'a foreign key stays in its database'),
  }, async () => {
    await onBench(engine, 'fault_elsewhere', 'apim-2.5.0', async ({ name, connection, bind }) => {
      const other = `${name}_other`
      await connection.query(`DROP DATABASE IF EXISTS ${other}`)
      await connection.query(`CREATE DATABASE ${other}`)
      try {
        await connection.query(
          `CREATE TABLE ${other}.NOTES (TOKEN VARCHAR(255) CHARACTER SET latin1, APP INT, ` +
            `CONSTRAINT TO_APP FOREIGN KEY (APP) REFERENCES ${name}.IDN_OAUTH_CONSUMER_APPS ` +
            '(ID)) ENGINE=InnoDB',
        )
        await bind(planned(instant))
        await connection.query(
          `ALTER TABLE ${other}.NOTES ADD CONSTRAINT TO_TOKEN FOREIGN KEY (TOKEN) REFERENCES ` +
            `${name}.IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID) ON DELETE CASCADE`,
        )
        await assert.rejects(bind(planned(instant)), {
          name: 'SchemaNotSupported',
          message:
            `The foreign key TO_TOKEN of ${other}.NOTES refers to IDN_OAUTH2_ACCESS_TOKEN from ` +
            'another database, whose rows Drydock does not count. Nothing was deleted. Drop the ' +
            'key, or disable the rules that delete from IDN_OAUTH2_ACCESS_TOKEN.',
        })
      } finally {
        await connection.query(`DROP DATABASE ${other}`)
      }
    })
  })

  test(`${engine.name}: a rule is skipped where a table by which it judges is missing, and the others go on`, {
    skip: engine.skip,
  }, async () => {
    const skips = async ({ connection, bind }: Bench, tables: readonly string[]) => {
      await connection.query(`DROP TABLE ${tables.join(', ')}`)
      const { rules, skipped } = await bind(planned(instant))
      return {
        on: rules.map(({ rule }) => rule.name),
        skipped: Object.fromEntries(skipped.map(({ rule, reason }) => [rule, reason])),
      }
    }
    await onBench(engine, 'fault_missing', 'apim-4.7.0', async (bench) => {
      const { on, skipped } = await skips(bench, [
        'IDN_AUTH_SESSION_STORE',
        'IDN_OAUTH2_ACCESS_TOKEN_SCOPE',
      ])
      assert.equal(skipped.sessions, 'no table IDN_AUTH_SESSION_STORE in fault_missing')
      for (const rule of [
        'session-users',
        'session-apps',
        'session-metadata',
        'federated-sessions',
      ])
        assert.equal(skipped[rule], 'it needs IDN_AUTH_SESSION_STORE, which does not exist')
      assert.ok(on.includes('tokens') && on.includes('temporary-sessions'))
    })
    await onBench(engine, 'fault_missing', 'registry-4.3.0', async (bench) => {
      const { on, skipped } = await skips(bench, ['REG_RESOURCE'])
      for (const kind of ['property', 'tag', 'comment', 'rating'])
        assert.equal(
          skipped[`registry-${kind}-links`],
          'it needs REG_RESOURCE, which does not exist',
        )
      assert.deepEqual(on, [
        'registry-log',
        'registry-properties',
        'registry-tags',
        'registry-comments',
        'registry-ratings',
      ])
    })
    await onBench(engine, 'fault_missing', 'apim-4.7.0', async (bench) => {
      await bench.connection.query('SET FOREIGN_KEY_CHECKS = 0')
      const { skipped } = await skips(bench, [
        'IDN_OAUTH_CONSUMER_APPS',
        'IDN_AUTH_TEMP_SESSION_STORE',
      ])
      assert.equal(
        skipped['app-revocations'],
        'it needs IDN_OAUTH_CONSUMER_APPS, which does not exist',
      )
      // Old versions have no temporary store: nothing is missing there.
      assert.equal(skipped['session-apps'], undefined)
    })
  })
}
