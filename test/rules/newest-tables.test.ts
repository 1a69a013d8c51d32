import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../seed/root.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { readUncleaned } from '../../functions/preflight/leftovers.ts'
import { purge } from '../../functions/purge/purge.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { rangeSize } from '../../functions/walk/range-size.ts'
import type { Walk } from '../../functions/walk/walk.ts'
import { everyEngine, inDatabase, one } from '../seed/engines.ts'
import { root } from '../seed/root.ts'
import { planned } from '../purge/planned.ts'
import { clock } from '../seed/clock.ts'

const cutoff = new Date('2026-11-24T07:30:00.000Z')
/** The columns that matter of tables newer than the schemas under local/schema. */
const tables = `
CREATE TABLE IDN_OAUTH2_REFRESH_TOKEN (
  REFRESH_TOKEN_ID VARCHAR(255) PRIMARY KEY,
  REFRESH_TOKEN_TIME_CREATED TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  REFRESH_TOKEN_VALIDITY_PERIOD BIGINT, TOKEN_STATE VARCHAR(25) DEFAULT 'ACTIVE');
CREATE TABLE IDN_OAUTH2_REFRESH_TOKEN_SCOPE (
  REFRESH_TOKEN_ID VARCHAR(255), TOKEN_SCOPE VARCHAR(255),
  PRIMARY KEY (REFRESH_TOKEN_ID, TOKEN_SCOPE),
  FOREIGN KEY (REFRESH_TOKEN_ID) REFERENCES IDN_OAUTH2_REFRESH_TOKEN (REFRESH_TOKEN_ID)
    ON DELETE CASCADE);
CREATE TABLE IDN_OAUTH2_REVOKED_TOKENS (
  UUID VARCHAR(255) PRIMARY KEY, TIME_CREATED TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  EXPIRY_TIMESTAMP DATETIME NOT NULL);
CREATE TABLE IDN_FLOW_CONTEXT_STORE (
  ID VARCHAR(255) PRIMARY KEY, CREATED_AT TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  EXPIRES_AT DATETIME NOT NULL);
CREATE TABLE IDN_VC_NONCE (
  TENANT_ID INT, NONCE_VALUE VARCHAR(255),
  TIME_CREATED TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, EXPIRY_TIME DATETIME NOT NULL,
  PRIMARY KEY (TENANT_ID, NONCE_VALUE));
CREATE TABLE IDN_OAUTH_CONSUMER_APPS (
  ID INT PRIMARY KEY, USER_ACCESS_TOKEN_EXPIRE_TIME BIGINT, APP_ACCESS_TOKEN_EXPIRE_TIME BIGINT);
CREATE TABLE AM_APP_REVOKED_EVENT (
  CONSUMER_KEY VARCHAR(255), TIME_REVOKED TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ORGANIZATION VARCHAR(100), PRIMARY KEY (CONSUMER_KEY, ORGANIZATION));
CREATE TABLE AM_SUBJECT_ENTITY_REVOKED_EVENT (
  ENTITY_ID VARCHAR(255), ENTITY_TYPE VARCHAR(100),
  TIME_REVOKED TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, ORGANIZATION VARCHAR(100),
  PRIMARY KEY (ENTITY_ID, ENTITY_TYPE, ORGANIZATION));
CREATE TABLE IDN_AUTH_WAIT_STATUS (
  ID INT PRIMARY KEY AUTO_INCREMENT, LONG_WAIT_KEY VARCHAR(255) UNIQUE,
  TIME_CREATED TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, EXPIRE_TIME DATETIME NOT NULL);
CREATE TABLE AM_REVOKED_JWT (UUID VARCHAR(255) PRIMARY KEY, EXPIRY_TIMESTAMP BIGINT NOT NULL);
CREATE TABLE IDN_OAUTH2_ACCESS_TOKEN_A (TOKEN_ID VARCHAR(255) PRIMARY KEY);
CREATE TABLE WF_REQUEST (
  UUID VARCHAR(45) PRIMARY KEY, CREATED_AT TIMESTAMP NULL,
  UPDATED_AT TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, STATUS VARCHAR(30));
CREATE TABLE WF_WORKFLOW_REQUEST_RELATION (
  RELATIONSHIP_ID VARCHAR(45) PRIMARY KEY, REQUEST_ID VARCHAR(45),
  FOREIGN KEY (REQUEST_ID) REFERENCES WF_REQUEST (UUID) ON DELETE CASCADE);
INSERT INTO IDN_OAUTH2_REFRESH_TOKEN VALUES
  ('dead lapsed', '2026-11-24 06:30:00', 3599000, 'ACTIVE'),
  ('at the cutoff', '2026-11-24 06:30:00', 3600000, 'ACTIVE'),
  ('endless', '2020-01-01', -1, 'ACTIVE'), ('zero', '2020-01-01', 0, 'ACTIVE'),
  ('no period', '2020-01-01', NULL, 'EXPIRED'),
  ('dead revoked', '2026-11-24 07:29:59', 99, 'REVOKED'),
  ('revoked at the cutoff', '2026-11-24 07:30:00', 99, 'REVOKED'),
  ('locked', '2020-01-01', 1, 'LOCKED'), ('dead expired', '2020-01-01', 1, 'EXPIRED');
INSERT INTO IDN_OAUTH2_REFRESH_TOKEN_SCOPE
  SELECT REFRESH_TOKEN_ID, 'openid' FROM IDN_OAUTH2_REFRESH_TOKEN;
INSERT INTO IDN_OAUTH2_REVOKED_TOKENS VALUES
  ('dead', '2020-01-01', '2026-11-24 07:29:59'),
  ('at the cutoff', '2020-01-01', '2026-11-24 07:30:00');
INSERT INTO IDN_FLOW_CONTEXT_STORE VALUES
  ('dead', '2020-01-01', '2026-11-23 07:29:59'),
  ('kept a day', '2020-01-01', '2026-11-23 07:30:00');
INSERT INTO IDN_VC_NONCE VALUES
  (1, 'dead', '2020-01-01', '2026-11-24 07:29:59'),
  (1, 'at the cutoff', '2020-01-01', '2026-11-24 07:30:00');
INSERT INTO IDN_OAUTH_CONSUMER_APPS VALUES (1, 3600, 3600);
INSERT INTO AM_APP_REVOKED_EVENT VALUES
  ('dead', '2026-10-25 06:29:59', 'a'), ('dead', '2026-10-25 06:29:59', 'b'),
  ('token of an hour', '2026-10-25 06:30:00', 'a');
INSERT INTO AM_SUBJECT_ENTITY_REVOKED_EVENT
  SELECT CONSUMER_KEY, 'USER_ID', TIME_REVOKED, ORGANIZATION FROM AM_APP_REVOKED_EVENT;
INSERT INTO IDN_AUTH_WAIT_STATUS (LONG_WAIT_KEY, EXPIRE_TIME) VALUES
  ('dead', '2026-11-24 07:29:59'), ('at the cutoff', '2026-11-24 07:30:00');
INSERT INTO AM_REVOKED_JWT VALUES
  ('dead', 1795505399999), ('at the cutoff', 1795505400000), ('dead in seconds', 1795505399),
  ('in seconds, at the cutoff', 1795505400), ('zero', 0), ('minus one', -1),
  ('endless', 9223372036854775807);
INSERT INTO WF_REQUEST VALUES
  ('dead', '2020-01-01', '2026-09-25 07:29:59', 'APPROVED'),
  ('kept 60 days', '2020-01-01', '2026-09-25 07:30:00', 'REJECTED'),
  ('pending', '2020-01-01', '2020-01-01', 'PENDING');
INSERT INTO WF_WORKFLOW_REQUEST_RELATION SELECT CONCAT(UUID, ' relation'), UUID FROM WF_REQUEST`

