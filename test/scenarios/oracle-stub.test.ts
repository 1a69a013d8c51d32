import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DatabaseServer } from '../../local/server/server-software.ts'
import { refusal, refusingListener } from '../engines/oracle/listener.ts'
import { dialled, stubInstance } from '../engines/oracle/stub-instance.ts'
import { clones, cloud, runOf } from './preview-run.ts'

// No server of Oracle. What is shown is how far the workflow goes and where it ends: with a stub of
// the driver's interface at RDS's hosts, and with the real driver at a listener that only refuses.
const ssl = { OptionName: 'SSL', Port: 2484 }
cloud.rds.optionGroups.set('local-options', [ssl])

const shown = { Engine: 'oracle-se2', LicenseModel: 'license-included', DBName: 'ORCL' }
function addStub(name: string, ...of: Parameters<typeof stubInstance>) {
  const stub = stubInstance(...of)
  cloud.rds.addInstance(name, stub.server, shown)
  return stub
}
const production = addStub('production', 'secret')

const run = runOf('oracle', [{ name: 'ORCL', schema: 'WSO2', times: { written: 'UTC' } }])

test('stub: a plan of Oracle goes to its report, by TLS at the port of its option, and says preview', async () => {
  const { error, message, states, report } = await run('plan')
  assert.equal(error, undefined, message)
  assert.deepEqual(states, ['PlanRun', 'Preflight', 'CountRows', 'Report'])
  assert.match(report, /production runs oracle-se2, which is a preview/)
  assert.ok(dialled.length > 0)
  for (const to of dialled)
    assert.match(
      to,
      /PROTOCOL=tcps\).*\(PORT=2484\).*SERVICE_NAME=ORCL\).*SSL_SERVER_DN_MATCH=TRUE/,
    )
})

test('stub: a purge that nobody accepted a preview for is refused before anything is created', async () => {
  const { error, message, states } = await run('purge', 'production', false)
  assert.equal(error, 'ProductionNotAllowed')
  assert.match(message, /runs oracle-se2. This engine is a preview/)
  assert.deepEqual(states, ['PlanRun', 'ReportFailure'])
  assert.equal(cloud.rds.snapshots.size, 0)
})

for (const mode of ['rehearse', 'purge'])
  test(`stub: mode ${mode} ends where the clone must prove itself`, async () => {
    const calls: string[] = []
    cloud.watch((action) => void calls.push(action))
    const { error, message, states, report } = await run(mode)
    cloud.watch(() => undefined)
    assert.equal(error, 'EngineNotProven', message)
    // The clone was restored with a password of its own, which is the one it was opened with.
    assert.ok(calls.includes('RestoreDBInstanceFromDBSnapshot'))
    assert.ok(!calls.includes('ModifyDBInstance'))
    assert.match(message, /The server of the clone does not do what the plan means/)
    assert.deepEqual(states, [
      ...['PlanRun', 'Preflight', 'TakeSnapshot', 'RestoreClone', 'ProveEngine'],
      ...['DeleteCloneAfterFailure', 'ReportFailure'],
    ])
    assert.match(report, /which is a preview/)
    assert.ok(production.changes.copies.some((text) => text.includes('CREATE USER "')))
    assert.deepEqual(production.changes.own, [], 'production was told to change nothing')
    assert.deepEqual(clones(), [])
    const hosts = new Set(dialled.map((to) => /HOST=([^)]+)/.exec(to)?.[1]))
    assert.ok(hosts.size > 1, 'the clone was connected to at a host of its own')
  })

test('stub: a source without TLS, of several databases, or with another password is refused before anything is created', async () => {
  const taken = cloud.rds.snapshots.size
  cloud.rds.optionGroups.set('local-options', [])
  const before = dialled.length
  const plain = await run('rehearse')
  cloud.rds.optionGroups.set('local-options', [ssl])
  assert.equal(plain.error, 'DatabaseUnreachable')
  assert.match(plain.message, /option group local-options of .*production.* has no option SSL/)
  cloud.rds.addInstance('tenants', production.server, { ...shown, MultiTenant: true })
  const container = await run('rehearse', 'tenants')
  assert.equal(container.error, 'SourceNotFound')
  assert.match(container.message, /expected the single-tenant configuration/)
  assert.equal(dialled.length, before, 'nothing was connected to')
  addStub('rotated', 'another')
  const { error, message, report } = await run('rehearse', 'rotated')
  assert.equal(error, 'AccessDenied')
  assert.match(message, /ORA-01017/)
  assert.match(report, /ORA-01017/)
  assert.equal(cloud.rds.snapshots.size, taken)
})

test('stub: a full recovery area stops the run before a snapshot is paid for', async () => {
  const taken = cloud.rds.snapshots.size
  addStub('full', 'secret', { undo: { recovery: '91.5' } })
  const { error, message } = await run('purge', 'full')
  assert.equal(error, 'PreflightFailed')
  assert.match(message, /recovery area is 92 % full/)
  assert.equal(cloud.rds.snapshots.size, taken)
})

for (const mode of ['plan', 'rehearse', 'purge'])
  test(`mode ${mode}: what the listener refuses, the report says, and nothing is created`, async () => {
    const taken = cloud.rds.snapshots.size
    const listener = await refusingListener((socket) => socket.write(refusal(12514)))
    const { server } = stubInstance('secret')
    const refusing = { ...server, host: '127.0.0.1', port: listener.port } as DatabaseServer
    cloud.rds.addInstance(`refusing-${mode}`, refusing, shown)
    try {
      const { error, message, states, report } = await run(mode, `refusing-${mode}`)
      assert.equal(error, 'DatabaseNotFound', message)
      assert.match(message, /NJS-518.*the listener knows no such service.*DB name/s)
      assert.deepEqual(states, ['PlanRun', 'ReportFailure'])
      assert.match(report, /NJS-518/)
      assert.equal(cloud.rds.snapshots.size, taken)
    } finally {
      await listener.close()
    }
  })
