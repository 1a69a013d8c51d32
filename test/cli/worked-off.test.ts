import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pastRun } from '../../functions/report/chain.ts'
import { workedOff, workedOffText } from '../../cli/worked-off.ts'
import { backlogFoundSchema } from '../../functions/contract/backlog.ts'
import { pastRunSchema, type PastRun } from '../../functions/report/schema.ts'
import { drydock } from './drydock.ts'
import { past } from './past-run.ts'
import { put } from './ui-scene.ts'

const [now, day] = [Date.now(), 86_400_000]
const daysAgo = (days: number) => new Date(now - days * day).toISOString()
const confirmedAt = daysAgo(20)
const by = (run: number, at = confirmedAt) => ({ runId: 'week-1', at, run })
const work = (found: number, left: number, run: number) => ({
  backlog: { confirmed: 76_000_000, found, left, by: by(run) },
})
const ran = (...runs: object[]): PastRun[] => runs.map((one) => pastRunSchema.parse(one))
const textOf = (...runs: object[]): string => {
  const found = workedOff(ran(...runs), now)
  return found === null ? '' : workedOffText(found)
}
const line =
  'Confirmed backlog: 36,000,000 of 76,000,000 dead rows left, confirmed on ' +
  `${confirmedAt.slice(0, 16).replace('T', ' ')} UTC by week-1, after 2 runs; ` +
  'about 2 more runs at the pace of the last one'

test('status and history print how far a confirmed backlog is, in one line', async () => {
  const runs = [past('week-1', work(76_000_000, 56_000_000, 1), {})]
  runs.push(past('week-2', work(56_000_000, 36_000_000, 2), {}))
  await put('runs/history.json', { runs })
  for (const command of ['status', 'history']) {
    const lines = (await drydock(command)).out.split('\n')
    assert.deepEqual(
      lines.filter((one) => one.startsWith('Confirmed')),
      [line],
      command,
    )
  }
  const json: unknown = JSON.parse((await drydock('status', '--json')).out)
  assert.ok(Array.isArray(json))
  const [{ workedOff: told }] = json as [{ workedOff: unknown }]
  const rows = { confirmed: 76_000_000, left: 36_000_000 }
  assert.deepEqual(told, { ...rows, by: by(2), more: 2, void: null })
  await put('runs/history.json', { runs: [past('week-1', {}, {})] })
  for (const command of ['status', 'history'])
    assert.doesNotMatch((await drydock(command)).out, /Confirmed backlog/)
})

test('a failed run, a rehearsal and one of other rules leave a confirmed backlog open; a purge without it closes it', () => {
  const open = past('week-2', work(56_000_000, 36_000_000, 2), {})
  const failed = past('week-3', { outcome: 'failed' }, {})
  const rehearsed = past('week-4', { mode: 'rehearse' }, {})
  const few = past('week-5', { plannedRules: ['sessions'] }, {})
  assert.equal(textOf(open, failed, rehearsed, few), line)
  assert.equal(textOf(open, past('week-6', {}, {})), '')
  assert.equal(textOf(), '')
})

const again = 'Confirm it again: npx drydock run --mode purge --confirm-blast-radius'

test('once the 90 days of its confirmation are over, the line says that it is void', async () => {
  const old = (days: number) => ({
    backlog: { confirmed: 9, found: 8, left: 6, by: by(2, daysAgo(days)) },
  })
  assert.doesNotMatch(textOf(past('w', old(89), {})), /void/)
  const text = textOf(past('w', old(91), {}))
  assert.ok(
    text.endsWith(`, after 2 runs; void: the 90 days of its confirmation are over. ${again}`),
  )
  await put('runs/history.json', { runs: [past('w', old(91), {})] })
  for (const command of ['status', 'history'])
    assert.match((await drydock(command)).out, /void: the 90 days/, command)
  // What a purge after that may go by is no longer this confirmation, whatever its rules are.
  const few = { plannedRules: ['sessions'] }
  const finishedAt = (days: number) => ({ finishedAt: daysAgo(days) })
  assert.notEqual(textOf(past('w', old(91), {}), past('x', { ...few, ...finishedAt(2) }, {})), '')
  assert.equal(textOf(past('w', old(91), {}), past('x', { ...few, ...finishedAt(0.5) }, {})), '')
})

test('once the gate blast-radius has ended a purge of the same rules, the line says that it is void', () => {
  const open = past('week-2', work(56_000_000, 36_000_000, 2), {})
  const ended = { outcome: 'failed', error: 'BlastRadius' }
  assert.ok(
    textOf(open, past('week-3', ended, {}), past('week-4', { outcome: 'failed' }, {})).endsWith(
      `; void: the gate blast-radius ended week-3, whose report says why. ${again}`,
    ),
  )
  const few = { ...ended, plannedRules: ['sessions'] }
  assert.equal(textOf(open, past('week-3', few, {})), line)
  // Confirmed again, it is another one.
  const anew = past('week-4', work(90_000_000, 36_000_000, 2), {})
  assert.doesNotMatch(textOf(open, past('week-3', ended, {}), anew), /void/)
})

test('a backlog that is done, one of which nothing went, and one of an earlier report are told as such', () => {
  assert.match(textOf(past('w', work(9, 0, 4), {})), /^Confirmed backlog: 0 of .*, after 4 runs$/)
  assert.match(
    textOf(past('w', work(9, 9, 1), {})),
    /after 1 run; the last run deleted none of it$/,
  )
  assert.equal(
    textOf(past('w', { backlog: { confirmed: 10, found: 9, left: 6 } }, {})),
    'Confirmed backlog: 6 of 10 dead rows left; about 2 more runs at the pace of the last one',
  )
})

test('of several sources the index of runs keeps the confirmation that has most left', () => {
  const found = (source: string, left: number) =>
    backlogFoundSchema.parse({
      ...{ source, tables: [], dead: 0, hours: null, windows: null, runs: null, archive: null },
      couldReturn: 0,
      work: {
        ...{ confirmedBy: `of-${source}`, confirmedAt: '2026-11-01T02:10:00.000Z', run: 3 },
        ...{ confirmed: 100, found: 90, left, deleted: 90 - left },
      },
    })
  assert.deepEqual(
    pastRun({
      ...{ runId: 'r', outcome: 'succeeded', mode: 'purge', finishedAt: '', error: null },
      ...{ plannedRules: [], rules: [], backlog: [found('a', 10), found('b', 70), found('c', 20)] },
    }).backlog,
    {
      ...{ confirmed: 300, found: 270, left: 100 },
      by: { runId: 'of-b', at: '2026-11-01T02:10:00.000Z', run: 3 },
    },
  )
})
