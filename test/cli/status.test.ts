import assert from 'node:assert/strict'
import { test } from 'node:test'
import { largeReport } from '../report/large-report.ts'
import { drydock } from './drydock.ts'
import { past } from './past-run.ts'
import { cloud, put, runIn } from './ui-scene.ts'

// What status says of runs that have ended, of an environment without a database.

const { machines } = cloud.stepFunctions

test('the backlog is that of the last run of all rules; a later one of a few counts for its tables', async () => {
  const two = (one: ReturnType<typeof past>, other: number | null) => ({
    ...one,
    tables: [...one.tables, ...one.tables.map((its) => ({ ...its, table: 'S', left: other }))],
  })
  const limited = {
    mode: 'purge',
    outcome: 'failed',
    error: 'NotApproved',
    plannedRules: ['sessions'],
  }
  const few = past('week-10', limited, { table: 'S', left: 60 })
  const cancelled = past('week-9', { outcome: 'failed', error: 'Cancelled' }, { left: null })
  const backlog = async (...runs: object[]) => {
    await put('runs/history.json', { runs })
    const { out } = await drydock('status')
    const line = out.split('\n').find((one) => one.startsWith('Backlog')) ?? ''
    return line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/, '<instant>')
  }
  const whole = two(past('week-8', {}, { left: 300 }), 45)
  assert.equal(
    await backlog(whole, cancelled, few),
    'Backlog: 360 dead rows of 2 tables, as week-8 left them on <instant>; ' +
      'tables of a few rules as week-10 left them',
  )
  assert.match(
    await backlog(few),
    /^Backlog: 60 .* of 1 table, as week-10 left them .*, without the \d+ rules that it left out$/,
  )
})

test('a run that a person ended is not shown as failed, and --json keeps what Step Functions says', async () => {
  const machine = machines.get('drydock-test')
  assert.ok(machine !== undefined)
  machines.set('drydock-test', { ...machine, run: () => Promise.reject(new Error('ended')) })
  for (const [at, run] of ['given-up', 'rejected', 'broken'].entries()) {
    runIn(run, 'PurgeProduction', new Date(Date.now() - 1_000 + at))
    await new Promise((done) => setImmediate(done))
  }
  machines.set('drydock-test', machine)
  const ended = (run: string, error: string) => past(run, { outcome: 'failed', error }, {})
  const runs = [ended('given-up', 'Cancelled'), ended('rejected', 'NotApproved')]
  await put('runs/history.json', { runs: [...runs, ended('broken', 'LockedOut')] })
  const { out } = await drydock('status', '--runs', '3')
  assert.match(out, /^given-up .* CANCELLED$/m)
  assert.match(out, /^rejected .* NOT APPROVED$/m)
  assert.match(out, /^broken .* FAILED$/m)
  const [{ runs: told }] = JSON.parse((await drydock('status', '--json', '--runs', '3')).out)
  assert.deepEqual(
    told.map(({ status, error }: { status: string; error: string }) => [status, error]),
    [
      ['FAILED', 'LockedOut'],
      ['FAILED', 'NotApproved'],
      ['FAILED', 'Cancelled'],
    ],
  )
})

test('an undo of a run that deleted nothing in production says so, and starts nothing', async () => {
  const rules = largeReport.rules.map((one) => ({ ...one, productionDeleted: null }))
  await put('runs/second/report.json', { ...largeReport, rules, timeline: [] })
  const { code, err } = await drydock('undo', 'second', '--environment', 'test')
  assert.equal(
    err,
    'ArchiveMissing: The run second deleted nothing in production, ' +
      'so there is nothing to put back.',
  )
  assert.equal(code, 1)
  assert.ok(![...cloud.executions.keys()].some((name) => name.startsWith('count')))
})
