import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { controlSchema } from '../../functions/contract/control.ts'
import { controlReader } from '../../functions/throttle/read-control.ts'
import { pattern } from '../pattern.ts'

const run = { environment: 'test', runId: 'week-9' }
/** Time that passes by sleeping only. */
function clock() {
  let now = 0
  return { now: () => now, sleep: async (milliseconds: number) => void (now += milliseconds) }
}
const date = () => Date.parse('2026-11-29T12:00:00Z')
const reader = (value: string) => controlReader(run, async () => value, clock(), date)
const silence = () => Promise.reject(new DOMException('The operation timed out.', 'TimeoutError'))

test('goes on only where the value says so and nothing else', async () => {
  for (const value of ['{"stop": false}', ' {"stop":false}\n']) await reader(value)()
  for (const value of [
    '{"stop": true}',
    '',
    'false',
    'null',
    '{}',
    '{"stop": "false"}',
    '{"Stop": false}',
    '{"stop": false, "sto": true}',
    '{"stop": false',
  ])
    await assert.rejects(reader(value)(), { name: 'PurgeStopped' }, value)
})

test('says what it found, that committed deletes are kept, and which command continues', async () => {
  await assert.rejects(reader('{"stop": true}')(), {
    message: pattern(
      /^The switch \/drydock\/test\/control says \{"stop": true\}\. .*on record.* To continue: /,
      /npx drydock resume test, then start another run; it deletes the remaining rows\.$/,
    ),
  })
  await assert.rejects(reader('stop')(), {
    message: pattern(
      /holds "stop", expected \{"stop": true\} or \{"stop": false\}/,
      /.* To continue: npx drydock resume test --reset, then/,
    ),
  })
})

test('a cancel ends the run that it names, says by whom, and no other run', async () => {
  const cancels = (run: string, stop = false) =>
    JSON.stringify({ stop, cancel: { run, by: 'arn:aws:iam::1:user/you' }, productionShare: 0.2 })
  for (const stop of [false, true])
    await assert.rejects(reader(cancels('week-9', stop))(), {
      name: 'Cancelled',
      message: pattern(
        /^The run week-9 was cancelled by arn:aws:iam::1:user\/you \(drydock cancel\)\. The purge /,
        /of production stopped before its next batch: committed deletes are kept.*next run deletes/,
      ),
    })
  assert.equal((await reader(cancels('week-8'))()).productionShare, 0.2)
  for (const value of ['{"stop": false, "cancel": true}', '{"stop": false, "cancel": {"run": 9}}'])
    await assert.rejects(reader(value)(), { name: 'PurgeStopped' }, value)
})

test('pause, pace and levels expire; a stop, a cancel and a value that is not valid never do', async () => {
  const held = (until: string, more: object = {}) =>
    reader(
      JSON.stringify({
        ...{ stop: false, pause: true, productionShare: 1, batchMilliseconds: 50 },
        ...{ levels: { cpu: 'off' }, until, ...more },
      }),
    )()
  const [before, after] = ['2026-11-29T11:59:59Z', '2026-11-29T12:00:01Z']
  assert.equal((await held(after)).pause, true)
  assert.equal((await held(after)).productionShare, 1)
  assert.deepEqual(JSON.parse(JSON.stringify(await held(before))), {
    ...{ stop: false, pause: false, levels: {} },
  })
  for (const until of [before, after]) {
    await assert.rejects(held(until, { stop: true }), { name: 'PurgeStopped' })
    const cancel = { run: 'week-9', by: 'you' }
    await assert.rejects(held(until, { cancel }), { name: 'Cancelled' })
    await assert.rejects(held(until, { levels: { cpu: 'of' } }), { name: 'PurgeStopped' })
  }
  for (const until of ['', 'tomorrow', '2026-11-29', '2026-11-29T12:00:00+05:30'])
    await assert.rejects(held(until), { name: 'PurgeStopped' }, until)
})

test('a minute of silence stops the purge', async () => {
  const time = clock()
  await assert.rejects(controlReader(run, silence, time, date)(), {
    name: 'PurgeStopped',
    message: pattern(
      /could not be read for 60 s \(TimeoutError: The operation timed out\.\), and a purge /,
      /that cannot be stopped must not run\. .* To continue: restore the way to SSM, then/,
    ),
  })
  assert.ok(time.now() > 50_000 && time.now() <= 60_000, `${time.now()} ms`)
})

test('a few slow or failed answers are waited for, and only what is said then counts', async () => {
  for (const [value, stopped] of [
    ['{"stop": false}', false],
    ['{"stop": true}', true],
  ] as const) {
    let reads = 0
    const permit = controlReader(
      run,
      () => (++reads < 9 ? silence() : Promise.resolve(value)),
      clock(),
      date,
    )
    if (stopped) await assert.rejects(permit(), { name: 'PurgeStopped', message: /says/ })
    else assert.equal((await permit()).stop, false)
    assert.equal(reads, 9)
  }
})

test('an answer holds for a second and no longer', async () => {
  let [now, reads] = [0, 0]
  const time = { now: () => now, sleep: () => assert.fail('nothing is waited for') }
  const permit = controlReader(run, async () => (reads++, '{"stop": false}'), time, date)
  for (now of [0, 500, 999]) await permit()
  assert.equal(reads, 1)
  now = 1000
  await permit()
  assert.equal(reads, 2)
})

test('the values of the switch in the docs are ones that a purge takes', () => {
  const docs = join(import.meta.dirname, '../../docs')
  const values = globSync('{runbook,what-if,configuration,command-line}.md', { cwd: docs }).flatMap(
    (file) => {
      const text = readFileSync(join(docs, file), 'utf8').replace(/\n/g, ' ')
      return [...text.matchAll(/'(\{"stop": .*?\})'/g)].map(([, value = '']) => value)
    },
  )
  assert.ok(values.length >= 5, `${values.length} values`)
  for (const value of values) controlSchema.parse(JSON.parse(value), { error: () => value })
})
