import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { findDeployed } from '../../cli/deployed.ts'
import { leftRebuilds, leftRebuildText } from '../../cli/left-rebuilds.ts'
import type { LiveRun } from '../../cli/live-run.ts'
import { notRebuilt, ReclaimAccount } from '../../functions/jobs/reclaim-account.ts'
import { namePlan } from '../../functions/preflight/plan.ts'
import { cloud, deployment, environment, folder, standIn } from './deployed.ts'
import { drydock } from './drydock.ts'

const size = (table: string) => ({ table, data: 9, index: 9, free: 9 })

/** What the step keeps of a run that has rebuilt A, and begun with B. */
async function begun(runId: string, session: string): Promise<void> {
  const { run, sources } = await namePlan({
    ...{ environment, deployment, input: {} },
    execution: { name: runId, startTime: new Date().toISOString() },
  }).plan(async (_, database) => database)
  const [source] = sources
  assert.ok(source)
  const file = join(folder, 'buckets/evidence/runs', runId, 'production/measure-clone.json')
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify({ databases: [] }))
  const account = await ReclaimAccount.read(run, source, 'production')
  const of = (table: string) => notRebuilt(size(table), true, 'whatever rebuilt it was cut off')
  await account.begin('apim', of('A'), '39')
  await account.record('apim', { ...of('A'), after: size('A') })
  await account.begin('apim', of('B'), session)
}

const leftIn = async () =>
  (await drydock('status')).out.split('\n').filter((line) => line.startsWith('Left behind'))

test('a rebuild that the server may go on with after its run was ended is shown by its session', async () => {
  await begun('week-1', '41')
  const end = standIn('ReclaimProduction', 'week-1')
  // While its run goes on, that ends it.
  assert.deepEqual(await leftIn(), [])
  await cloud.stepFunctions.call('StopExecution', {
    executionArn: 'arn:aws:states:eu-west-1:000000000000:execution:drydock-test:week-1',
    error: 'Cancelled',
  })
  await end()
  const [line = '', ...more] = await leftIn()
  assert.equal(
    line.replace(/20\d\d-\d\d-\d\d \d\d:\d\d/, 'just now'),
    'Left behind: week-1 ended while session 41 of production rebuilt B (apim), since just now ' +
      'UTC. The server may go on with it, and nobody watches it: docs/runbook.md, heading A ' +
      'rebuild was left behind, says how to look and how to end it.',
  )
  assert.deepEqual(more, [])
  const [{ leftRebuilds: told }] = JSON.parse((await drydock('status', '--json')).out)
  const [{ since }] = told
  assert.ok(Math.abs(Date.now() - Date.parse(since)) < 60_000, since)
  assert.deepEqual(told, [
    {
      ...{ run: 'week-1', source: 'production', database: 'apim', table: 'B' },
      ...{ session: '41', since },
    },
  ])
})

test('nothing is left behind by a run that succeeded, or that ended days ago', async () => {
  await begun('week-2', '42')
  await standIn('ReclaimProduction', 'week-2')()
  assert.ok((await leftIn()).every((line) => !line.includes('week-2')))
  const here = await findDeployed(undefined)
  const ended = (days: number, status = 'ABORTED'): LiveRun => ({
    ...{ run: 'week-2', status, startedAt: '', error: null, state: null },
    ...{ progress: [], pausedFor: [] },
    endedAt: new Date(Date.now() - days * 86_400_000).toISOString(),
  })
  const [one, ...more] = await leftRebuilds(here, [ended(2)])
  assert.deepEqual([one?.session, more], ['42', []])
  // Of an earlier version, which did not keep it.
  assert.ok(one !== undefined && !leftRebuildText({ ...one, since: null }).includes('since'))
  assert.deepEqual(await leftRebuilds(here, [ended(4)]), [])
})
