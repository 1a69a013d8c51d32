import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mode } from '../../functions/contract/environment.ts'
import type { Plan } from '../../functions/contract/steps.ts'
import { rules } from '../../functions/rules/rules.ts'
import { cloud, connection, context, deployment, server } from './production.ts'
import { pattern } from '../pattern.ts'
import { planRun, GiB, environment, now, look } from './preflight-look.ts'

test('a production in order passes, every check on record', async () => {
  const { error, findings } = await look('fine')
  assert.equal(error, null)
  assert.deepEqual(
    findings.filter(({ level }) => level !== 'passed').map(({ check }) => check),
    ['tls-on'],
  )
  assert.deepEqual(findings.map(({ check }) => check).sort(), [
    'clone-storage',
    'engine-supported',
    'foreign-keys-covered',
    'metrics-told',
    'nothing-else-cleans',
    'privileges-sufficient',
    'quota-sufficient',
    'replicas-known',
    'room-sufficient',
    'rules-fit',
    'settings-compatible',
    'source-ready',
    'tls-on',
    'topology-supported',
    'triggers-known',
    'walks-indexed',
    'zone-calibrated',
  ])
})

test('all failures are reported at once, each with its remedy, and are stored as evidence', async () => {
  cloud.rds.quotas.DBInstances = 1
  cloud.metrics.set('production', 'FreeStorageSpace', 2 * GiB)
  await connection.query(
    'UPDATE IDN_OAUTH2_ACCESS_TOKEN SET TIME_CREATED = TIME_CREATED + INTERVAL 330 MINUTE',
  )
  const { error, level } = await look('broken')
  assert.equal(error?.name, 'PreflightFailed')
  assert.match(
    error.message,
    /quota-sufficient \(production\): .*DBInstances: 1 of 1 used.*Service Quotas\.\n/,
  )
  assert.match(
    error.message,
    /zone-calibrated \(apim\): .*they were not written in UTC\..*Issue a token/,
  )
  assert.match(error.message, /room-sufficient \(production\): .*2\.0 GiB are free/)
  for (const check of ['quota-sufficient', 'zone-calibrated', 'room-sufficient'])
    assert.equal(level(check), 'failed')
})

test('a plan needs no clone: a quota that is used up is a warning there', async () => {
  cloud.rds.quotas.ManualSnapshots = 0
  assert.equal((await look('plan', 'plan')).error, null)
  assert.equal((await look('rehearse', 'rehearse')).error?.name, 'PreflightFailed')
})

test('production must match the environment, or it is refused before a snapshot is paid for', async () => {
  const shown = cloud.rds.instances.get('production')?.shown ?? assert.fail()
  const before = { ...shown }
  const changed = async (name: string, changes: object, mode?: Mode) => {
    for (const key of Object.keys(shown)) delete (shown as Record<string, unknown>)[key]
    Object.assign(shown, before, changes)
    const { findings, error } = await look(name, mode)
    const [first] = findings.filter(({ check }) => check === 'source-ready')
    return `${error?.name ?? 'no error'}, ${first?.level}: ${first?.detail}`
  }
  const key = 'arn:aws:kms:eu-west-1:000000000000:key/own'
  const subnets = (VpcId: string) => ({ DBSubnetGroup: { DBSubnetGroupName: 'subnets', VpcId } })
  const site = { vpc: 'vpc-1', databasePorts: [server.port], kmsKeys: [key] }
  Object.assign(deployment, { site })
  try {
    const fine = { KmsKeyId: key, ...subnets('vpc-1') }
    assert.match(
      await changed('ready', fine),
      /^no error, passed: production, an instance, is available/,
    )
    const refused = async (name: string, changes: object, what: RegExp) => {
      const found = await changed(name, { ...fine, ...changes })
      assert.match(found, /^PreflightFailed, failed: /)
      assert.match(found, what)
    }
    await refused('key', { KmsKeyId: `${key}-other` }, /own-other, which is not in "kmsKeys"/)
    assert.match(
      await changed('key-plan', { ...fine, KmsKeyId: `${key}-other` }, 'plan'),
      /^no error, warning: /,
    )
    await assert.rejects(changed('stopped', { ...fine, DBInstanceStatus: 'stopped' }), {
      name: 'DatabaseUnreachable',
      message: /^RDS says that "production" is stopped\. Start it/,
    })
    await refused('vpc', subnets('vpc-2'), /is in vpc-2, but "network\.vpc" is vpc-1/)
    await refused(
      'replica',
      { ReadReplicaSourceDBInstanceIdentifier: 'primary' },
      /is a replica of primary/,
    )
    await refused(
      'full',
      { DBInstanceStatus: 'storage-full' },
      /RDS says that production is storage-full/,
    )
    assert.match(
      await changed('pending', {
        ...fine,
        PendingModifiedValues: { EngineVersion: '10.11.9', MasterUserPassword: 'Secret-1' },
        DBParameterGroups: [
          { DBParameterGroupName: 'own', ParameterApplyStatus: 'pending-reboot' },
        ],
      }),
      pattern(
        /^no error, warning: .*are pending its maintenance window or a restart: /,
        /MasterUserPassword, EngineVersion, own \(pending-reboot\)/,
      ),
    )
    Object.assign(deployment, { site: { ...site, databasePorts: [3307] } })
    await refused(
      'port',
      {},
      /listens on port \d+, but the environment's sources are reached at 3307/,
    )
  } finally {
    Object.assign(shown, before)
    Object.assign(deployment, { site: undefined })
    for (const name of Object.keys(shown))
      if (!(name in before)) delete (shown as Record<string, unknown>)[name]
  }
})

