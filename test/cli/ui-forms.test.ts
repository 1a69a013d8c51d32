import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { rules } from '../../functions/rules/rules.ts'
import { showClones } from '../../cli/ui/show-clones.ts'
import { ask, send } from './ui-http.ts'
import {
  asked,
  cloud,
  control,
  endRun,
  leaveEvidence,
  leaveReport,
  swept,
  totals,
} from './ui-scene.ts'

// Forms that start something: a run, an undo; and those of the levels. As the commands do it.

const form = (name: string) => `e/test/do/${name}`
const page = async (of = '') => (await ask(`e/test/${of}`)).text
const inputOf = (name: string) => {
  const executionArn = `arn:aws:states:eu-west-1:000000000000:execution:drydock-test:${name}`
  return JSON.parse(
    (cloud.stepFunctions.call('DescribeExecution', { executionArn }) as { input: string }).input,
  )
}
/** Sends a form, and waits until what it started is over. */
async function done(name: string, fields: Record<string, string>): Promise<string> {
  assert.equal((await send(form(name), fields)).status, 303)
  for (;;) {
    const text = await page()
    const [, said = ''] = /<section id="done"[^>]*>([^]*?)<\/section>/.exec(text) ?? []
    if (!said.includes('<span class="warning">under way')) return said
    await setTimeout(50)
  }
}
const started = (text: string): string => /Started ([\w-]+), mode/.exec(text)?.[1] ?? ''

before(leaveReport)

test('a run is started in the mode and with the rules of the form, as the command starts it', async () => {
  const shown = await page()
  assert.match(shown, /<option value="rehearse" selected>rehearse: purges a clone/)
  assert.match(shown, /delete dead rows of production, after approval<\/label>/)
  for (const { name } of rules) assert.ok(shown.includes(`name="rule" value="${name}"> ${name}`))
  const plan = started(await done('run', { mode: 'plan' }))
  assert.deepEqual(inputOf(plan), { mode: 'plan' })
  endRun(plan)
  const [first, ...others] = rules.map(({ name }) => name)
  const one = started(await done('run', { mode: 'rehearse', rule: first ?? '' }))
  const { mode, rules: given } = inputOf(one)
  assert.equal(mode, 'rehearse')
  assert.deepEqual(given[first ?? ''], { enabled: true })
  for (const other of others) assert.deepEqual(given[other], { enabled: false })
  endRun(one)
})

test('mode purge asks for its tick, and is refused beside another run as the command refuses', async () => {
  const before = cloud.executions.size
  for (const [fields, said] of [
    [{}, 'The field &quot;mode&quot; is empty'],
    [{ mode: 'purge' }, 'The box that confirms it was not ticked. Nothing was changed'],
    [{ mode: 'burn', sure: 'yes' }, 'expected one of plan, rehearse, purge'],
    [{ mode: 'plan', rule: '<b>tokens' }, 'There is no rule &quot;&lt;b&gt;tokens&quot;'],
    [{ mode: 'plan', rule: '' }, 'There is no rule &quot;&quot;'],
  ] as const) {
    const text = await done('run', fields)
    assert.ok(text.includes(said), said)
    assert.match(text, /<h3>run <span class="no">failed/)
  }
  assert.equal(cloud.executions.size, before)
  const purge = started(
    await done('run', { mode: 'purge', sure: 'yes', confirmBlastRadius: 'yes' }),
  )
  assert.deepEqual(inputOf(purge), { mode: 'purge', confirmBlastRadius: true })
  const second = await done('run', { mode: 'purge', sure: 'yes' })
  assert.match(second, new RegExp(`PurgeRunning: The run ${purge} is under way`))
  assert.equal(cloud.executions.size, before + 1)
  endRun(purge)
})

test('an undo counts first, and puts back by a second form that holds the same fields', async () => {
  const run = 'weekly-2026-03-01'
  assert.doesNotMatch(await page(`runs/${run}/`), /Put rows back/)
  await leaveEvidence(run, 'go')
  const offered = await page(`runs/${run}/`)
  assert.match(offered, /<form method="post" action="..\/..\/do\/undo">/)
  assert.match(offered, /<option>IDN_OAUTH2_ACCESS_TOKEN_SCOPE<\/option>/)
  assert.doesNotMatch(offered, /name="source"/)
  totals.IDN_OAUTH2_ACCESS_TOKEN = { putBack: 12, present: 3, collided: 0, collisions: [] }
  const fields = { run, rule: 'tokens', table: '', key: '7', since: '', until: '' }
  // A tick that came with the question answers nothing.
  const counted = await done('undo', { ...fields, onCollision: 'skip', sure: 'yes' })
  assert.match(counted, /IDN_OAUTH2_ACCESS_TOKEN\s+12\s+3\s+0/)
  assert.doesNotMatch(counted, /--apply/)
  assert.match(counted, /<form method="post" action="do\/undo">/)
  const filters = { run, onCollision: 'skip', rule: 'tokens', key: '7' }
  assert.deepEqual(asked.splice(0), [
    { machine: 'drydock-test-undo', input: { ...filters, dryRun: true } },
  ])
  const hidden = [...counted.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )
  const unsure = await done('undo', Object.fromEntries(hidden))
  assert.match(unsure, /The box that confirms it was not ticked/)
  assert.deepEqual(asked, [])
  const back = await done('undo', { ...Object.fromEntries(hidden), sure: 'yes' })
  assert.match(back, /put back/)
  assert.doesNotMatch(back, /<form/)
  assert.deepEqual(
    asked.splice(0).map(({ input }) => input),
    [true, false].map((dryRun) => ({ ...filters, dryRun })),
  )
})

