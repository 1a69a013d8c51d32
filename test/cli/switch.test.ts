import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, test } from 'node:test'
import { findDeployed } from '../../cli/deployed.ts'
import { changeControl } from '../../cli/switch.ts'
import { cloud, folder, setSwitch, written } from './deployed.ts'
import { drydock, terminalFor } from './drydock.ts'

// The switch of an environment that no run purges; the whole machine obeys it in the scenarios.

const name = '/drydock/test/control'
beforeEach(() => setSwitch('{"stop": false}'))

test('pause, pace, resume and stop write what a purge reads, and say old and new value', async () => {
  for (const [words, value, said] of [
    [['pause'], '{"stop":false,"pause":true}', 'test: go -> pause'],
    [
      ['pace', '0.2', 'test'],
      '{"stop":false,"productionShare":0.2,"pause":true}',
      'test: pause -> pause, pace 0.2',
    ],
    [['resume'], '{"stop":false,"productionShare":0.2}', 'test: pause, pace 0.2 -> go, pace 0.2'],
    [
      ['pace', '0.5', '--batch', '100'],
      '{"stop":false,"productionShare":0.5,"batchMilliseconds":100}',
      'test: go, pace 0.2 -> go, pace 0.5, batches of 100 ms',
    ],
    [['pace', 'default'], '{"stop":false}', 'test: go, pace 0.5, batches of 100 ms -> go'],
    [['stop'], '{"stop":true}', 'test: go -> stop: no run purges anything'],
    [['resume'], '{"stop":false}', 'test: stop: no run purges anything -> go'],
  ] as const) {
    const { code, out, err } = await drydock(...words)
    assert.equal(code, 0, err)
    assert.equal(written(), value)
    assert.equal(out, `${said}\nNo run works on production now; the next one reads it.`)
  }
})

test('a change without a run under way says what it drops of those that have ended', async () => {
  const until = '2099-01-01T00:00:00.000Z'
  setSwitch(JSON.stringify({ stop: false, productionShare: 0.2, until }))
  assert.equal(
    (await drydock('pause')).err,
    'No run is under way, so the change is kept until it is taken back. Dropped, since the runs ' +
      'that it was set for have ended: go, pace 0.2, until 2099-01-01 00:00 UTC.',
  )
  assert.equal(written(), '{"stop":false,"pause":true}')
})

test('resume takes back a cancel, and any other command leaves it', async () => {
  const cancel = { run: 'week-9', by: 'arn:aws:iam::000000000000:user/you' }
  cloud.parameters.set(name, JSON.stringify({ stop: false, cancel }))
  assert.match((await drydock('status')).out, /^The switch: go, cancels week-9$/m)
  assert.match((await drydock('pause')).out, /^test: go, cancels week-9 -> pause, cancels week-9$/m)
  assert.deepEqual(JSON.parse(written()), { stop: false, cancel, pause: true })
  const resumed = await drydock('resume')
  assert.match(resumed.out, /^test: pause, cancels week-9 -> go$/m)
  const said = `The cancel of week-9 by ${cancel.by} is taken back; it has ended.`
  assert.equal(resumed.err, said)
  assert.equal(written(), '{"stop":false}')
  cloud.parameters.set(name, JSON.stringify({ stop: false, cancel }))
  assert.equal((await drydock('resume', '--reset')).err, said)
})

