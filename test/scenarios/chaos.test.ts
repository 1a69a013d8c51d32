import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cloud, countTokens, freshProduction, purged, purgeRun } from './whole-run.ts'

const seed = Number(process.env.DRYDOCK_CHAOS_SEED ?? Date.now() % 1_000_000)

test(`a run in which 30 % of all calls of AWS fail succeeds, and leaves nothing (DRYDOCK_CHAOS_SEED=${seed})`, async () => {
  await freshProduction()
  let calls = 0
  cloud.watch(() => void calls++)
  cloud.beUnwell({ share: 0.3, seed })
  const { error, report, clones } = await purgeRun().finally(() => cloud.beUnwell(null))
  console.log(`${calls} calls`)
  assert.equal(error, null)
  assert.equal(report.outcome, 'succeeded')
  assert.deepEqual(report.warnings, [])
  assert.ok(report.checks.every(({ passed }) => passed))
  assert.deepEqual(await countTokens(), purged)
  assert.deepEqual(clones, [])
  assert.equal(cloud.rds.snapshots.size, 1, 'the snapshot of the run is kept, and no other')
})