test("the clone's storage counts too", async () => {
  cloud.rds.quotas.AllocatedStorage = 150
  const { error } = await look('storage')
  assert.match(
    error?.message ?? '',
    /the clone's storage \(GiB\) \(AllocatedStorage: 100 of 150 used\)/,
  )
})

test('replicas are listed with their lag, and missing CloudWatch data is a warning', async () => {
  cloud.rds.addInstance('with-replica', server)
  Object.assign(cloud.rds.instances.get('production')?.shown ?? {}, {
    ReadReplicaDBInstanceIdentifiers: ['reader', 'other'],
  })
  cloud.metrics.set('reader', 'ReplicaLag', 12)
  const { error, findings } = await look('replicas')
  assert.equal(error, null)
  assert.match(
    findings.find(({ check }) => check === 'replicas-known')?.detail ?? '',
    /reader \(12 s behind\), other \(its lag is not visible\)/,
  )
  cloud.refuse({ action: 'GetMetricData', code: 'AccessDenied', status: 403 })
  const { level } = await look('no-metrics')
  assert.equal(level('room-sufficient'), 'warning')
})

test('a user with only SELECT, from whom MariaDB hides foreign keys, is refused before anything is read or created', async () => {
  await connection.query('REVOKE INSERT, DELETE ON apim.* FROM drydock@localhost')
  try {
    await assert.rejects(look('reader'), {
      name: 'AccessDenied',
      message: /may not see the foreign key .* GRANT SELECT, DELETE ON `apim`/,
    })
  } finally {
    await connection.query('GRANT INSERT, DELETE ON apim.* TO drydock@localhost')
  }
})

test('a run of a few rules leaves out a database that only others are about', async () => {
  await connection.query('CREATE DATABASE shared')
  await connection.query(
    'CREATE TABLE shared.REG_LOG (REG_LOG_ID INT, REG_TENANT_ID INT, ' +
      'PRIMARY KEY (REG_LOG_ID, REG_TENANT_ID))',
  )
  await connection.query('GRANT SELECT, DELETE ON shared.* TO drydock@localhost')
  const asked = (databases: string[], ...on: string[]) =>
    planRun(
      {
        execution: { name: 'few', startTime: now.toISOString() },
        input: { mode: 'plan', rules: only(...on) },
        environment: { ...environment, sources: [{ ...environment.sources[0], databases }] },
        deployment,
      },
      context,
    ) as Promise<Plan>
  const { run, sources } = await asked(['apim', 'shared'], 'tokens')
  assert.deepEqual(
    sources[0]?.databases.map(({ name }) => name),
    ['apim'],
  )
  assert.deepEqual(run.leftOut, [{ source: 'production', database: 'shared' }])
  await assert.rejects(asked(['shared'], 'tokens', 'codes'), {
    name: 'NoRuleApplies',
    message:
      /^Of the rules that are on \(tokens, codes\), none has its table in shared of production/,
  })
})

/** Settings that switch off all other rules. */
const only = (...on: string[]) =>
  Object.fromEntries(rules.map(({ name }) => [name, { enabled: on.includes(name) }]))
