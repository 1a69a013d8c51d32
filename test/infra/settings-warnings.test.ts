import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseEnvironment } from '../../infra/config.ts'
import { warningsOf } from '../../infra/settings-warnings.ts'
import { exampleSettings } from './example.ts'
import { changed, faultsOf } from './settings-given.ts'

const warned = (changes: object) =>
  warningsOf(parseEnvironment(changed({ ...changes }), 'example')).map(({ text }) => text)
const purging = { mode: 'purge', allowProductionPurge: true, approval: undefined }

test('a weekly purge that asks nobody and is bound to no time is told, and is no fault', () => {
  assert.deepEqual(warned({}), [])
  assert.match(
    warned({ ...purging, window: undefined }).join(),
    /^mode: found "purge" without "window" and "approval": .* or "approval", such as \{"deadline"/,
  )
  assert.deepEqual(warned(purging), [])
  assert.deepEqual(warned({ ...purging, window: undefined, approval: { deadline: '1h' } }), [])
  assert.deepEqual(warned({ ...purging, mode: 'rehearse', window: undefined }), [])
})

test('a weekly start outside of a window that ends the run is told', () => {
  const window = { days: ['SUN'], from: '05:00', to: '06:00' }
  assert.match(
    warned({ ...purging, window: { ...window, outside: 'end' } }).join(),
    /^schedule: found "SUN 02:00", when "window" is shut; it opens after 3 hours\. .*OutsideWindow/,
  )
  assert.deepEqual(warned({ ...purging, window }), [])
  assert.deepEqual(warned({ ...purging, window: { ...window, from: '01:00', outside: 'end' } }), [])
})

const [source] = exampleSettings().sources
const of = (databases: unknown[], engine = 'mysql') => ({
  sources: [{ ...source, engine, databases }],
})

test('a name in which somebody more likely meant something else is told', () => {
  for (const [name, characters] of [
    ['apim db;', '" " and ";"'],
    ['apim,shared', '","'],
    ['"apim"', '"\\""'],
    ['apim\n', '"\\n"'],
  ] as const)
    assert.ok(
      warned(of([name]))
        .join()
        .includes(`, with ${characters} in it. It is`),
      name,
    )
  assert.match(
    warned(of([{ name: 'apim', schema: 'a b' }], 'postgres')).join(),
    /^sources\[0\]\.databases\[0\]: found "apim\.a b", with " " in it\. /,
  )
  for (const name of ['apim-db', 'APIM_DB', 'apim$db#1', 'datenbänke', '数据库'])
    assert.deepEqual(warned(of([name])), [], name)
})

test('a name that no server of the engine can have is a fault, and any other is none', () => {
  const faults = (engine: string, name: string) =>
    faultsOf(changed(of([{ name, schema: 'WSO2' }], engine))).join('\n')
  const long = 'ä'.repeat(32)
  assert.match(faults('mysql', 'apim '), /^sources\[0\]\.databases\[0\]: .*end with a space/)
  assert.match(faults('mariadb', 'apim '), /end with a space/)
  assert.match(faults('postgres', long), /: found .*"ä+".*, expected at most 63 bytes/)
  assert.match(faults('oracle', 'a"b'), /expected a name without a double quote/)
  for (const engine of ['mysql', 'mariadb', 'postgres', 'sqlserver', 'oracle'])
    assert.match(faults(engine, 'a\0b'), /: found .*"a\\u0000b".*, expected .* NUL/, engine)
  assert.match(faultsOf(changed(of(['apim ']))).join(), /databases\[0\]: found .*end with a space/)
  for (const [engine, name] of [
    ['mysql', 'apim db;'],
    ['mysql', long],
    ['postgres', 'apim "'],
    ['sqlserver', 'apim '],
    ['oracle', 'apim '],
  ] as const)
    assert.equal(faults(engine, name), '', `${engine} ${name}`)
})

test('an entry that stands twice in a list is a fault', () => {
  const { network } = exampleSettings() as { network?: { subnets: string[] } }
  const { subnets = [] } = network ?? {}
  const check = { name: 'a', database: 'apimgtdb', query: 'SELECT 1', expected: 1 }
  const cloneAccount = {
    account: '444455556666',
    subnetGroup: 'clones',
    securityGroup: 'sg-0a1b2c3d4e5f60718',
    cidrs: ['10.20.0.0/24', '10.20.0.0/24'],
  }
  for (const [changes, path, what] of [
    [
      { network: { ...network, subnets: [...subnets, subnets[0]] } },
      'network.subnets[2]',
      'subnet',
    ],
    [{ window: { days: ['SAT', 'SAT'], from: '01:00', to: '02:00' } }, 'window.days[1]', 'day'],
    [{ kmsKeys: [keys[0], keys[0]] }, 'kmsKeys[1]', 'key'],
    [{ checks: [check, check] }, 'checks[1]', 'name of a check for a database'],
    [{ throttle: { replicas: [{ host: 'a' }, { host: 'A' }] } }, 'throttle.replicas[1]', 'replica'],
    [{ cloneAccount }, 'cloneAccount.cidrs[1]', 'range'],
  ] as const) {
    const faults = faultsOf(changed(changes))
    assert.equal(faults.length, 1, faults.join('\n'))
    assert.ok(faults[0]?.startsWith(`${path}: found `), faults[0])
    assert.ok(faults[0]?.endsWith(`, expected each ${what} once`), faults[0])
  }
  assert.deepEqual(faultsOf(changed({ checks: [check, { ...check, database: 'shareddb' }] })), [])
})
const { kmsKeys: keys } = exampleSettings() as { kmsKeys?: unknown } as { kmsKeys: string[] }

test('what contradicts itself is told beside every other fault', () => {
  const faults = faultsOf(
    changed({
      keepSnapshot: 3,
      clone: { deleteAfter: '12h' },
      sources: [{ ...source, databases: [] }],
      tlsAuthorities: 'none.pem',
    }),
  )
  assert.deepEqual(
    faults.map((fault) => fault.split(':')[0]).sort(),
    ['clone.deleteAfter', 'keepSnapshot', 'sources[0].databases', 'tlsAuthorities'].sort(),
  )
})

test('an archive that is kept for less than its storage class bills is told; a class of hours is a fault', () => {
  const stored = (storageClass: string, archiveDays: number) =>
    warned({ archive: { storageClass }, archiveDays }).join()
  assert.match(
    stored('GLACIER_IR', 30),
    /^archiveDays: found 30, and S3 bills .*"GLACIER_IR" for at least 90 days\. .*"STANDARD" or/,
  )
  assert.match(stored('STANDARD_IA', 29), /at least 30 days/)
  for (const [storageClass, days] of [
    ['GLACIER_IR', 90],
    ['STANDARD_IA', 30],
    ['STANDARD', 1],
    ['INTELLIGENT_TIERING', 1],
  ] as const)
    assert.equal(stored(storageClass, days), '')
  assert.match(
    faultsOf(changed({ archive: { storageClass: 'DEEP_ARCHIVE' } })).join(),
    /^archive\.storageClass: found "DEEP_ARCHIVE", expected STANDARD, .*cannot wait for a restore/,
  )
})
