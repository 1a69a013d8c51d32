import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import {
  addTokens,
  cloud,
  connection,
  control,
  countTokens,
  freshProduction,
  purged,
  purgeRun,
  underWay,
  untouched,
  type Ended,
} from './whole-run.ts'
import { called } from './scene.ts'
import { serversFollow } from '../seed/server-clock.ts'
import { pattern } from '../pattern.ts'

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
const shutGates = ({ report }: Ended) =>
  report.gates.filter(({ passed }) => !passed).map(({ gate }) => gate)

test('every gate open: production is purged, and the report says what stood before it', async () => {
  const ended = await purgeRun()
  assert.equal(ended.error, null)
  assert.deepEqual(await countTokens(), purged)
  assert.deepEqual(
    ended.report.gates.map(({ gate, source, passed }) => [gate, source, passed]),
    [
      ['drift', 'production', true],
      ['blast-radius', 'production', true],
      ['archive-size', 'production', true],
      ['window', 'production', true],
    ],
  )
})

test('blast radius: a run that nobody confirmed stops with production untouched; confirmed, it goes on', async () => {
  const settings = { limits: { blastShare: 0.5 } }
  const ended = await purgeRun({ settings })
  await assertStopped(
    ended,
    'BlastRadius',
    pattern(
      /\w+_ACCESS_TOKEN \(apim\): 12,000 of 14,000 rows would be deleted, 85\.7 %; the /i,
      /limit is 5,000,000 rows .* and 50 % .*npx drydock run --mode purge --confirm-blast-radius;/,
    ),
  )
  assert.deepEqual(shutGates(ended), ['blast-radius'])
  const confirmed = await purgeRun({ settings, input: { confirmBlastRadius: true } })
  assert.equal(confirmed.error, null)
  assert.deepEqual(await countTokens(), purged)
  assert.match(
    confirmed.report.gates.find(({ gate }) => gate === 'blast-radius')?.detail ?? '',
    /85\.7 %.*Confirmed by the execution's input/,
  )
})

test("blast radius: a rule's own limits go before the environment's, and rows are limited like shares", async () => {
  const ended = await purgeRun({
    settings: {
      limits: { blastShare: 0.5 },
      rules: { tokens: { blastRows: 11_999, blastShare: 1 } },
    },
  })
  await assertStopped(
    ended,
    'BlastRadius',
    /12,000 of 14,000 rows would be deleted, 85\.7 %; the limit is 11,999 rows/,
  )
})

test('drift: rows that came to production after the rehearsal stop the run, and are named', async () => {
  const ended = await purgeRun({
    onState: async (state) => {
      if (state === 'VerifyClone') await addTokens('drift', 1000, 'INACTIVE')
    },
  })
  await assertStopped(
    ended,
    'Drift',
    /TOKEN \(apim\): 13,000 rows are dead, compared with 12,000 on the clone \(120 may differ\)\./i,
  )
  assert.deepEqual(shutGates(ended), ['drift'])
})

test('drift: rows that went from production after the rehearsal stop the run as well', async () => {
  const ended = await purgeRun({
    onState: async (state) => {
      if (state === 'VerifyClone')
        await connection.query(
          `DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'ACTIVE' LIMIT 1500`,
        )
    },
  })
  assert.equal(ended.error?.name, 'Drift')
  assert.match(
    ended.report.error?.message ?? '',
    /it has 12,500 rows, compared with 14,000 on the clone/,
  )
})

test('a schema that changed after the rehearsal stops the run', async () => {
  const ended = await purgeRun({
    onState: async (state) => {
      if (state === 'MeasureProduction')
        await connection.query('ALTER TABLE IDN_OAUTH2_ACCESS_TOKEN ADD COLUMN NEW INT')
    },
  })
  await assertStopped(ended, 'SchemaChanged', /apim on the production differ from the plan/)
})

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

test('the switch set before the purge: nothing is deleted; taken back, the next run goes to the end', async () => {
  cloud.parameters.set(control, '{"stop": true}')
  const ended = await purgeRun()
  assert.equal(ended.error?.name, 'PurgeStopped')
  assert.match(
    ended.report.error?.message ?? '',
    pattern(
      /says \{"stop": true\}\. .* To continue: npx drydock resume test, then start another run/,
    ),
  )
  assert.deepEqual(await countTokens(), untouched)
  cloud.parameters.set(control, '{"stop": false}')
  assert.equal((await purgeRun()).error, null)
  assert.deepEqual(await countTokens(), purged)
})

test('the switch set in mid-purge: what was deleted is on record, and the next run deletes the rest', async () => {
  const ended = await purgeRun({
    ...underWay(
      (reading) => void (reading === 2 && cloud.parameters.set(control, '{"stop": true}')),
    ),
    settings: { limits: { batchMilliseconds: 10, productionShare: 0.05 } },
  })
  assert.equal(ended.error?.name, 'PurgeStopped')
  const left = await countTokens()
  assert.ok(left.dead > 0 && left.dead < untouched.dead, `${left.dead} dead rows are left`)
  assert.equal(ended.report.rules.find(isTokens)?.productionDeleted, untouched.dead - left.dead)
  cloud.parameters.set(control, '{"stop": false}')
  assert.equal((await purgeRun()).error, null)
  assert.deepEqual(await countTokens(), purged)
})

test('a slow answer of SSM is waited for, a minute without any stops the purge', async () => {
  let slow = 3
  cloud.watch((action) =>
    action === 'GetParameter' && slow-- > 0
      ? new Promise((resolve) => setTimeout(resolve, 4000))
      : undefined,
  )
  assert.equal((await purgeRun()).error, null)
  assert.deepEqual(await countTokens(), purged)
  await freshProduction()

  cloud.watch((action) =>
    action === 'GetParameter' ? new Promise((resolve) => setTimeout(resolve, 4000)) : undefined,
  )
  const ended = await purgeRun()
  assert.equal(ended.error?.name, 'PurgeStopped')
  assert.match(
    ended.report.error?.message ?? '',
    /could not be read for 60 s .* a purge that cannot be stopped must not run/,
  )
  assert.deepEqual(await countTokens(), untouched)
})

test('the throttle: a purge that is held pauses by a Wait, goes on once it is let go, and the report says when and why', async () => {
  const held: number[] = []
  const watching = underWay(async (readings) => {
    if (readings === 2) cloud.parameters.set(control, '{"stop": false, "pause": true}')
    // Four more are read in place, in 20 s; the eighth is the second call's after the Wait.
    if (readings !== 8) return
    held.push((await countTokens()).dead)
    cloud.parameters.set(control, '{"stop": false, "productionShare": 1}')
  })
  const ended = await purgeRun({
    ...watching,
    settings: { limits: { batchMilliseconds: 10, productionShare: 0.05 } },
    waits: { PurgeProductionPauses: 500 },
  })
  assert.equal(ended.error, null, ended.error?.message)
  assert.ok(
    (held[0] ?? 0) > 0 && (held[0] ?? 0) < untouched.dead,
    `${held[0]} dead rows were left in the pause`,
  )
  assert.deepEqual(await countTokens(), purged)
  const notes = ended.report.paceNotes.filter(({ target }) => target === 'production')
  assert.deepEqual([notes[0]?.what, notes[0]?.reasons[0]], ['pause', 'the switch says pause'])
  assert.equal(notes.filter(({ what }) => what === 'go').length > 0, true)
  assert.ok(
    notes.filter(({ what }) => what === 'pause').reduce((sum, { seconds }) => sum + seconds, 0) >=
      20,
  )
})
