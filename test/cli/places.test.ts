import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { controlName } from '../../functions/contract/control.ts'
import { outputNames } from '../../functions/contract/outputs.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { drydock } from './drydock.ts'

// Where the commands look, and where they put a report: no machine is needed for either.

const folder = await mkdtemp(join(tmpdir(), 'places-'))
const cloud = await startCloud(folder, join(folder, 'buckets'))
after(async () => {
  await cloud.close()
  await rm(folder, { recursive: true })
})
cloud.stacks.set(
  'drydock-test',
  Object.fromEntries(
    Object.values(outputNames).map((name) => [
      name,
      name === outputNames.bucket ? 'evidence' : `arn:aws:states:eu-west-1:0:stateMachine:${name}`,
    ]),
  ),
)
const page = join(folder, 'buckets', 'evidence', 'runs', 'week-9')
mkdirSync(page, { recursive: true })
writeFileSync(join(page, 'report.html'), '<title>week-9</title>')
writeFileSync(
  join(folder, 'cloud.json'),
  JSON.stringify({ environment: 'test', settings: cloud.environment }),
)
const before = { ...process.env }
beforeEach(() => {
  process.env = { ...before }
  Object.assign(process.env, cloud.environment)
})
after(() => (process.env = before))
const report = (...words: string[]) => drydock('report', 'week-9', ...words)

test('a report is a file that only its reader may read, also where one was before', async () => {
  const out = join(folder, 'a', 'b')
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'week-9.html'), 'old', { mode: 0o644 })
  for (const one of [out, join(folder, 'new', 'deep')]) {
    const { code, out: file, err } = await report('--folder', one)
    assert.equal(code, 0, err)
    assert.match(err, /^In the console: https:/)
    assert.equal(file, join(one, 'week-9.html'))
    assert.equal(readFileSync(file, 'utf8'), '<title>week-9</title>')
    assert.equal(statSync(file).mode & 0o777, 0o600)
  }
})

test('an environment in a stack of another name is found by its name', async () => {
  const own = { ...cloud.stacks.get('drydock-test'), [outputNames.control]: controlName('own') }
  cloud.stacks.set('Platform', own)
  const found = await report('--environment', 'own', '--folder', folder)
  const none = await report('--environment', 'owm', '--folder', folder)
  cloud.stacks.delete('Platform')
  assert.equal(found.code, 0, found.err)
  assert.match(none.err, /There is no stack drydock-owm .*did you mean "own"\?/)
})

test('a folder that is a file, or can hold none, is refused as such', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  for (const one of [file, join(file, 'below'), '/proc/drydock/reports']) {
    const { code, err } = await report('--folder', one)
    assert.equal(code, 2, err)
    assert.match(err, /^InvalidInput: \/.*week-9\.html cannot be written \(E[A-Z]+\)\. Name with/)
  }
})

test('--open hands the page to the browser, or says that there is none', async () => {
  const bin = join(folder, 'bin')
  const opened = join(folder, 'opened')
  mkdirSync(bin)
  process.env.PATH = bin
  const none = await report('--folder', folder, '--open')
  assert.equal(none.code, 0)
  assert.match(none.err, / is missing; open \/.*week-9\.html yourself\.$/)
  for (const name of ['xdg-open', 'open'])
    writeFileSync(join(bin, name), `#!/bin/sh\nprintf %s "$1" > ${opened}\n`, { mode: 0o755 })
  const { out } = await report('--folder', folder, '--open')
  const found = () => (existsSync(opened) ? readFileSync(opened, 'utf8') : '')
  for (let tries = 0; tries < 600 && found() === ''; tries++) await setTimeout(50)
  assert.equal(found(), out)
})

test('--region and --profile go before what the environment says', async () => {
  assert.match(
    (await drydock('--region', 'eu-north-1', 'clones', 'tset')).err,
    /stack drydock-tset/,
  )
  assert.equal(process.env.AWS_REGION, 'eu-north-1')
  const north = await drydock('report', 'week-9', '--folder', folder, '--region', 'eu-north-1')
  assert.match(north.err, /^In the console: https:\/\/eu-north-1\.console\.aws\.amazon\.com\//)

  const file = join(folder, 'credentials')
  writeFileSync(file, '[operator]\naws_access_key_id = local\naws_secret_access_key = local\n')
  process.env.AWS_SHARED_CREDENTIALS_FILE = file
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) delete process.env[name]
  const nobody = await drydock('--profile', 'nobody', 'report', 'week-9', '--folder', folder)
  assert.equal(nobody.code, 4)
  assert.match(nobody.err, /^AccessDenied: AWS has no valid credentials of yours .*name a profile/)
  assert.equal((await drydock('--profile', 'operator', 'status', 'tset')).code, 2)
})

test('with --local nothing speaks of AWS', async () => {
  const local = (...words: string[]) => drydock('--local', '--out', folder, ...words)
  const kept = await local('report', 'week-9', '--folder', folder)
  assert.deepEqual([kept.code, kept.err], [0, ''])
  const said = [
    await local('status', 'tst'),
    await local('clones', 'tset'),
    await local('--region', 'eu-west-1', 'status'),
  ]
  assert.match(said[0]?.err ?? '', /no environment tst in the local cloud; did you mean "test"\? /)
  assert.match(said[2]?.err ?? '', /^InvalidInput: --local takes neither --profile nor --region\./)
  for (const { err } of said) assert.doesNotMatch(err, /AWS|stack|account|--profile and/)
})

test('a local run that has ended does not answer, which ends with 4', async () => {
  const out = join(folder, 'ended')
  mkdirSync(out)
  const settings = JSON.stringify(cloud.environment).replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:1')
  writeFileSync(join(out, 'cloud.json'), `{"environment": "test", "settings": ${settings}}`)
  const { code, err } = await drydock('--local', '--out', out, 'status')
  assert.equal(code, 4)
  assert.match(
    err,
    /^EnvironmentNotFound: The local cloud does not answer \(.*\)\. Leave npm start/,
  )
})

test('the version is that of the package, and goes to stdout', async () => {
  const { version } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
  )
  assert.deepEqual(await drydock('--version'), { code: 0, out: version, err: '' })
})
