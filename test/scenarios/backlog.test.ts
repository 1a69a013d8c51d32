import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { scratch } from './scene.ts'
import { serversFollow } from '../seed/server-clock.ts'
import {
  cloud,
  control,
  countTokens,
  freshProduction,
  purged,
  purgeRun,
  underWay,
  untouched,
  type Asked,
  type Ended,
} from './whole-run.ts'

serversFollow()

const { now } = Date
let moved = 0
beforeEach(async () => {
  moved = 0
  Date.now = () => now() + moved
  await freshProduction()
})
afterEach(() => void (Date.now = now))

/**
 * 12,000 dead tokens are four times the limit. Runs of five days, of which 105 hours are for it and
 * what comes before.
 */
const settings = {
  limits: { blastRows: 3000, batchMilliseconds: 10, productionShare: 0.05 },
}
const hour = 3_600_000
const run = (asked: Asked = {}) => purgeRun({ settings, ...asked })
/** Its purge has time for a few batches; the next run begins two days later. */
async function cutOff(input: object = {}): Promise<Ended> {
  const ended = await run({
    ...underWay((reading) => {
      if (reading === 2) moved += 106 * hour
    }),
    input,
  })
  moved += 16 * hour
  return ended
}
const gate = ({ report }: Ended) => {
  const found = report.gates.find((one) => one.gate === 'blast-radius')
  return found === undefined ? '' : `${found.passed} ${found.detail}`
}
const confirm = { confirmBlastRadius: true }

test('a first run that does not fit into its time is confirmed once, and three scheduled runs work its backlog off', async () => {
  assert.equal((await run()).error?.name, 'BlastRadius')
  assert.deepEqual(await countTokens(), untouched)
  const first = await cutOff(confirm)
  assert.equal(first.error, null, first.error?.message)
  const left = [(await countTokens()).dead]
  const scheduled: Ended[] = []
  for (let week = 1; week <= 2; week++) {
    const ended = await cutOff()
    assert.equal(ended.error, null, ended.error?.message)
    scheduled.push(ended)
    left.push((await countTokens()).dead)
  }
  const last = await run({
    settings: { limits: { ...settings.limits, productionShare: 1 } },
  })
  assert.equal(last.error, null, last.error?.message)
  assert.deepEqual(await countTokens(), purged)

  assert.match(gate(first), /^true .* Confirmed by the execution's input\.$/)
  const shown = (rows: number | undefined) => Number(rows).toLocaleString('en-US')
  for (const [at, ended] of [...scheduled, last].entries()) {
    const before = left[at] ?? 0
    if (before <= 3000) assert.match(gate(ended), /^true .* within the limits of every table\.$/)
    else
      assert.match(
        gate(ended),
        new RegExp(
          `^true .*Within the backlog that run-\\d+ confirmed on .*: ` +
            `${shown(12_000 - before)} of 12,000 rows worked off by ${at + 1} runs?, ` +
            `this is run ${at + 2}, ${shown(before)} left`,
        ),
      )
  }
  assert.ok((left[1] ?? 0) > 3000, `${left.join(', ')} rows were left`)
})

test('a rule that changed in between, and a record that somebody wrote, open no gate', async () => {
  const first = await cutOff(confirm)
  assert.equal(first.error, null, first.error?.message)
  const left = await countTokens()
  const changed = await run({
    settings: { ...settings, rules: { tokens: { retention: '1h' } } },
  })
  assert.equal(changed.error?.name, 'BlastRadius')
  assert.match(
    gate(changed),
    /^false .* rules, readings, .* no longer those that run-\d+ confirmed/,
  )
  const path = join(scratch.folder, 'buckets/evidence/backlog/production.json')
  const record = await readFile(path, 'utf8')
  for (const faked of ['{', record.replace('"production"', '"other"')]) {
    await writeFile(path, faked)
    const ended = await run()
    assert.equal(ended.error?.name, 'BlastRadius')
    assert.match(gate(ended), /^false .* The confirmation of an earlier run is not in force: its /)
  }
  assert.deepEqual(await countTokens(), left)
  await writeFile(path, record)
  cloud.parameters.set(control, '{"stop": false, "productionShare": 1}')
  assert.equal((await run()).error, null)
  assert.deepEqual(await countTokens(), purged)
})
