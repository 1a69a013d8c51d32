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
