import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleSettings } from './example.ts'
import { faultsOf, changed } from './settings-given.ts'

test('deleted rows are kept no longer than the evidence by which they are put back', () => {
  const days = (archiveDays: number, evidenceRetentionDays: number) =>
    faultsOf(changed({ archiveDays, evidenceRetentionDays }))
  assert.deepEqual(days(91, 91), [])
  assert.match(days(92, 91).join(), /^archiveDays: found 92, expected at most "evidenceRetent/)
})

test('only a cluster may lend its storage to a clone', () => {
  const { secret } = exampleSettings().sources[0] ?? assert.fail()
  const faults = (source: object) =>
    faultsOf({ ...exampleSettings(), sources: [{ databases: ['apim'], secret, ...source }] })
  const clone = { from: 'copy-on-write' }
  assert.deepEqual(faults({ cluster: 'aurora', clone }), [])
  assert.deepEqual(faults({ instance: 'apim', clone: { from: 'snapshot' } }), [])
  assert.match(
    faults({ instance: 'apim', clone }).join(),
    /^sources\[0\]\.clone: found .*, expected none beside "instance": RDS clones the storage/,
  )
  assert.match(
    faults({ cluster: 'aurora', clone: { from: 'backup' } }).join(),
    /^sources\[0\]\.clone\.from: found "backup", expected .* one of snapshot, copy-on-write/,
  )
})

test("a source of Oracle names its tables' owner, since production and clone have two users", () => {
  const { secret } = exampleSettings().sources[0] ?? assert.fail()
  const faults = (databases: unknown, engine = 'oracle') =>
    faultsOf({ ...exampleSettings(), sources: [{ instance: 'apim', engine, databases, secret }] })
  assert.deepEqual(faults([{ name: 'ORCL', schema: 'WSO2' }]), [])
  for (const databases of [['ORCL'], [{ name: 'ORCL' }], [{ name: 'A', schema: 'B' }, 'C']])
    assert.match(faults(databases).join(), /^sources\[0\]\.databases: .*the tables' owner/)
  for (const broken of ['ORCL', null, [null], [7]]) assert.ok(faults(broken).length > 0)
  assert.deepEqual(faults(['apim'], 'mariadb'), [])
})

test('an RDS Proxy is no replica to be watched, and its endpoint no source', () => {
  const proxy = 'apim.proxy-c0ffee123.eu-central-1.rds.amazonaws.com'
  const watching = (host: string) =>
    faultsOf({ ...exampleSettings(), throttle: { replicas: [{ host }] } }).join()
  assert.equal(watching('apim.c0ffee123.eu-central-1.rds.amazonaws.com'), '')
  for (const host of [proxy, proxy.replace('.proxy', '.endpoint.proxy')])
    assert.match(watching(host), /replicas\[0\]\.host: .*, expected the replica itself, not an RDS/)
  const [source] = exampleSettings().sources
  assert.match(
    faultsOf({ ...exampleSettings(), sources: [{ ...source, instance: proxy }] }).join(),
    /^sources\[0\]\.instance: found .*, expected an RDS instance identifier/,
  )
})

test('secrets and keys lie in the region of the environment', () => {
  const faults = faultsOf(changed({ region: 'eu-west-1' }))
  assert.deepEqual(
    faults.map((fault) => fault.split(':')[0]),
    ['sources[0].secret', 'sources[1].secret', 'smokeTest.client', 'kmsKeys[0]'],
  )
})
