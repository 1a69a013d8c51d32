import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { runEnvironmentSchema, type RunEnvironment } from '../../functions/contract/environment.ts'
import { namePlan } from '../../functions/preflight/plan.ts'
import { serveMachines } from '../../local/machines.ts'
import { cloud, deployment, environment, folder } from './deployed.ts'
import { drydock } from './drydock.ts'
import { past } from './past-run.ts'

const confirmedAt = new Date(Date.now() - 20 * 86_400_000)
const work = (runId: string) => ({
  backlog: {
    ...{ confirmed: 76_000_000, found: 56_000_000, left: 36_000_000 },
    by: { runId, at: confirmedAt.toISOString(), run: 2 },
  },
})

async function reported(runId: string): Promise<void> {
  const runs = join(folder, 'buckets/evidence/runs')
  await mkdir(runs, { recursive: true })
  const index = { runs: [past(runId, work(runId), {})] }
  await writeFile(join(runs, 'history.json'), JSON.stringify(index))
}

/** Lets a run end as it would by these settings, and deploys others. */
async function ran(runId: string, input: object, then: Partial<RunEnvironment>): Promise<void> {
  const plan = await namePlan({
    ...{ environment, deployment, input },
    execution: { name: runId, startTime: confirmedAt.toISOString() },
  }).plan(async (_, database) => database)
  const machine = cloud.stepFunctions.machines.get('drydock-test')
  assert.ok(machine)
  cloud.stepFunctions.machines.set('drydock-test', { ...machine, run: async () => ({ plan }) })
  await cloud.stepFunctions.begin('drydock-test', runId, input, confirmedAt)
  const changed = runEnvironmentSchema.parse({ ...environment, ...then })
  serveMachines(cloud, { environment: changed, deployment })
  await reported(runId)
}

const line = async (command: string) =>
  (await drydock(command)).out.split('\n').find((one) => one.startsWith('Confirmed'))

test('status and history say that a confirmation is void by other settings before the gate does', async () => {
  const limits = { ...environment.limits, blastShare: 0.3 }
  await ran('week-1', {}, { limits })
  const told =
    '; void: the settings are no longer those of week-1 (limits.blastShare is 0.3, was 0.9). If ' +
    'that was not meant, put them back and deploy: it holds again. Confirm it again: npx drydock '
  for (const command of ['status', 'history'])
    assert.ok((await line(command))?.includes(told), command)
})

test('settings that decide about no row leave a confirmation as it is', async () => {
  await ran('week-2', {}, { keepSnapshots: 9, mode: 'plan' })
  assert.match((await line('status')) ?? '', /; about 2 more runs at the pace of the last one$/)
})

test('the rules that a run was started with count for its confirmation', async () => {
  const rules = { tokens: { retention: '30d' as const } }
  await ran('week-3', { rules }, {})
  assert.doesNotMatch((await line('status')) ?? 'void', /void/)
  await ran('week-4', { rules }, { rules: { sessions: { enabled: false } } })
  assert.match((await line('status')) ?? '', /\(rules.sessions.enabled is false, was true\)/)
})

test('settings that only another version of Drydock can plan by are left to the gate', async () => {
  await ran('week-5', {}, { rules: { 'of-tomorrow': { enabled: true } } })
  assert.match((await line('status')) ?? '', /; about 2 more runs at the pace of the last one$/)
})

test('a confirmation whose run can no longer be read is left to the gate', async () => {
  await reported('gone')
  assert.match((await line('status')) ?? '', /; about 2 more runs at the pace of the last one$/)
})
