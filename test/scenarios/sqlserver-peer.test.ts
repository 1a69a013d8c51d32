import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peerInstance } from '../engines/sqlserver/peer-instance.ts'
import { clones, cloud, runOf, scratch } from './preview-run.ts'

// No server of SQL Server: the peer speaks its protocol and answers as a script says. What is shown
// is how far the workflow goes with the engine's own driver and statements, and where it ends.
const shown = { Engine: 'sqlserver-se', LicenseModel: 'license-included' }
async function addPeer(name: string, ...otherwise: Parameters<typeof peerInstance>) {
  const peer = await peerInstance(...otherwise)
  scratch.onCleanup(() => peer.server.stop())
  cloud.rds.addInstance(name, peer.server, shown)
  return peer
}
const production = await addPeer('production')

const run = runOf('sqlserver', [{ name: 'apim', times: { written: 'UTC' } }])

test('a plan of SQL Server goes to its report, and says preview', async () => {
  const { error, message, states, report } = await run('plan')
  assert.equal(error, undefined, message)
  assert.deepEqual(states, ['PlanRun', 'Preflight', 'CountRows', 'Report'])
  assert.match(report, /preview/)
})

test('a purge that nobody accepted a preview for is refused before anything is created', async () => {
  const { error, message, states } = await run('purge', 'production', false)
  assert.equal(error, 'ProductionNotAllowed')
  assert.match(message, /runs sqlserver-se. This engine is a preview/)
  assert.deepEqual(states, ['PlanRun', 'ReportFailure'])
  assert.equal(cloud.rds.snapshots.size, 0)
})

for (const mode of ['rehearse', 'purge'])
  test(`mode ${mode} ends where the clone must prove itself: a script does nothing that is meant`, async () => {
    const { error, message, states } = await run(mode)
    assert.equal(error, 'EngineNotProven', message)
    assert.match(message, /The server of the clone does not do what the plan means/)
    assert.deepEqual(states, [
      ...['PlanRun', 'Preflight', 'TakeSnapshot', 'RestoreClone', 'ProveEngine'],
      ...['DeleteCloneAfterFailure', 'ReportFailure'],
    ])
    assert.ok(production.changes.copies.some((text) => text.startsWith('CREATE DATABASE')))
    assert.deepEqual(production.changes.own, [], 'production was told to change nothing')
    assert.deepEqual(clones(), [])
  })

test('a clone that mirroring made Multi-AZ is refused, and deleted', async () => {
  cloud.rds.optionGroups.set('local-options', [{ OptionName: 'Mirroring' }])
  const { error, message } = await run('rehearse')
  cloud.rds.optionGroups.set('local-options', [])
  assert.equal(error, 'RestoreFailed')
  assert.match(message, /RDS made the clone .* Multi-AZ.*group local-options has mirroring/)
  assert.deepEqual(clones(), [])
})

test('a log that is nearly full stops the run before a snapshot is paid for', async () => {
  const taken = cloud.rds.snapshots.size
  await addPeer('full', { used: '91.00', settings: { waits: 'LOG_BACKUP' } })
  const { error, message } = await run('purge', 'full')
  assert.equal(error, 'PreflightFailed')
  assert.match(message, /transaction log is 91% full \(log_reuse_wait_desc: LOG_BACKUP\)/)
  assert.equal(cloud.rds.snapshots.size, taken)
})
