import type { RulesSettings } from '../../functions/contract/environment.ts'
import type { SchemaVersion } from '../../local/schema/schemas.ts'

/** What somebody did to a schema, and how a rule is refused for it. */
export interface Fault {
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
export const notes = (columns: string) =>
  `CREATE TABLE NOTES (ID INT PRIMARY KEY, ${columns}) ENGINE=InnoDB DEFAULT CHARSET=latin1`

export const faults: readonly Fault[] = [
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
export const misfits: readonly (Fault & { readonly rule: string })[] = [
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
