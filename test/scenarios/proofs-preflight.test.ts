import dns from 'node:dns'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { createConnection } from 'mysql2/promise'
import { placeName } from '../../functions/purge/purge-place.ts'
import { arn } from '../../local/cloud/arn.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { stops } from './proof.ts'
import { cloud, connection, server } from './whole-run.ts'
import { GiB, own, grant, beside, preflight } from './proofs-preflight-scene.ts'

preflight(
  'privileges-sufficient',
  'the user may delete, but not rebuild the tables that the environment asks to be rebuilt',
  () => grant('SELECT, DELETE'),
  { settings: { ...own(), rules: { tokens: { reclaim: true } } } },
)
preflight(
  'AccessDenied',
  'the user may read and not delete, so that MariaDB hides foreign keys from it',
  () => grant('SELECT'),
  { settings: own(), error: 'AccessDenied' },
)
preflight(
  'quota-sufficient',
  'the account has no room for one more instance',
  () => void (cloud.rds.quotas.DBInstances = 1),
)
preflight(
  'clone-storage',
  'the clone is to have IOPS that RDS does not sell in the size of the source',
  () => undefined,
  { settings: { clone: { storageType: 'gp3', iops: 12_000 } } },
)
preflight(
  'source-ready',
  'the environment names a read replica, whose clone would be purged as well as any',
  () => {
    Object.assign(cloud.rds.instances.get('production')?.shown ?? {}, {
      ReadReplicaSourceDBInstanceIdentifier: 'primary',
    })
  },
)
preflight(
  'topology-supported',
  'a blue/green deployment is about to put another server under the name of production',
  () => {
    cloud.rds.blueGreenDeployments.push({
      BlueGreenDeploymentName: 'upgrade',
      Source: arn('rds', 'db:production'),
      Status: 'AVAILABLE',
    })
  },
)
preflight('room-sufficient', 'the undo and binary logs of the purge would fill the disk', () =>
  cloud.metrics.set('production', 'FreeStorageSpace', GiB / 2),
)
preflight('zone-calibrated', 'tokens are written in local time, five and a half hours east', () =>
  connection.query(
    'INSERT INTO IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID, CONSUMER_KEY_ID, TOKEN_STATE, ' +
      "TOKEN_STATE_ID, TIME_CREATED, REFRESH_TOKEN_TIME_CREATED) VALUES ('east', 1, 'ACTIVE', " +
      "'east', UTC_TIMESTAMP() + INTERVAL 330 MINUTE, UTC_TIMESTAMP() + INTERVAL 330 MINUTE)",
  ),
)
preflight(
  'SchemaNotSupported',
  "a table of somebody else's refers to the tokens, and would forbid or follow their deletion",
  () =>
    connection.query(
      'CREATE TABLE AUDIT (ID INT PRIMARY KEY, TOKEN_ID VARCHAR(255), FOREIGN KEY (TOKEN_ID) ' +
        'REFERENCES IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID) ON DELETE SET NULL)',
    ),
  { error: 'SchemaNotSupported' },
)
preflight(
  'SchemaNotSupported',
  'a table is of an engine without transactions: a batch that is to be rolled back would ' +
    'leave it half deleted',
  () => connection.query('ALTER TABLE IDN_OIDC_JTI ENGINE=MyISAM'),
  { error: 'SchemaNotSupported' },
)
preflight(
  'NoRuleApplies',
  'the database is one without the tables',
  async () => {
    await connection.query('CREATE OR REPLACE DATABASE other')
    await connection.query('CREATE TABLE other.x (a INT PRIMARY KEY)')
  },
  {
    settings: {
      sources: [
        {
          instance: 'production',
          databases: ['other'],
          secret: cloud.secrets.add('root', { username: 'root', password: server.rootPassword }),
        },
      ],
    },
    error: 'NoRuleApplies',
  },
)
preflight(
  'DatabaseNotFound',
  'the environment names a database that is not there',
  () => grant('SELECT, DELETE', '*.*'),
  { settings: own(['gone']), error: 'DatabaseNotFound' },
)
preflight(
  'SourceNotFound',
  'RDS names another engine than the server is, whose statements the server would not know',
  () => {
    Object.assign(cloud.rds.instances.get('production')?.shown ?? {}, { Engine: 'mysql' })
  },
  { error: 'SourceNotFound' },
)
preflight(
  'metrics-told',
  "the throttle's own query has no answer, so that the purge would pause until its patience ends",
  () => undefined,
  {
    settings: {
      throttle: {
        ownQuery: 'SELECT lag FROM monitoring.heartbeat',
        levels: { 'own-query': { pause: 10 } },
      },
    },
  },
)
preflight(
  'walks-indexed',
  'somebody turned the key of 150,000 sessions round, so that each range would read all of ' +
    'them, again and again',
  async () => {
    await connection.query(
      'INSERT INTO IDN_AUTH_SESSION_STORE (SESSION_ID, SESSION_TYPE, OPERATION, TIME_CREATED) ' +
        "SELECT CONCAT('session-', seq), 'AppAuthFrameworkSessionContextCache', 'STORE', " +
        '1700000000000000000 + seq FROM seq_1_to_150000',
    )
    await connection.query(
      'ALTER TABLE IDN_AUTH_SESSION_STORE DROP PRIMARY KEY, ADD PRIMARY KEY (OPERATION, ' +
        'TIME_CREATED, SESSION_ID, SESSION_TYPE)',
    )
    await connection.query('ANALYZE TABLE IDN_AUTH_SESSION_STORE')
  },
)

