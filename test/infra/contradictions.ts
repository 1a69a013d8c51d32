import assert from 'node:assert/strict'
import { test } from 'node:test'
import { longestClosed, runBound } from '../../functions/contract/bounds.ts'
import { identify } from '../../functions/contract/source.ts'
import { weekdays } from '../../functions/contract/window.ts'
import { loadEnvironment, parseEnvironment } from '../../infra/config.ts'
import { runEnvironmentOf } from '../../infra/environment-file.ts'
import { exampleSettings } from './example.ts'
import { faultsOf, changed } from './settings-given.ts'
import { pattern } from '../pattern.ts'

test('later failures are refused early: a database twice, a foreign secret, a pair that Fargate lacks', () => {
  const [source] = exampleSettings().sources
  const sources = (more: object) => faultsOf(changed({ sources: [{ ...source, ...more }] }))
  assert.deepEqual(sources({ databases: ['apim', { name: 'APIM' }] }), [
    'sources[0].databases[1]: found {"name":"APIM"}, expected each database once, ignoring ' +
      'upper and lower case',
  ])
  const inSchemas = ['apim', { name: 'apim', schema: 'wso2' }, { name: 'apim', schema: 'wso2_is' }]
  assert.deepEqual(sources({ databases: inSchemas }), [])
  assert.match(
    sources({ databases: ['apim', { name: 'apim', schema: 'public' }] }).join(),
    /expected each database once/,
  )
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

test('contradictory time limits are refused, each with a value that would work', () => {
  assert.deepEqual(faultsOf(changed({})), [])
  assert.match(
    faultsOf(changed({ clone: { deleteAfter: '12h' } })).join(),
    pattern(
      /^clone\.deleteAfter: found "12h", expected 156 hours or more, .* Omit it to use that /,
      /duration$/,
    ),
  )
  assert.deepEqual(faultsOf(changed({ clone: { deleteAfter: '7d' } })), [])
  assert.match(
    faultsOf(changed({ limits: { rdsWait: '3d' } })).join(),
    pattern(
      /^limits\.rdsWait: found "3d", expected less: .* "approval\.deadline" is 12h, .* ends /,
      /after 156 hours/,
    ),
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
    pattern(
      /^window: found \{.*\}, expected one that opens within 137 hours of the scheduled run: it /,
      /opens after 167 hours/,
    ),
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

test('an instance appears in only one source, whatever its spelling', () => {
  const [source] = exampleSettings().sources
  const faults = faultsOf(
    changed({ sources: [source, { ...source, instance: 'APIM-production' }] }),
  )
  assert.deepEqual(faults, [
    'sources[1].instance: found "APIM-production", expected each instance once: list its ' +
      'databases in one source',
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

test('a name appears in only one source, of whichever kind', () => {
  const [source] = exampleSettings().sources
  const faults = faultsOf(
    changed({ sources: [source, { ...source, instance: undefined, cluster: 'Apim-Production' }] }),
  )
  assert.deepEqual(faults, [
    'sources[1].cluster: found "Apim-Production", expected each cluster once: list its ' +
      'databases in one source',
  ])
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
    /from 500 to 3000, the limits of RDS for gp3 with mysql and 12000 IOPS/,
  )
  assert.match(of({ storageType: 'gp3', iops: 40_000, storageThroughput: 600 }), /from 625 to 4000/)
  const [source] = exampleSettings().sources
  const both = [
    { ...source, engine: 'sqlserver' },
    { ...source, instance: 'other' },
  ]
  const ofBoth = (clone: object) => faultsOf(changed({ clone, sources: both })).join('\n')
  assert.match(ofBoth({ storageType: 'gp3', iops: 16_001 }), /from 3000 to 16000, .* sqlserver/)
  assert.match(ofBoth({ storageType: 'gp3', iops: 3000 }), /from 12000 to 64000, .* mysql/)
  assert.equal(ofBoth({ storageType: 'gp3', iops: 12_000, storageThroughput: 1000 }), '')
  const all = of({ storageType: 'io1', speed: 1, instanceClass: 'big' })
  for (const fault of [/clone\.iops/, /clone\.speed/, /clone\.instanceClass/])
    assert.match(all, fault)
})
