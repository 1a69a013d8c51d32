import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { approvalName } from '../../functions/contract/control.ts'
import { cloud, control, endRun, leaveEvidence, leaveReport, runIn } from './ui-scene.ts'
import { ask, host, send, served, token } from './ui-http.ts'

// What the forms do is the commands' own work, which test/cli/switch.test.ts and the scenarios
// test; here, that they are called, with what, and by whom.

before(async () => {
  runIn('week-9', 'PurgeProduction')
  await leaveEvidence('week-9', 'slow')
  await leaveReport()
})

beforeEach(() => cloud.parameters.set(control, '{"stop": false}'))
const form = (name: string) => `e/test/do/${name}`
const page = async () => (await ask('e/test/')).text

test('a form changes the switch as the command does, and what it printed stands on the page', async () => {
  // With a run on production each would wait until that has seen it.
  endRun('week-9')
  for (const [name, fields, value, said] of [
    [
      'pause',
      { keep: 'yes' },
      '{"stop":false,"pause":true}',
      'pause\nWhat the switch holds is kept until',
    ],
    ['resume', {}, '{"stop":false}', 'test: pause -&gt; go\n'],
    [
      'pace',
      { share: '0.2' },
      '{"stop":false,"productionShare":0.2}',
      'test: go -&gt; go, pace 0.2',
    ],
    ['pace', { share: '0.5', default: 'yes' }, '{"stop":false}', 'test: go, pace 0.2 -&gt; go\n'],
    ['stop', { sure: 'yes' }, '{"stop":true}', 'test: go -&gt; stop: no run purges anything\n'],
    ['resume', {}, '{"stop":false}', 'stop: no run purges anything -&gt; go\n'],
  ] as const) {
    const sent = await send(form(name), fields)
    assert.deepEqual([sent.status, sent.headers.location], [303, '../#done'])
    assert.equal(cloud.parameters.get(control), value)
    assert.ok((await page()).includes(said), said)
  }
})

test('what is not confirmed, not filled in, or no value of the switch changes nothing', async () => {
  for (const [name, fields, said] of [
    ['stop', {}, 'InvalidInput: The box that confirms it was not ticked. Nothing was changed'],
    ['cancel', { run: 'week-9' }, 'The box that confirms it was not ticked'],
    ['approve', { run: 'week-9' }, 'The box that confirms it was not ticked'],
    ['reject', { run: 'week-9', why: '  ' }, 'The field &quot;why&quot; is empty'],
    ['pace', { share: '' }, 'The field &quot;share&quot; is empty'],
    ['pace', { share: '7' }, 'InvalidInput: The switch takes no such value'],
    ['pace', { share: 'fast' }, 'InvalidInput: The switch takes no such value'],
  ] as const) {
    assert.equal((await send(form(name), fields)).status, 303)
    const text = await page()
    assert.ok(text.includes(said), said)
    assert.match(text, new RegExp(`<h3>${name} <span class="no">failed</span></h3>`))
    assert.equal(cloud.parameters.get(control), '{"stop": false}')
  }
  await served.actions.run('test', 'odd', new URLSearchParams(), async () => 3)
  assert.match(await page(), /<h3>odd <span class="no">failed<\/span><\/h3>/)
})

test('a form of another page changes nothing, even with the token', async () => {
  const own = { origin: `http://${host}` }
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const [status, headers, path] of [
    [403, { ...type, origin: 'http://attacker.example' }, form('pause')],
    [403, { ...type, origin: 'null' }, form('pause')],
    [403, type, form('pause')],
    [403, { ...type, ...own, 'sec-fetch-site': 'cross-site' }, form('pause')],
    [403, { ...type, ...own, 'sec-fetch-site': 'none' }, form('pause')],
    [403, { ...type, ...own, host: 'attacker.example' }, form('pause')],
    [403, { ...type, ...own }, '/e/test/do/pause'],
    [403, { ...type, ...own }, `/${token}0/${form('pause')}`],
    [400, { ...own, 'content-type': 'text/plain' }, form('pause')],
    [404, { ...type, ...own }, form('toString')],
    [404, { ...type, ...own }, 'e/test/'],
    [404, { ...type, ...own }, 'e/tesd/do/pause'],
  ] as const)
    assert.equal((await ask(path, { method: 'POST', headers, body: 'a=b' })).status, status, path)
  assert.equal((await ask(form('pause'))).status, 404)
  const long = await send(form('reject'), { run: 'week-9', why: 'x'.repeat(20_000) })
  assert.equal(long.status, 400)
  assert.equal(cloud.parameters.get(control), '{"stop": false}')
})

test('a run is approved by the form once its rows were shown, and the token of its task is nowhere', async () => {
  runIn('week-11', 'AskApproval')
  await leaveEvidence('week-11', 'go')
  const secret = 'AQCEAAAAKgAAAAMAAAAA-the-token-of-the-task'
  const answer = cloud.answerTo(secret)
  cloud.parameters.set(approvalName('test', 'week-11'), secret)
  const asked = await page()
  assert.match(asked, /week-11 is in AskApproval and waits for your answer\./)
  assert.match(asked, /Dead rows of production, wso2-production/)
  assert.match(asked, /<button class="good">Approve week-11<\/button>/)
  const sent = await send(form('approve'), { run: 'week-11', sure: 'yes' })
  assert.equal(sent.status, 303)
  assert.deepEqual(await answer, { by: 'arn:aws:iam::000000000000:user/you' })
  const approved = await page()
  assert.match(approved, /Approved by arn:aws:iam::000000000000:user\/you\./)
  assert.ok(![asked, approved].join().includes(secret))
})

test('a run is cancelled by the form, and only one that may be', async () => {
  runIn('week-10', 'RestoreClone')
  assert.match(await page(), /production is untouched\. A sweep deletes its clone later/)
  await send(form('cancel'), { run: 'week-10', sure: 'yes' })
  assert.match(await page(), /week-10 was stopped in RestoreClone\. Production is untouched\./)
  assert.equal(cloud.executions.get('week-10'), 'ABORTED')
  await send(form('cancel'), { run: 'week-10', sure: 'yes' })
  assert.match(await page(), /RunNotFound: No run week-10 is under way: it has ended \(ABORTED\)/)
  assert.equal(served.actions.underWay().length, 0)
})
