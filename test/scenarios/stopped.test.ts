import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { approvalName } from '../../functions/contract/control.ts'
import { tagKeys } from '../../functions/contract/names.ts'
import { localPlace } from '../../local/smoke.ts'
import { fakeApplication } from '../smoke/fake-application.ts'
import { cloud, countTokens, freshProduction, stoppedRun, untouched } from './whole-run.ts'

// Imported late: the SDK reads where it speaks to from the environment.
const [{ handler }, { findApplication }] = await Promise.all([
  import('../../functions/sweep.ts'),
  import('../../functions/aws/find-application.ts'),
])
const keepFailedSnapshots = 1
// What is asked answers here; the task only has to be there until it is stopped.
const application = await fakeApplication()
after(() => application.close())
cloud.containers.command = [process.execPath, '-e', 'setInterval(() => {}, 1000)']
const client = cloud.secrets.add('client', {
  consumerKey: 'key',
  consumerSecret: 'secret',
  refreshToken: 'token',
})

/**
 * As the state machine of the sweep does it: after the calls under way have ended, and until all is
 * gone.
 */
async function sweepAfter(event: object): Promise<void> {
  await setTimeout(3_000)
  for (const end = Date.now() + 120_000; ; await setTimeout(200)) {
    const error = await handler(event, {
      getRemainingTimeInMillis: () => 60_000,
    } as never).then(
      () => null,
      (reason: Error) => reason,
    )
    if (error === null) return
    if (error.name !== 'NotReady' || Date.now() > end) throw error
  }
}

/** By state, what fails before it: the run is stopped while it cleans up. */
const afterFailureOf: Readonly<Record<string, string>> = {
  DeleteCloneAfterFailure: 'VerifyClone',
  ReportFailure: 'TakeSnapshot',
}
for (const state of [
  'PlanRun',
  'Preflight',
  'TakeSnapshot',
  'RestoreClone',
  'ProveEngine',
  'MeasureClone',
  'PurgeClone',
  'VerifyClone',
  'ReclaimClone',
  'MeasureProduction',
  'CheckGates',
  'AskApproval',
  'DeleteClone',
  'RecountProduction',
  'PurgeProduction',
  'VerifyProduction',
  'ReclaimProduction',
  'GatherArchive',
  'ExpireSnapshots',
  'Report',
  'DeleteCloneAfterFailure',
  'ReportFailure',
])
  test(`a run that is stopped in ${state} leaves nothing once it was swept after`, async () => {
    await freshProduction()
    const { name, error, reached, sweep } = await stoppedRun(
      state,
      {
        keepFailedSnapshots,
        // The interpreter goes on waiting for the answer, and the test's process with it.
        ...(state === 'AskApproval' && { approval: { deadline: '1m' } }),
      },
      {},
      afterFailureOf[state],
    )
    assert.ok(reached && error !== null)
    assert.equal(cloud.executions.get(name), 'ABORTED')
    await sweepAfter(sweep)
    assert.deepEqual([...cloud.rds.instances.keys()], ['production'])
    const unmarked = [...cloud.rds.snapshots.values()].filter(
      ({ tags }) => !tags.some(({ Key }) => Key === tagKeys.outcome),
    )
    assert.ok(unmarked.length <= keepFailedSnapshots, `${unmarked.length} snapshots`)
    assert.equal(cloud.parameters.has(approvalName('test', name)), false)
    const left = await countTokens()
    assert.equal(left.live, untouched.live, 'every living row is there')
    // Once it comes to production's purge, what is dead may be gone.
    if (!/^((Purge|Verify|Reclaim)Production|GatherArchive|ExpireSnapshots|Report)$/.test(state))
      assert.equal(left.dead, untouched.dead)
  })

for (const state of ['StartApplication', 'SmokeTest', 'StopApplication'])
  test(`a run that is stopped in ${state} leaves neither its application nor its clone once it was swept after`, async () => {
    await freshProduction()
    const { name, error, reached, sweep } = await stoppedRun(
      state,
      {
        keepFailedSnapshots,
        smokeTest: { image: 'any', protocol: 'http', port: application.port, client },
      },
      { smokeTest: localPlace },
    )
    assert.ok(reached && error !== null)
    assert.equal(cloud.executions.get(name), 'ABORTED')
    await sweepAfter(sweep)
    const found = await findApplication(localPlace, name)
    assert.notEqual(found, null, 'it was started')
    for (const end = Date.now() + 30_000; cloud.containers.running > 0; await setTimeout(50))
      assert.ok(Date.now() < end, 'it still runs')
    assert.match(found?.stopped ?? '', state === 'StopApplication' ? /is over/ : /has ended/)
    assert.deepEqual([...cloud.rds.instances.keys()], ['production'])
    assert.deepEqual(await countTokens(), untouched)
  })