test('a change leaves what another person has changed since it was begun', async () => {
  const until = '2099-01-01T00:00:00.000Z'
  const [old, cancel] = [
    { stop: false, pause: false, levels: {} },
    { run: 'week-9', by: 'you' },
  ]
  const { terminal } = terminalFor(null)
  for (const [meanwhile, change, found] of [
    [{ stop: true }, { productionShare: 0.2 }, { stop: true, productionShare: 0.2 }],
    [{ stop: false, cancel }, { pause: true }, { stop: false, cancel, pause: true }],
    [{ stop: true }, { stop: false }, { stop: true }],
    [
      { stop: false, pause: true },
      { productionShare: 0.2, until },
      { stop: false, pause: true, productionShare: 0.2 },
    ],
  ] as const) {
    setSwitch(JSON.stringify(meanwhile))
    await changeControl(terminal, await findDeployed('test'), old, { ...old, ...change })
    assert.deepEqual(JSON.parse(written()), found)
  }
  setSwitch('{"stop":true}')
  const stopped = { ...old, stop: true }
  await changeControl(terminal, await findDeployed('test'), stopped, old)
  assert.equal(written(), '{"stop":false}')
})

test('a change that took the place of another, made in the same moment, brings that back and says so', async () => {
  cloud.watch((action) => {
    if (action !== 'PutParameter') return
    cloud.watch(() => undefined)
    setSwitch('{"stop":true}')
  })
  const { out, err } = await drydock('pace', '0.2')
  assert.match(out, /^test: go -> go, pace 0\.2$/m)
  assert.match(
    err,
    /^Another changed the switch in the same moment: stop: .*\. It holds now: stop: no run purges/,
  )
  assert.equal(written(), '{"stop":true,"productionShare":0.2}')
  assert.doesNotMatch((await drydock('pace', 'default')).err, /Another changed/)
})

test('a stop made while another change is brought back is not lost either', async () => {
  const others = ['{"stop":false,"pause":true}', '{"stop":true}']
  cloud.watch((action) => {
    if (action === 'PutParameter' && others.length > 0) setSwitch(others.shift() ?? '')
  })
  await drydock('pace', '0.2')
  assert.equal(written(), '{"stop":true,"productionShare":0.2,"pause":true}')
})

test('a stop stays that is made as another change is written, after a resume during it', async () => {
  const { terminal } = terminalFor(null)
  const old = { stop: true, pause: false, levels: {} }
  cloud.watch((action) => {
    if (action !== 'PutParameter') return
    cloud.watch(() => undefined)
    setSwitch('{"stop":true}')
  })
  await changeControl(terminal, await findDeployed('test'), old, { ...old, productionShare: 0.2 })
  assert.equal(written(), '{"stop":true,"productionShare":0.2}')
})

test('levels shows those in force, and changes them by the schema that a purge reads', async () => {
  assert.match((await drydock('levels')).out, /^cpu +high +50 +90 +- +%$/m)
  const changed = await drydock('levels', 'cpu.pause=60', 'replica-lag=off')
  assert.equal(
    written(),
    '{"stop":false,"levels":{"cpu":{"slow":50,"pause":60},"replica-lag":"off"}}',
  )
  assert.match(changed.out, /^cpu +high +50 +60 +- +%$/m)
  assert.doesNotMatch(changed.out, /^replica-lag/m)
  const json = JSON.parse((await drydock('levels', '--json')).out)
  assert.deepEqual(json.cpu, { slow: 50, pause: 60 })
  assert.equal((await drydock('levels', '--reset')).code, 0)
  assert.equal(written(), '{"stop":false}')
})

test('a value that a purge would not take is refused, and nothing is written', async () => {
  for (const [words, said] of [
    [
      ['pace', '1.5'],
      /'1\.5' is invalid for argument 'share'\. expected a share above 0, at most 1/,
    ],
    [['pace', 'fast'], /expected a share above 0/],
    [
      ['levels', 'cpuu.pause=3'],
      /found "cpuu\.pause=3", expected METRIC.*did you mean "cpu"\? The metrics: /,
    ],
    [
      ['levels', 'cpu.halt=3'],
      /METRIC=off\. Expected cpu=off, or cpu\.slow, \.pause or \.abort with a number/,
    ],
    [['levels', 'cpu.pause=much'], /InvalidInput: found "cpu\.pause=much"/],
    [['levels', 'cpu.slow=-5', 'cpu.pause=-1'], /expected levels of at least 0, found -5, -1/],
    [['levels', 'cpu.pause=160'], /expected levels of at most 100 %, found 50, 160; "off"/],
    [['levels', 'cpu.slow=95'], /The switch takes no such value: .*ascending order/s],
  ] as const) {
    const { code, err } = await drydock(...words)
    assert.equal(code, 2, err)
    assert.match(err, said)
    assert.equal(written(), '{"stop": false}')
  }
})