for (const engine of everyEngine.filter(one))
  test(`${engine.name}: the tables of the newest versions lose what is named dead, to the second`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'newest_tables', async (connection) => {
      for (const statement of tables.split(';')) await connection.query(statement)
      const { dialect } = root(engine)
      const database = await openDatabase({
        ...root(engine),
        database: 'newest_tables',
      })
      try {
        const bound = bindRules(
          rules,
          planned(cutoff, {
            'gateway-app-revocations': { enabled: true },
            'gateway-subject-revocations': { enabled: true },
            'wait-statuses': { enabled: true },
          }),
          await readSchema(database, dialect, 'newest_tables'),
        )
        const along: Walk = {
          database,
          dialect,
          clock,
          size: rangeSize(250, 20),
          share: 1,
          spent: () => false,
        }
        const key = {
          IDN_OAUTH2_REFRESH_TOKEN: 'REFRESH_TOKEN_ID',
          IDN_OAUTH2_REFRESH_TOKEN_SCOPE: 'REFRESH_TOKEN_ID',
          IDN_OAUTH2_REVOKED_TOKENS: 'UUID',
          IDN_FLOW_CONTEXT_STORE: 'ID',
          IDN_VC_NONCE: 'NONCE_VALUE',
          AM_APP_REVOKED_EVENT: 'CONSUMER_KEY',
          AM_SUBJECT_ENTITY_REVOKED_EVENT: 'ENTITY_ID',
          IDN_AUTH_WAIT_STATUS: 'LONG_WAIT_KEY',
          AM_REVOKED_JWT: 'UUID',
          WF_REQUEST: 'UUID',
          WF_WORKFLOW_REQUEST_RELATION: 'REQUEST_ID',
        }
        const ids = async () =>
          Object.fromEntries(
            await Promise.all(
              Object.entries(key).map(
                async ([table, column]) =>
                  [
                    table,
                    (
                      await connection.query<RowDataPacket[]>(
                        `SELECT ${column} AS id FROM ${table} ORDER BY 1`,
                      )
                    )[0].map(({ id }) => String(id)),
                  ] as const,
              ),
            ),
          )
        const uncleaned = await readUncleaned(along, 'newest_tables', [])
        assert.deepEqual(
          uncleaned.map(({ table, rows }) => [table.toUpperCase(), rows]),
          [['IDN_OAUTH2_ACCESS_TOKEN_A', null]],
        )
        assert.match(uncleaned[0]?.why ?? '', /partitioned user store/)
        assert.ok((uncleaned[0]?.bytes ?? 0) > 0)
        const before = await ids()
        await purge(along, bound, null, () => undefined)
        assert.deepEqual(
          await ids(),
          Object.fromEntries(
            Object.entries(before).map(([table, all]) => [
              table,
              all.filter((id) => !id.startsWith('dead')),
            ]),
          ),
        )
      } finally {
        await database.close()
      }
    })
  })
