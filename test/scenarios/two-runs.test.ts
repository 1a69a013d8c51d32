import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { errorNames } from '../../functions/contract/errors.ts'
import { called } from './scene.ts'
import { countTokens, freshProduction, purged, purgeRun, untouched } from './whole-run.ts'

beforeEach(freshProduction)

test('two runs at once on one production: no row is wrong, each dead row is deleted and counted once, and who comes late says why it stops', async () => {
  const both = await Promise.all([purgeRun(), purgeRun()])
  assert.ok(
    both.some(({ error }) => error === null),
    JSON.stringify(both.map(({ error }) => error)),
  )
  // Drift where the other had begun before this one looked; PurgeRunning or a check where both had
  // begun.
  for (const { error, clones } of both) {
    assert.ok(error === null || (errorNames as readonly string[]).includes(error.name), error?.name)
    assert.deepEqual(clones, [])
  }
  assert.deepEqual(await countTokens(), purged)
  const deleted = both.map(
    ({ report }) =>
      report.rules.find(({ table }) => table === called('IDN_OAUTH2_ACCESS_TOKEN'))
        ?.productionDeleted ?? 0,
  )
  assert.equal(
    deleted.reduce((sum, rows) => sum + rows, 0),
    untouched.dead,
  )
})
