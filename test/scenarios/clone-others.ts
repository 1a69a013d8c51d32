import { test } from 'node:test'
import { onClone, stopped } from './on-clone.ts'
import { connection } from './whole-run.ts'

test('a trigger that cleans by rules of its own is found by the table it writes to', async () => {
  await connection.query(
    'CREATE TRIGGER follow AFTER DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW DELETE FROM ' +
      'IDN_OAUTH_CONSUMER_APPS WHERE ID = OLD.CONSUMER_KEY_ID + 6',
  )
  await connection.query(
    `INSERT INTO IDN_OAUTH_CONSUMER_APPS (ID, CONSUMER_KEY) VALUES (7, 'in use')`,
  )
  await stopped({
    proves: { 'other-tables-untouched': 'a trigger on the tokens deletes applications' },
  })
})

test('a trigger that would change rows as they are put back is found by trying it', async () => {
  await connection.query(
    'CREATE TRIGGER mark BEFORE INSERT ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW SET ' +
      "NEW.USER_TYPE = 'MARKED'",
  )
  await stopped({
    proves: {
      'undo-rehearsed':
        'a trigger changes tokens as they come in: what goes could not be put back as it was',
    },
  })
})

test('a row that the clone could take back, and production could not, stays', async () => {
  await connection.query('ALTER TABLE IDN_AUTH_SESSION_STORE MODIFY SESSION_OBJECT LONGBLOB')
  await connection.query(
    'INSERT INTO IDN_AUTH_SESSION_STORE (SESSION_ID, SESSION_TYPE, OPERATION, SESSION_OBJECT, ' +
      "TIME_CREATED, TENANT_ID, EXPIRY_TIME) VALUES ('long', 'T', 'STORE', REPEAT('x', 100000), " +
      '15e17, -1234, 16e17)',
  )
  await connection.query('SET GLOBAL max_allowed_packet = 131072')
  await stopped({
    error: 'RowNotKept',
    proves: {
      RowNotKept:
        "production's max_allowed_packet was made smaller than a session that is to go, and " +
        'the clone still has the old one',
    },
  }).finally(() => connection.query('SET GLOBAL max_allowed_packet = 16777216'))
})

test('a trigger that writes to another database is found by the rows there', async () => {
  await connection.query('CREATE DATABASE elsewhere')
  await connection.query('CREATE TABLE elsewhere.TALLY (GONE INT)')
  await connection.query('INSERT INTO elsewhere.TALLY VALUES (0)')
  await connection.query(
    'CREATE TRIGGER tally AFTER DELETE ON IDN_OAUTH2_ACCESS_TOKEN FOR EACH ROW UPDATE ' +
      'elsewhere.TALLY SET GONE = GONE + 1',
  )
  await stopped({
    proves: { 'other-databases-untouched': 'a trigger on the tokens writes to another database' },
  }).finally(() => connection.query('DROP DATABASE elsewhere'))
})

test('another cleanup on the clone shows in the counts', () =>
  stopped({
    onState: onClone(
      'PurgeClone',
      async (clone) =>
        void (await clone.query(
          `DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'REVOKED' LIMIT 500`,
        )),
    ),
    proves: {
      'counts-agree': 'an event of the server, restored with the clone, cleans at the same time',
    },
  }))
