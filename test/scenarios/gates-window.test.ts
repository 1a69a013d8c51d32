import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import {
  cloud,
  control,
  countTokens,
  freshProduction,
  purged,
  purgeRun,
  untouched,
  type Ended,
} from './whole-run.ts'
import { called } from './scene.ts'
import { serversFollow } from '../seed/server-clock.ts'

serversFollow()

const { now } = Date
const isTokens = ({ table }: { table: string }) => table === called('IDN_OAUTH2_ACCESS_TOKEN')
beforeEach(freshProduction)
afterEach(() => void (Date.now = now))

/** It purged nothing, left no clone, and reported. */
async function assertStopped(
  { error, states, report, clones }: Ended,
  name: string,
  message: RegExp,
): Promise<void> {
  assert.equal(error?.name, name, error?.message)
  assert.match(report.error?.message ?? '', message)
  assert.deepEqual(await countTokens(), untouched)
  assert.deepEqual(clones, [])
  assert.ok(!states.includes('PurgeProduction'))
  assert.deepEqual(states.slice(-2), ['DeleteCloneAfterFailure', 'ReportFailure'])
}

/** Saturday, so many ms before or after 01:00 UTC; time goes on from there. */
function pretend(milliseconds: number): void {
  const [from, real] = [Date.parse('2026-11-28T01:00:00Z') + milliseconds, performance.now()]
  Date.now = () => Math.floor(from + performance.now() - real)
}
const night = { days: ['SAT'], from: '01:00', to: '05:00' }

test('outside its window a run that is not to wait ends', async () => {
  pretend(-7_200_000)
  await assertStopped(
    await purgeRun({ settings: { window: { ...night, outside: 'end' } } }),
    'OutsideWindow',
    /production may be purged SAT from 01:00 to 05:00 UTC, next at 2026-11-28T01:00Z/,
  )
})

test('outside its window a run waits, and purges once it is open', async () => {
  pretend(-7_200_000)
  const at: number[] = []
  const ended = await purgeRun({
    settings: { window: { ...night, outside: 'wait' } },
    onState: (state) => {
      // Five seconds are left to wait when the gates are looked at.
      if (state === 'CheckGates') pretend(-5000)
      if (state === 'PurgeProduction') at.push(Date.now() - Date.parse('2026-11-28T01:00:00Z'))
    },
  })
  assert.equal(ended.error, null)
  assert.deepEqual(await countTokens(), purged)
  assert.ok((at[0] ?? -1) > -1000, `purged ${at[0]} ms after the window opened`)
  assert.match(
    ended.report.gates.find(({ gate }) => gate === 'window')?.detail ?? '',
    /The run waits until then\.$/,
  )
})

test('a purge under way pauses when the window closes, and goes on to the end when it opens again', async () => {
  pretend(3_600_000)
  let pauses = 0
  const counts: number[] = []
  const ended = await purgeRun({
    // The run's clock is a day's, so a window a day.
    settings: {
      window: { days: ['SAT', 'SUN'], from: '01:00', to: '05:00', outside: 'end' },
      limits: { batchMilliseconds: 10, productionShare: 0.05 },
    },
    waits: { PurgeProductionPauses: 500 },
    onState: (state) => {
      if (state !== 'PurgeProduction') return
      let readings = 0
      cloud.watch(async (action) => {
        if (action !== 'GetParameter') return
        readings += 1
        // A second into the purge the window closes; the pause that is to last for hours ends in
        // half a second.
        if (readings !== 2) return
        pretend(4 * 3_600_000 + 60_000)
        pauses += 1
        setTimeout(
          () =>
            void countTokens().then((count) => {
              counts.push(count.dead)
              pretend(24 * 3_600_000 + 60_000)
              // Nothing is left to be seen at this pace.
              cloud.parameters.set(control, '{"stop": false, "productionShare": 1}')
            }),
          400,
        )
      })
    },
  })
  assert.equal(ended.error, null, ended.error?.message)
  assert.equal(pauses, 1)
  assert.ok(
    (counts[0] ?? 0) > 0 && (counts[0] ?? 0) < untouched.dead,
    `${counts[0]} dead rows were left in the pause`,
  )
  assert.deepEqual(await countTokens(), purged)
  assert.equal(ended.report.rules.find(isTokens)?.productionDeleted, untouched.dead)
})