/**
 * Production's endpoint has this name, which leads to the same server, and that one offers no TLS.
 */
const inTheClear = (
  name: string,
  error: 'PreflightFailed' | 'DatabaseUnreachable',
  host: string,
  scenario: string,
) =>
  test(`${name}: ${scenario}`, async () => {
    const { lookup } = dns
    Object.assign(cloud.rds.instances.get('production') ?? {}, { server: { ...server, host } })
    Object.assign(dns, {
      lookup: (asked: string, ...rest: unknown[]): unknown =>
        Reflect.apply(lookup, dns, [asked === host ? server.host : asked, ...rest]),
    })
    try {
      await stops({ place: 'preflight', error, proves: { [name]: scenario } })
    } finally {
      Object.assign(dns, { lookup })
    }
  })
inTheClear(
  'DatabaseUnreachable',
  'DatabaseUnreachable',
  'production.c0ffee.eu-west-1.rds.amazonaws.com',
  'the server offers no TLS, or somebody between pretends so: the password and the rows would ' +
    'go over the network in the clear',
)
inTheClear(
  'tls-on',
  'PreflightFailed',
  'production.example',
  "the endpoint has a name of one's own, of which the driver can not demand Amazon's " +
    'certificate: the rows would go over the network in the clear',
)

/** Production is a server of these settings. */
const onServer = (
  name: 'engine-supported' | 'settings-compatible',
  scenario: string,
  settings: Readonly<Record<string, string>>,
) =>
  test(`${name}: ${scenario}`, async () => {
    const dataDirectory = join(dirname(server.dataDirectory), name)
    await server.software.initialize(dataDirectory)
    const odd = await server.software.start({ dataDirectory, settings })
    try {
      const other = await createConnection({
        host: odd.host,
        port: odd.port,
        user: 'root',
        password: odd.rootPassword,
      })
      await other.query('CREATE DATABASE apim')
      await other.changeUser({ database: 'apim' })
      await loadSchema(storeOf(other), 'apim-2.5.0')
      await other.end()
      cloud.rds.addInstance(name, odd)
      const secret = cloud.secrets.add(name, { username: 'root', password: odd.rootPassword })
      await stops({
        settings: {
          sources: [
            { instance: name, databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
          ],
        },
        place: 'preflight',
        error: 'PreflightFailed',
        proves: { [name]: scenario },
      })
    } finally {
      cloud.rds.instances.delete(name)
      await odd.stop()
    }
  })
onServer('engine-supported', 'the server is older than any that Drydock was tested on', {
  version: '10.2.44-MariaDB',
})
onServer(
  'settings-compatible',
  'the binary log is in the format STATEMENT, so that the server refuses deletes in READ ' +
    'COMMITTED; the clone, which has none, takes them',
  { log_bin: 'binlog', binlog_format: 'STATEMENT' },
)

test("nothing-else-cleans: the vendor's script is at work", async () => {
  await connection.query('CREATE TABLE BATCH_IDN_OAUTH2_ACCESS_TOKEN (TOKEN_ID VARCHAR(255))')
  await connection.query("INSERT INTO BATCH_IDN_OAUTH2_ACCESS_TOKEN VALUES ('x')")
  await beside(
    'DELETE a FROM IDN_OAUTH2_ACCESS_TOKEN a JOIN BATCH_IDN_OAUTH2_ACCESS_TOKEN b ON ' +
      'a.TOKEN_ID = b.TOKEN_ID AND SLEEP(60) = 1 OR SLEEP(60) = 1',
    { proves: { 'nothing-else-cleans': "the vendor's script is at work" } },
  )
})
test('nothing-else-cleans: another purge of Drydock is at work', () =>
  beside(`SELECT GET_LOCK('${placeName('apim')}', 0), SLEEP(60)`, {
    proves: { 'nothing-else-cleans': 'another purge of Drydock is at work' },
  }))
