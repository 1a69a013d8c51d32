import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { backlogOf } from '../../cli/backlog.ts'
import { findDeployed } from '../../cli/deployed.ts'
import { asTheSwitchIs, type LiveRun } from '../../cli/live-run.ts'
import { switchPauses } from '../../functions/contract/control.ts'
import { purgeProgress, shownProgress } from '../../cli/progress.ts'
import type { Measured, Purged } from '../../functions/contract/evidence.ts'
import { pastRun } from '../../functions/report/chain.ts'
import { buildReport } from '../../functions/report/report.ts'
import { evidenceNames } from '../../functions/report/source-evidence.ts'
import { event, finishedAt, left } from '../report/whole-run.ts'
import { cloud, folder, setSwitch, standIn, standing, written } from './deployed.ts'
import { drydock } from './drydock.ts'

// What the commands say and do while a run stands in a state; the scenarios use whole runs.

const started = new Date(Math.floor(Date.now() / 1000) * 1000)
beforeEach(() => setSwitch('{"stop": false}'))
async function keep(place: string, content: object): Promise<void> {
  const file = join(folder, 'buckets', 'evidence', 'runs', place)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, JSON.stringify(content))
}

test('what slows a purge expires with the runs under way, unless it is kept or beside what is', async () => {
  const machine = cloud.stepFunctions.machines.get('drydock-test')
  assert.ok(machine !== undefined)
  const { TimeoutSeconds } = machine.definition as { TimeoutSeconds: number }
  // A call that the purge waits in may outlive its run.
  const until = new Date(started.getTime() + (TimeoutSeconds + 15 * 60) * 1000).toISOString()
  const end = standIn('PurgeProduction', 'slow-1', started)
  const wait = ['--wait', '0']
  const paused = await drydock('pause', ...wait)
  assert.match(
    paused.err,
    /^The change expires at .* UTC, by when the runs under way must have ended; a run/,
  )
  assert.deepEqual(JSON.parse(written()), { stop: false, pause: true, until })
  assert.match((await drydock('status')).out, /^The switch: pause, until 20\d\d-.* UTC$/m)
  await drydock('levels', 'cpu.pause=60')
  const levels = { cpu: { slow: 50, pause: 60 } }
  assert.deepEqual(JSON.parse(written()), { stop: false, pause: true, levels, until })
  await drydock('resume', ...wait)
  assert.deepEqual(JSON.parse(written()), { stop: false, levels, until })
  await drydock('levels', '--reset')
  assert.equal(written(), '{"stop":false}')
  await drydock('pace', '0.2', '--keep', ...wait)
  assert.equal(written(), '{"stop":false,"productionShare":0.2}')
  assert.match(
    (await drydock('pause', ...wait)).err,
    /^The switch holds what was kept, so the change/,
  )
  assert.equal(written(), '{"stop":false,"productionShare":0.2,"pause":true}')
  setSwitch(JSON.stringify({ stop: false, productionShare: 0.2, until }))
  await end()
  const after = await drydock('pause')
  assert.match(
    after.err,
    /^No run is under way, .* taken back\. Dropped, since .*: go, pace 0\.2, /,
  )
  assert.equal(written(), '{"stop":false,"pause":true}')
})

test('a cancel names the run until it has ended, and leaves the rest of the switch alone', async () => {
  setSwitch('{"stop": false, "productionShare": 0.2}')
  const end = standIn('PurgeProduction', 'gone-1')
  const cancelling = drydock('cancel', 'gone-1', '--yes')
  const cancel = { run: 'gone-1', by: 'arn:aws:iam::000000000000:user/you' }
  const named = { stop: false, cancel, productionShare: 0.2 }
  while (!written().includes('cancel')) await setTimeout(20)
  assert.deepEqual(JSON.parse(written()), named)
  await drydock('pace', '0.1', '--wait', '0')
  await end()
  const { err, out } = await cancelling
  assert.equal(
    out,
    [
      'test: go, pace 0.2 -> go, pace 0.2, cancels gone-1',
      'test: go, pace 0.1, cancels gone-1 -> go, pace 0.1',
      'gone-1: SUCCEEDED',
    ].join('\n'),
  )
  assert.match(err, /^It stops after the batch in flight; .* too if you end this command\.$/m)
  assert.equal(written(), '{"stop":false,"productionShare":0.1}')
})

test('a cancel does not take the place of another that its run has not seen', async () => {
  const ends = [standIn('PurgeProduction', 'window-1'), standIn('RecountProduction', 'after-1')]
  const cancel = { run: 'window-1', by: 'arn:aws:iam::1:user/other' }
  setSwitch(JSON.stringify({ stop: false, cancel }))
  const { code, err } = await drydock('cancel', 'after-1', '--yes')
  assert.notEqual(code, 0)
  assert.match(err, /^NotReady: The switch names window-1, which was cancelled by arn:aws:iam::1:/)
  assert.deepEqual(JSON.parse(written()), { stop: false, cancel })
  for (const end of ends) await end()
})

