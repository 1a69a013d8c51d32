import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'
import { runExecution } from '../../local/run-execution.ts'
import { openScratch } from '../../local/scratch.ts'
import { peerInstance } from '../engines/sqlserver/peer-instance.ts'

// No server of SQL Server: the peer speaks its protocol and answers as a script says. What is shown
// is how far the workflow goes with the engine's own driver and statements, and where it ends.
const scratch = openScratch()
after(() => scratch.close())
const cloud = await startCloud(scratch.folder, `${scratch.folder}/buckets`)
scratch.onCleanup(() => cloud.close())
Object.assign(process.env, cloud.environment, { DRYDOCK_LOG: `${scratch.folder}/drydock.log` })
cloud.parameters.set('/drydock/test/control', '{"stop": false}')
const secret = cloud.secrets.add('production', { username: 'drydock', password: 'secret' })

const shown = { Engine: 'sqlserver-se', LicenseModel: 'license-included' }
async function addPeer(name: string, ...otherwise: Parameters<typeof peerInstance>) {
  const peer = await peerInstance(...otherwise)
  scratch.onCleanup(() => peer.server.stop())
  cloud.rds.addInstance(name, peer.server, shown)
  return peer
}
const production = await addPeer('production')

const deployment = {
  cloneSecurityGroup: 'sg-clones',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
let runs = 0

interface Ended {
  /** The last error of a function, as the state machine sees it. */
  readonly error: string | undefined
  readonly message: string
  readonly states: readonly string[]
}

async function run(mode: string, instance = 'production', acceptPreview = true): Promise<Ended> {
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    allowProductionPurge: true,
    acceptPreview,
    sources: [
      {
        instance,
        engine: 'sqlserver',
        databases: [{ name: 'apim', times: { written: 'UTC' } }],
        secret,
      },
    ],
  })
  const states: string[] = []
  const error = await runExecution(synthesizeDefinition(environment, deployment), {
    name: `peer-${++runs}`,
    startTime: new Date(),
    input: { mode },
    fail: undefined,
    executions: cloud.executions,
    answerTo: cloud.answerTo,
    onState: (state) => void states.push(state),
  })
  return { error: error?.name, message: error?.message ?? '', states }
}
const clones = () => [...cloud.rds.instances.keys()].filter((id) => id.startsWith('drydock-'))

test('a plan of SQL Server goes to its report, and says preview', async () => {
  const { error, message, states } = await run('plan')
  assert.equal(error, undefined, message)
  assert.deepEqual(states, ['PlanRun', 'Preflight', 'CountRows', 'Report'])
  const report = `${scratch.folder}/buckets/evidence/runs/peer-${runs}/report.html`
  assert.match(readFileSync(report, 'utf8'), /preview/)
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