test('a value that somebody broke is told, and resume --reset repairs it', async () => {
  cloud.parameters.set(name, '{"stop": "no"}')
  assert.match((await drydock('status')).out, /The switch: not valid, so no purge runs/)
  const { code, err } = await drydock('pause')
  assert.equal(code, 2)
  assert.match(err, /has no valid value \(.*stop.*\), so no purge runs\. drydock resume --reset/s)
  const reset = await drydock('resume', '--reset')
  assert.equal(reset.out, 'test: no valid value -> go')
  assert.equal(written(), '{"stop":false}')
})

test('what AWS refuses, or does not answer, is told with what to do', async () => {
  cloud.refuse({ action: 'PutParameter', code: 'AccessDeniedException' })
  const denied = await drydock('pause')
  assert.equal(denied.code, 4)
  assert.match(denied.err, /^AccessDenied: AWS refuses the call: .*docs\/operations\.md lists/s)
  cloud.refuse({ action: 'DescribeStacks', code: 'ExpiredToken' })
  const expired = await drydock('status')
  assert.equal(expired.code, 4)
  assert.match(expired.err, /^AccessDenied: AWS has no valid credentials of yours/)
  cloud.refuse({ action: 'PutParameter', code: 'TooManyUpdates' })
  const busy = await drydock('pause')
  assert.deepEqual([busy.code, busy.err.split(':')[0]], [4, 'AwsUnavailable'])
  const stack = cloud.stacks.get('drydock-test') ?? {}
  cloud.stacks.set('drydock-test', { RunsArn: stack.RunsArn ?? '' })
  assert.match((await drydock('status', 'test')).err, /has no output UndoArn: an older version/)
  cloud.stacks.set('drydock-test', stack)
})

test('--local is the local cloud of npm start, and says so where there is none', async () => {
  const none = await drydock('status', '--local', '--out', folder)
  assert.equal(none.code, 2)
  assert.match(
    none.err,
    /^EnvironmentNotFound: No local run was found: .*cloud\.json is missing\. St/,
  )
  await writeFile(
    join(folder, 'cloud.json'),
    JSON.stringify({ environment: 'test', settings: cloud.environment, connection: 'no.cnf' }),
  )
  const sql = await drydock('--local', '--out', folder, 'sql')
  // It does not ask for --connection, and goes on to the source.
  assert.match(sql.err, /^SourceNotFound: RDS has no DB instance "production"/)
  process.env.AWS_PROFILE = 'of-a-person'
  const found = await drydock('--local', '--out', folder, 'status', 'test')
  assert.equal(found.code, 0)
  // A command that is named looks there, too.
  assert.match(found.out, /^No run yet\. Start one: drydock --local --out \/\S+ run$/m)
  assert.doesNotMatch((await drydock('status')).out, /--local/)
  assert.equal(process.env.AWS_PROFILE, undefined)
})

test('an empty reason and an instant of no known form are refused by name', async () => {
  for (const [words, said] of [
    [
      ['reject', 'week-9', '--why', ' '],
      /'--why <reason>' argument ' ' is invalid. expected a reason/,
    ],
    [['undo', 'week-9', '--since', 'yesterday'], /expected an instant in UTC, such as 2026-/],
    [['undo', 'week-9', '--until', '2026-11-29'], /expected an instant in UTC, such as 2026-/],
  ] as const) {
    const { code, err } = await drydock(...words)
    assert.equal(code, 2, err)
    assert.match(err, said)
  }
})
