import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { loadEnvironment } from '../../infra/config.ts'
import { readSettings } from '../../infra/settings-text.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { answering, drydock } from './drydock.ts'
import { isGolden, shown } from './transcript.ts'

const folder = mkdtempSync(join(tmpdir(), 'init-'))
const cloud = await startCloud(folder, join(folder, 'buckets'))
after(async () => {
  await cloud.close()
  rmSync(folder, { recursive: true })
})
Object.assign(process.env, cloud.environment)
/** No process stands behind it: nothing here looks at data. */
const serverOf = (engine: string, port: number) =>
  ({
    engine,
    version: '18.4',
    host: '127.0.0.1',
    port,
    rootUser: 'root',
    ended: new Promise(() => undefined),
  }) as unknown as DatabaseServer
const key = 'arn:aws:kms:eu-west-1:000000000000:key/0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9'
const network = {
  DBSubnetGroup: {
    DBSubnetGroupName: 'local-subnets',
    VpcId: 'vpc-0a1b2c3d',
    Subnets: [{ SubnetIdentifier: 'subnet-0a1b2c3d' }, { SubnetIdentifier: 'subnet-1b2c3d4e' }],
  },
  VpcSecurityGroups: [{ VpcSecurityGroupId: 'sg-0f0f0f0f', Status: 'active' }],
}
cloud.rds.addInstance('apim', serverOf('postgres', 5433), {
  ...network,
  KmsKeyId: key,
  DBName: 'apimdb',
})
const secret = cloud.secrets.add('apim/drydock', {})
const file = join(folder, 'example.json')
beforeEach(() => rmSync(file, { force: true }))
const written = () => JSON.parse(JSON.stringify(readSettings(readFileSync(file, 'utf8')).settings))
const init = (...flags: string[]) => drydock('init', 'example', '--folder', folder, ...flags)

test('what the account tells is not asked: the file is valid, and its grants are printed as SQL', async () => {
  const { code, out, err } = await init('--security-groups', 'sg-0a1b2c3d')
  assert.equal(code, 0, err)
  assert.deepEqual(written(), {
    name: 'example',
    account: '000000000000',
    region: 'eu-west-1',
    network: {
      vpc: 'vpc-0a1b2c3d',
      subnets: ['subnet-0a1b2c3d', 'subnet-1b2c3d4e'],
      securityGroups: ['sg-0a1b2c3d'],
    },
    schedule: { day: 'SUN', time: '02:00' },
    kmsKeys: [key],
    sources: [{ instance: 'apim', engine: 'postgres', port: 5433, databases: ['apimdb'], secret }],
    mode: 'rehearse',
    allowProductionPurge: false,
  })
  assert.equal(loadEnvironment('example', folder).mode, 'rehearse')
  assert.match(
    out,
    /^-- apim \(postgres\), for drydock\n-- apimdb\nGRANT USAGE ON SCHEMA "public" TO drydock;\n/,
  )
  assert.match(
    err,
    /\nWrote .*example\.json\. .*\n[^]*cdk deploy[^]*drydock doctor example --plan$/,
  )
})

test('every question has its flag, and each answer goes where the file has it', async () => {
  const { code, err } = await init(
    ...['--source', 'apim', '--databases', 'apimdb.wso2, shareddb', '--secret', 'apim/drydock'],
    ...[
      '--vpc',
      'vpc-0b1b2c3d',
      '--subnets',
      'subnet-2b2c3d4e',
      '--security-groups',
      'sg-0a1b2c3d',
    ],
    ...['--schedule', 'SAT 01:30', '--window', 'SAT,SUN 01:00-06:00', '--mail', 'ops@example.com'],
    ...['--mode', 'plan', '--account', '000000000000', '--user', '"purge"'],
  )
  assert.equal(code, 0, err)
  const { sources, network: at, schedule, window, alarmEmail, mode } = written()
  assert.deepEqual(sources[0].databases, [{ name: 'apimdb', schema: 'wso2' }, 'shareddb'])
  assert.deepEqual([at.vpc, at.subnets], ['vpc-0b1b2c3d', ['subnet-2b2c3d4e']])
  assert.deepEqual(schedule, { day: 'SAT', time: '01:30' })
  assert.deepEqual(window, { days: ['SAT', 'SUN'], from: '01:00', to: '06:00', outside: 'wait' })
  assert.deepEqual([alarmEmail, mode], ['ops@example.com', 'plan'])
})

