import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RulesSettings } from '../../functions/contract/environment.ts'
import type { SchemaVersion } from '../../local/schema/schemas.ts'
import { everyEngine } from '../seed/engines.ts'
import { onBench, type Bench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import './no-rule-applies.ts'

const instant = new Date('2026-11-24T07:30:00.250Z')

interface Fault {
  readonly what: string
  readonly version?: SchemaVersion
  readonly change: readonly string[]
  readonly settings?: RulesSettings
  /** What does the same on PostgreSQL; null where it has no such thing. */
  readonly onPostgres?: readonly string[] | null
  /** The whole message; of a rule that is skipped, the reason. */
  readonly says: string
}

const advice = (rule: string) =>
  "Nothing was deleted. Compare the schema with the vendor's, or disable the rule for this " +
  `environment ("rules": {"${rule}": {"enabled": false}}).`
const uncovered = (key: string, of: string, parent: string, action: string) =>
  `The foreign key ${key} of ${of} refers to ${parent} with ON DELETE ${action}; no rule ` +
  `covers ${of}. Nothing was deleted. Drydock needs a rule for that table, or a key that ` +
  'cascades.'
const notes = (columns: string) =>
  `CREATE TABLE NOTES (ID INT PRIMARY KEY, ${columns}) ENGINE=InnoDB DEFAULT CHARSET=latin1`

const faults: readonly Fault[] = [
  {
    what: "a view in place of a rule's table",
    change: ['RENAME TABLE IDN_OIDC_JTI TO JTI', 'CREATE VIEW IDN_OIDC_JTI AS SELECT * FROM JTI'],
    says: `Rule "jtis": IDN_OIDC_JTI is a view, expected a table. ${advice('jtis')}`,
  },
  {
    what: 'a table whose engine undoes nothing',
    change: ['ALTER TABLE IDN_OIDC_JTI ENGINE=MyISAM'],
    onPostgres: null,
    says:
      'Rule "jtis": IDN_OIDC_JTI is stored by MyISAM, expected InnoDB: another engine may not ' +
      `roll back what a batch has deleted. ${advice('jtis')}`,
  },
  {
    what: 'a partitioned table',
    change: ['ALTER TABLE IDN_OIDC_JTI PARTITION BY KEY (JWT_ID) PARTITIONS 2'],
    onPostgres: [
      'DROP TABLE IDN_OIDC_JTI',
      'CREATE TABLE IDN_OIDC_JTI (JWT_ID VARCHAR(255) PRIMARY KEY, EXP_TIME TIMESTAMP, ' +
        'TIME_CREATED TIMESTAMP) PARTITION BY HASH (JWT_ID)',
    ],
    says:
      'Rule "jtis": IDN_OIDC_JTI is partitioned, which Drydock does not support. ' +
      `${advice('jtis')}`,
  },
  {
    what: 'a column of another type',
    change: ['ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN MODIFY VALIDITY_PERIOD VARCHAR(30)'],
    says:
      'Rule "tokens": IDN_OAUTH2_ACCESS_TOKEN.VALIDITY_PERIOD is varchar(30), expected a column ' +
      'of type integer or unsigned, and rule "codes" depends on the rows that it keeps. ' +
      advice('tokens'),
  },
  ...(['NO ACTION', 'RESTRICT', 'SET NULL'] as const).map(
    (action): Fault => ({
      what: `a foreign key ON DELETE ${action} from a table that no rule knows`,
      change: [
        notes(
          'TOKEN VARCHAR(255), CONSTRAINT NOTES_TOKEN FOREIGN KEY (TOKEN) REFERENCES ' +
            `IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID) ON DELETE ${action}`,
        ),
      ],
      says: uncovered('NOTES_TOKEN', 'NOTES', 'IDN_OAUTH2_ACCESS_TOKEN', action),
    }),
  ),
  {
    what: "such a foreign key to what hangs on a rule's table",
    change: [
      notes(
        'A VARCHAR(255), B VARCHAR(60), CONSTRAINT NOTES_SCOPE FOREIGN KEY (A, B) REFERENCES ' +
          'IDN_OAUTH2_ACCESS_TOKEN_SCOPE (TOKEN_ID, TOKEN_SCOPE) ON DELETE NO ACTION',
      ),
    ],
    says: uncovered('NOTES_SCOPE', 'NOTES', 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE', 'NO ACTION'),
  },
  {
    what: 'a cascade from a table to itself',
    change: [
      notes(
        'TOKEN VARCHAR(255), ABOVE INT, FOREIGN KEY (TOKEN) REFERENCES ' +
          'IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID) ON DELETE CASCADE, CONSTRAINT NOTES_ABOVE FOREIGN ' +
          'KEY (ABOVE) REFERENCES NOTES (ID) ON DELETE CASCADE',
      ),
    ],
    says:
      'The foreign key NOTES_ABOVE of NOTES leads back to NOTES by ON DELETE CASCADE, so the ' +
      'rows that it deletes cannot be counted. Nothing was deleted. Drop the key, or disable ' +
      'the rule "tokens".',
  },
  {
    what: "a rule's table without any key, switched on",
    version: 'apim-2.6.0',
    change: [],
    settings: { 'token-audit': { enabled: true } },
    says:
      'IDN_OAUTH2_ACCESS_TOKEN_AUDIT has neither a primary key nor an index to walk along. ' +
      'Nothing was deleted. Add a primary key of numbers, texts, bytes or times, or disable ' +
      'its rule.',
  },
  {
    what: 'a key whose type has no order to walk along',
    change: ['ALTER TABLE IDN_OIDC_JTI DROP PRIMARY KEY, ADD COLUMN ID DECIMAL(20) PRIMARY KEY'],
    onPostgres: [
      'ALTER TABLE IDN_OIDC_JTI DROP PRIMARY KEY',
      'ALTER TABLE IDN_OIDC_JTI ADD COLUMN ID DECIMAL(20) PRIMARY KEY',
    ],
    says:
      'IDN_OIDC_JTI has ID in its key, whose type has no usable order. Nothing was deleted. Add ' +
      'a primary key of numbers, texts, bytes or times, or disable its rule.',
  },
]

/** A column that is not as a rule needs it: the rule is skipped, and the others go on. */
const misfits: readonly (Fault & { readonly rule: string })[] = [
  {
    what: 'a column missing',
    change: ['ALTER TABLE IDN_OIDC_JTI DROP COLUMN EXP_TIME'],
    rule: 'jtis',
    says: 'IDN_OIDC_JTI has no column EXP_TIME',
  },
  {
    what: 'a column missing that only the report needs',
    change: ['ALTER TABLE IDN_OIDC_JTI DROP COLUMN TIME_CREATED'],
    rule: 'jtis',
    says: 'IDN_OIDC_JTI has no column TIME_CREATED',
  },
  {
    what: 'a time where an epoch was',
    change: ['ALTER TABLE IDN_AUTH_SESSION_STORE MODIFY EXPIRY_TIME DATETIME'],
    onPostgres: ['ALTER TABLE IDN_AUTH_SESSION_STORE ALTER EXPIRY_TIME TYPE TIMESTAMP USING NULL'],
    rule: 'sessions',
    says:
      'IDN_AUTH_SESSION_STORE.EXPIRY_TIME is datetime, expected a column of type integer or ' +
      'unsigned',
  },
  {
    what: 'a column missing in a table that a rule looks at',
    version: 'apim-4.7.0',
    change: ['ALTER TABLE IDN_OAUTH_CONSUMER_APPS DROP COLUMN APP_ACCESS_TOKEN_EXPIRE_TIME'],
    rule: 'subject-revocations',
    says: 'IDN_OAUTH_CONSUMER_APPS has no column APP_ACCESS_TOKEN_EXPIRE_TIME',
  },
  {
    what: "a column missing in another rule's table, by which a rule is joined to it",
    version: 'is-7.0',
    settings: { 'recovery-codes': { enabled: false } },
    change: [
      'DROP TABLE IDN_RECOVERY_DATA',
      'CREATE TABLE IDN_RECOVERY_DATA (CODE VARCHAR(255) PRIMARY KEY, TIME_CREATED TIMESTAMP ' +
        'NOT NULL DEFAULT CURRENT_TIMESTAMP)',
    ],
    rule: 'recovery-flows',
    says: 'IDN_RECOVERY_DATA has no column RECOVERY_FLOW_ID',
  },
]

/** As PostgreSQL calls types, and with names as it folds them. */
const asOn = (postgres: boolean, said: string): string =>
  postgres
    ? said
        .replace('varchar(30)', 'character varying(30)')
        .replace('is datetime', 'is timestamp without time zone')
        .toUpperCase()
    : said

for (const engine of everyEngine) {
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