test('a form that starts something counts only from this very page, and never as a link', async () => {
  const before = cloud.executions.size
  const fields = { mode: 'purge', sure: 'yes', run: 'weekly-2026-03-01', onCollision: 'skip' }
  for (const name of ['run', 'undo', 'sweep', 'levels']) {
    for (const headers of [
      { origin: 'http://attacker.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { host: 'attacker.example' },
    ])
      assert.equal((await send(form(name), { ...fields, apply: 'yes' }, headers)).status, 403)
    assert.equal((await ask(`${form(name)}?${new URLSearchParams(fields)}`)).status, 404)
  }
  assert.equal(cloud.executions.size, before)
  assert.deepEqual(asked, [])
})

test('an undo of what there is not starts nothing, and its words stay text', async () => {
  const fields = { run: 'weekly-2026-03-01', onCollision: 'skip' }
  for (const [more, said] of [
    [{ run: 'week-0' }, 'RunNotFound: No run &quot;week-0&quot;'],
    [{ run: '"><script>' }, 'InvalidInput: The undo takes no such value'],
    [{ table: '<img src=x>' }, 'There is no table &quot;&lt;img src=x&gt;&quot; to undo'],
    [{ since: 'yesterday' }, 'InvalidInput: The undo takes no such value'],
    [{ onCollision: 'overwrite' }, 'expected one of skip, fail'],
  ] as const) {
    const text = await done('undo', { ...fields, ...more })
    assert.ok(text.includes(said), said)
    assert.doesNotMatch(text, /<script|<img|<form/)
  }
  assert.deepEqual(asked, [])
})

test('levels in force are shown, changed one at a time, and reset', async () => {
  assert.match(await page(), /cpu<\/span><\/td>[^]*?>75<\/span>[^]*?>90</)
  for (const [fields, value, said] of [
    [
      { metric: 'cpu', level: 'slow', value: '40' },
      '{"stop":false,"levels":{"cpu":{"slow":40,"pause":90}}}',
      'cpu                  high             40         90',
    ],
    [
      { metric: 'replica-lag', value: '', off: 'yes' },
      '{"stop":false,"levels":{"cpu":{"slow":40,"pause":90},"replica-lag":"off"}}',
      '-&gt; go, levels {',
    ],
    [{ metric: 'cpu', level: 'slow', value: '95' }, null, 'expected slow, pause and abort in'],
    [{ metric: 'cpus', level: 'slow', value: '5' }, null, 'did you mean &quot;cpu&quot;?'],
    [{ metric: 'cpu', level: 'slow', value: '' }, null, 'The field &quot;value&quot; is empty'],
    [{ metric: 'cpu', level: 'slow=1', value: '2' }, null, 'InvalidInput: found &quot;cpu.slow=1'],
    [{ reset: 'yes' }, '{"stop":false}', '-&gt; go\n'],
  ] as const) {
    const old = cloud.parameters.get(control)
    const text = await done('levels', fields)
    assert.ok(text.includes(said), `${said} in ${text}`)
    assert.equal(cloud.parameters.get(control), value ?? old)
  }
})

test('clones are shown with run, age and cost, and whether their run lives', () => {
  const of = (clones: Parameters<typeof showClones>[0]) =>
    showClones(clones)
      .html.replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
  const clone = {
    id: 'drydock-week-9',
    kind: 'instance',
    run: 'week-9',
    status: 'available',
    createdAt: '2026-11-29T02:00:00.000Z',
    isProtected: false,
    hours: 2.5,
    cost: 1.3,
    runStatus: 'RUNNING',
  } as const
  assert.match(of([clone]), /drydock-week-9 week-9 under way available 2 h 30 min 1\.30 Look what/)
  const lost = { ...clone, run: '<b>', isProtected: true, cost: null, runStatus: 'FAILED' }
  assert.match(of([lost]), /&lt;b&gt; FAILED available, protected 2 h 30 min – /)
  assert.match(of('AccessDenied: no <right>.'), /AccessDenied: no &lt;right&gt;\. Look what/)
})

test('a sweep shows what may go, and deletes it by a second form', async () => {
  assert.match(await page(), /No clone exists in the account of your credentials/)
  swept.clones = ['drydock-week-8']
  const found = await done('sweep', {})
  assert.match(found, /clones of ended runs:\s+drydock-week-8/)
  assert.match(found, /<button class="bad">Sweep<\/button>/)
  assert.match(await done('sweep', { apply: 'yes' }), /The box that confirms it was not ticked/)
  assert.deepEqual(
    asked.splice(0).map(({ input }) => input),
    [{ dryRun: true }],
  )
  assert.match(await done('sweep', { apply: 'yes', sure: 'yes' }), /It was to delete 1 clone\./)
  assert.deepEqual(asked.splice(0).at(-1), { machine: 'drydock-test-sweep', input: {} })
})

test('a switch that no purge can read is repaired by a form with a tick', async () => {
  cloud.parameters.set(control, '{"paus": true}')
  assert.match(await page(), /Its value is not valid, so no purge runs\./)
  assert.match(await page(), /<button class="good">Write a valid value<\/button>/)
  assert.match(await done('resume', { reset: 'yes' }), /The box that confirms it was not ticked/)
  assert.equal(cloud.parameters.get(control), '{"paus": true}')
  assert.match(await done('resume', { reset: 'yes', sure: 'yes' }), /no valid value -&gt; go/)
  assert.equal(cloud.parameters.get(control), '{"stop":false}')
})