test('of a cluster, the network is that of its members', async () => {
  cloud.rds.addCluster('shared', serverOf('mysql', 3306))
  for (const member of cloud.rds.instances.values())
    if (member.shown.DBClusterIdentifier === 'shared') Object.assign(member.shown, network)
  const asked = await init('--security-groups', 'sg-0a1b2c3d', '--secret', secret)
  assert.equal(asked.code, 2)
  assert.match(
    asked.err,
    /no answer was given or found\..*:\n {2}--source \S+ {3}\(Production: [^\n]*\)$/,
  )
  const { code, err } = await init(
    ...['--source', 'shared', '--databases', 'shareddb', '--secret', secret],
    ...['--security-groups', 'sg-0a1b2c3d'],
  )
  cloud.rds.clusters.delete('shared')
  for (const [id, { shown }] of cloud.rds.instances)
    if (shown.DBClusterIdentifier === 'shared') cloud.rds.instances.delete(id)
  assert.equal(code, 0, err)
  assert.equal(written().network.vpc, 'vpc-0a1b2c3d')
  const [one] = written().sources
  assert.deepEqual([one.cluster, one.engine, one.port], ['shared', 'mysql', undefined])
})

test('a person is asked, sees what there is, and is asked again after a wrong answer', async (t) => {
  const typed = ['', '', '', '', 'sg-wrong', 'sg-0a1b2c3d', '', '', '', '']
  const whole = await answering(() => typed.shift() ?? '', 'init', 'example', ...at)
  const { code, err } = whole
  const settled = (text: string): string =>
    text.replaceAll(folder, '<folder>').replace(/"[./\w-]+(?=\/docs\/environment)/, '"<here>')
  const shownFile = settled(`${file}:\n${readFileSync(file, 'utf8')}`)
  isGolden(t, 'init', [shown(`init example --folder ${folder}`, whole, settled), shownFile])
  assert.equal(code, 0, err)
  assert.match(err, /^ {2}apim \(instance, postgres\)\nProduction: .*\[apim\]: $/m)
  assert.match(err, /^Security groups that production admits, .*\(its own: sg-0f0f0f0f\): $/m)
  assert.match(err, /^found "sg-wrong", expected an id such as "sg-/m)
  assert.deepEqual(written().network.securityGroups, ['sg-0a1b2c3d'])
})
const at = ['--folder', folder]

test('where the account may not be read, the ids are given', async () => {
  const given = [
    ...['--source', 'apim', '--kind', 'instance', '--engine', 'mysql', '--databases', 'apimgtdb'],
    ...['--secret', secret, '--vpc', 'vpc-0a1b2c3d', '--subnets', 'subnet-0a1b2c3d'],
    ...['--security-groups', 'sg-0a1b2c3d'],
  ]
  for (const [refused, code, more] of [
    [['DescribeDBInstances', 'ListSecrets'], 'AccessDenied', []],
    [['GetCallerIdentity'], 'ExpiredToken', ['--account', '000000000000']],
  ] as const) {
    for (const action of refused) cloud.refuse({ action, code })
    const { code: ended, err } = await init(...given, ...more)
    assert.equal(ended, 0, err)
    assert.match(
      err,
      /^Cannot read the (?:databases in RDS|account) \(.*\), so nothing of it is suggested\./m,
    )
    assert.deepEqual(Object.keys(written().sources[0]), [
      ...['instance', 'engine', 'databases', 'secret'],
    ])
    rmSync(file)
  }
})

test('nothing is written over, and nothing that is not valid is written', async () => {
  writeFileSync(file, 'mine')
  const there = await init('--security-groups', 'sg-0a1b2c3d')
  assert.equal(there.code, 2)
  assert.match(there.err, /example\.json exists already, and is not overwritten\./)
  assert.equal(readFileSync(file, 'utf8'), 'mine')
  rmSync(file)
  for (const [flags, says] of [
    [['--source', 'apin'], /--source: found "apin", expected a server of this account and reg/],
    [['--mail', 'nobody'], /--mail: found "nobody", expected an e-mail address/],
    [['--mode', 'purge'], /'purge' is invalid\. Allowed choices are plan, rehearse/],
    [['--schedule', 'Sunday'], /--schedule: found "Sunday", expected a day.*such as "SUN 02:00"\./],
    [
      ['--schedule', 'SUN 02:00 UTC'],
      /found "SUN 02:00 UTC", expected a day, one of MON.* UTC, HH/,
    ],
    [['--window', 'SAT 03:00'], /--window: found "SAT 03:00", expected days.*"SAT,SUN 01:00-06:0/],
    [['--window', 'SAT 01:00-01:00'], /found "SAT 01:00-01:00", expected days, .* two different /],
    [['--secret', 'apim'], /--secret: found "apim", expected the name of a secret of this account/],
    [
      ['--account', '1'],
      /--account: found "1", expected an account number of 12 digits, such as 1/,
    ],
    [['--databases', 'apimdb,APIMDB'], /no valid environment.*each database once/s],
    [[], /no answer was given or found\..*:\n {2}--security-groups sg-0a1b2c3d4e5f60718 {3}\(Sec/],
  ] as const) {
    const groups = flags.length === 0 ? [] : ['--security-groups', 'sg-0a1b2c3d']
    const { code, err } = await init(...groups, ...flags)
    assert.equal(code, 2, err)
    assert.match(err, says)
    assert.equal(existsSync(file), false)
  }
  const name = await drydock('init', 'My-Env', '--folder', folder)
  assert.match(
    name.err,
    /^InvalidInput: The name of the environment: found "My-Env", expected 1 to 16 l/,
  )
  const nowhere = await drydock('init', 'example', '--folder', join(folder, 'none'))
  assert.match(nowhere.err, /^InvalidInput: Nothing can be written into .*none \(ENOENT\)/)
})

test('what the credentials show of their account is not suggested for another one', async () => {
  const { code, err } = await init('--account', '111122223333', '--security-groups', 'sg-0a1b2c3d')
  assert.equal(code, 2)
  assert.match(err, /^The credentials are of the account 000000000000, so nothing .* 111122223333;/)
  for (const flag of ['source', 'kind', 'engine', 'databases', 'secret', 'vpc', 'subnets'])
    assert.match(err, new RegExp(`^  --${flag} \\S+   \\(`, 'm'), flag)
  assert.doesNotMatch(err, /000000000000:secret|--security-groups/)
})

test('Ctrl-D at a question ends it as Ctrl-C does, and nothing is written', async (t) => {
  const words = `node cli/drydock.ts init example --source apim --folder ${folder}`
  const asking = spawn('script', ['-qec', words, '/dev/null'], {
    cwd: join(import.meta.dirname, '../..'),
    timeout: 30_000,
  })
  const code = new Promise<number | null>((ended) => {
    asking.once('error', () => ended(null)).once('close', ended)
  })
  let said = ''
  asking.stdout.on('data', (part) => {
    said += String(part)
    if (/NAME.SCHEMA .*: /.test(said)) asking.stdin.write('\u0004')
  })
  const ended = await code
  if (asking.pid === undefined) return t.skip('script of util-linux is not on PATH')
  assert.match(said, /No answer, so nothing was changed\./)
  assert.equal(ended, 130)
  assert.equal(existsSync(file), false)
})