test('a run that comes to production while it is stopped is named in the switch, unless that ends another', async () => {
  const ends = [standIn('PurgeProduction', 'other-1')]
  const cancel = { run: 'other-1', by: 'arn:aws:iam::1:user/other' }
  for (const [run, held, said] of [
    ['late-1', { run: 'week-1', by: cancel.by }, /reads in the switch that the run is cancelled/],
    [
      'late-2',
      cancel,
      /^The switch stays as it is: it names other-1, which arn:aws:iam::1:user\/o/m,
    ],
  ] as const) {
    setSwitch(JSON.stringify({ stop: false, cancel: held }))
    const { end, enter } = standing('VerifyClone', run)
    cloud.watch((action) => void (action === 'StopExecution' && enter('PurgeProduction')))
    const { out, err } = await drydock('cancel', run, '--yes')
    cloud.watch(() => undefined)
    assert.match(out, said)
    const now = JSON.parse(written()).cancel
    if (run === 'late-2') assert.deepEqual(now, cancel)
    else {
      assert.equal(now.run, run)
      assert.equal(err, `The cancel of week-1 by ${cancel.by} is taken back; it has ended.`)
    }
    ends.push(end)
  }
  for (const end of ends) await end()
})

test('a run that waits for approval pauses once it is approved, and one before that once it is there', async () => {
  for (const [state, said] of [
    ['AskApproval', 'w-1 waits for approval. Once approved, the run pauses before'],
    ['VerifyClone', 'w-2 is in VerifyClone. The run pauses before'],
  ] as const) {
    setSwitch('{"stop": false}')
    const end = standIn(state, said.slice(0, 3))
    const { out } = await drydock('pause')
    await end()
    assert.equal(out.split('\n')[1], `${said} it works on production.`)
  }
})

test('a run that has made nothing is stopped without a word of a clone', async () => {
  standIn('Preflight', 'early-1')
  const { out } = await drydock('cancel', 'early-1', '--yes')
  assert.equal(
    out,
    'early-1 was stopped in Preflight. Production is untouched.\nIt had made nothing that is to ' +
      'be deleted. A stopped run writes no report.',
  )
  const followed = await drydock('follow', 'early-1')
  assert.equal(followed.err, 'The run early-1 has ended. This is what came of it.')
  const shown = await drydock('show', 'early-1')
  assert.equal(followed.out, shown.out)
  assert.match(
    shown.out,
    /^early-1: ABORTED\nCancelled: The run was cancelled by arn:.*From .*, Cancelled:\n/s,
  )
})

test('status says the next start, the backlog, and why a reading of production pauses', async () => {
  const stack = cloud.stacks.get('drydock-test') ?? {}
  cloud.stacks.set('drydock-test', { ...stack, WeeklySchedule: 'SUN 02:00 UTC' })
  const report = buildReport(event(), [left(...evidenceNames)], finishedAt)
  const rules = report.rules.map((one) => ({ ...one, dead: 40, productionDeleted: 39, left: 1 }))
  const at = report.finishedAt
  const week8 = { ...pastRun({ ...report, rules }), runId: 'week-8', sha256: '0'.repeat(64) }
  const runs = [week8, { ...week8, runId: 'cancelled', tables: [] }]
  await keep('history.json', { runs })
  const time = { startedAt: at, endedAt: at, calls: 2, done: false, error: null }
  const pause = { at, what: 'pause', seconds: 20, reasons: ['cpu is 93 % (pause from 90)'] }
  await keep('read-1/production/time-measure-production.json', { ...time, notes: [pause] })
  const end = standIn('MeasureProduction', 'read-1')
  const { out } = await drydock('status')
  await end()
  assert.match(out, /^Next start: 20\d\d-\d\d-\d\d 02:00 UTC$/m)
  const counted = `${rules.length} dead rows of ${rules.length} tables`
  assert.match(out, new RegExp(`^Backlog: ${counted}, as week-8 left them on 2026-03`, 'm'))
  assert.match(out, /^read-1 .* MeasureProduction: paused: cpu is 93 % \(pause from 90\)$/m)
  const byHand = { pausedFor: [switchPauses], progress: [] } as unknown as LiveRun
  const paused = { stop: false, pause: true, levels: {} }
  assert.deepEqual(asTheSwitchIs(byHand, paused).pausedFor, ['the switch says pause'])
  assert.deepEqual(asTheSwitchIs(byHand, { ...paused, pause: false }).pausedFor, [
    'the switch said pause, and says go by now; the run looks again within a minute',
  ])
  cloud.stacks.set('drydock-test', { ...stack, WeeklySchedule: 'off' })
  assert.match((await drydock('status')).out, /^Next start: none, the schedule is off$/m)
  cloud.stacks.set('drydock-test', stack)
  assert.equal((await backlogOf(await findDeployed('test')))?.rows, rules.length)
})

test('a purge says the table of the rule whose rows went last, and no backlog where none was counted', () => {
  const deleted = (table: string, rows: number) => ({ table, rows, old: 0, hash: '0' })
  const counted = (table: string, kind: string) => ({ table, kind, rule: 'tokens', classes: [] })
  const tables = [deleted('TOKEN', 2), deleted('SCOPE', 3), deleted('LATER', 0)]
  const purged = { done: false, databases: [{ database: 'apim', tables }] } as unknown as Purged
  const measured = {
    databases: [
      { database: 'apim', tables: [counted('SCOPE', 'child'), counted('TOKEN', 'rule')] },
    ],
  } as unknown as Measured
  const progress = purgeProgress('production', 'production', purged, measured)
  assert.equal(progress.table, 'TOKEN')
  assert.equal(shownProgress(progress), '5 of 5 rows of production, last of TOKEN')
})
