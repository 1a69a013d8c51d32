import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { startChromium } from '../../local/pictures/chromium.ts'
import { cloud, connection, scratch } from '../cli/scene.ts'
import { faint, nameless, wide } from '../report/page-questions.ts'
import { addTokens } from '../seed/plain-tokens.ts'

// A person with a browser: a purge is started, watched, approved, slowed, paused, resumed and
// undone on the page of `drydock ui`, a process of its own, on the machine as it is deployed. One
// story.

const root = join(import.meta.dirname, '../..')
const browser = await startChromium()
const skip = typeof browser === 'string' ? browser : false
await writeFile(
  join(scratch.folder, 'cloud.json'),
  JSON.stringify({ environment: 'test', settings: cloud.environment }),
)
const ui = spawn(join(root, 'cli/drydock.sh'), ['ui', '--local', '--out', scratch.folder], {
  stdio: ['ignore', 'pipe', 'pipe'],
})
after(async () => {
  ui.kill('SIGKILL')
  if (typeof browser !== 'string') await browser.close()
})
const said: string[] = []
ui.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text))
const [url = ''] = (await once(createInterface({ input: ui.stdout }), 'line')) as string[]
const address = `${url}e/test/`

/** What the browser has complained about, such as what the page's policy refuses. */
const complaints: string[] = []
async function open(how: { readonly javaScriptEnabled: boolean }): Promise<Page> {
  assert.ok(typeof browser !== 'string')
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 }, ...how })
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.setDefaultTimeout(150_000)
  await page.goto(address)
  return page
}
const live = skip === false ? await open({ javaScriptEnabled: true }) : null
const page = () => {
  assert.ok(live !== null)
  return live
}
/** Waits until the page says so by itself. */
const says = (text: string | RegExp, within = 'body') =>
  page().locator(within).filter({ hasText: text }).waitFor()
/** Presses a key on a control that the Tab key reaches, as a person without a mouse does. */
async function key(control: Locator, press: string): Promise<void> {
  await control.waitFor()
  const focused = control.and(page().locator(':focus'))
  for (let tries = 0; (await focused.count()) === 0; tries++) {
    assert.ok(tries < 300, `Tab does not reach ${control}`)
    await page().keyboard.press('Tab')
  }
  await page().keyboard.press(press)
}
const button = (name: string) => page().getByRole('button', { name, exact: true })
/** What is wrong for the eye and for a screen reader; with a folder, pictures of it. */
async function look(name: string): Promise<void> {
  assert.deepEqual(await page().evaluate(nameless), [])
  for (const width of [375, 1100])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page().setViewportSize({ width, height: 900 })
      await page().emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      assert.deepEqual(await page().evaluate(faint), [], `${name} ${width} ${colorScheme}`)
      assert.deepEqual(await page().evaluate(wide), [], `${name} ${width} ${colorScheme}`)
      const folder = process.env.DRYDOCK_PICTURES
      const path = join(folder ?? '', `ui-${name}-${width}-${colorScheme}.png`)
      if (folder !== undefined) await page().screenshot({ path, fullPage: true })
    }
}
const tokens = async () => {
  const [rows] = await connection.query('SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN')
  return Number((rows as { n: number }[])[0]?.n)
}
/** Starts a run by the form. @returns its name */
async function start(mode: string, sure: boolean): Promise<string> {
  await page().getByLabel('Mode').selectOption(mode)
  if (sure) await key(page().getByLabel('For purge: delete dead rows'), 'Space')
  await key(button('Start a run'), 'Enter')
  await says(new RegExp(`Started ${mode}-[\\d-]+, mode ${mode}\\.`), '#done')
  const said = await page().locator('#done').textContent()
  return new RegExp(`Started (${mode}-[\\d-]+),`).exec(said ?? '')?.[1] ?? ''
}
let [run, before] = ['', 0]

test('by the keyboard a run is started, watched without a reload until it asks, and approved', {
  skip,
}, async () => {
  for (const part of ['a', 'b'])
    await addTokens(connection, {
      rows: 20_000,
      id: (at) => `${part}${String(at).padStart(6, '0')}`,
    })
  before = await tokens()
  await says('No run is under way')
  run = await start('purge', true)
  await says(`${run} is in AskApproval and waits for your answer.`, '#said')
  await says('Dead rows of production, production')
  await page()
    .getByRole('row', { name: `${run} under way available` })
    .waitFor()
  await look('approval')
  // A second purge is refused as the command refuses it.
  await page().getByLabel('Mode').selectOption('purge')
  await key(page().getByLabel('For purge: delete dead rows'), 'Space')
  await key(button('Start a run'), 'Enter')
  await says(`PurgeRunning: The run ${run} is under way.`, '#done')
  // So that production's purge can be paused before it is done.
  await page().getByLabel('The most of the time').fill('0.05')
  await key(button('Set the pace'), 'Enter')
  await says('test: go -> go, pace 0.05', '#done')
  await key(page().getByLabel('I have read what would go'), 'Space')
  await key(button(`Approve ${run}`), 'Enter')
  await says('Approved by arn:aws:iam::000000000000:user/you.', '#done')
})

test('its purge is paused, which the page shows that the purge has seen', { skip }, async () => {
  await says(`${run} is in PurgeProduction`, '#said')
  await says(/[\d,]+ of 40,300 dead rows/, '#now')
  await key(button('Pause'), 'Enter')
  await says(`${run} has seen it.`, '#done')
  await says(`${run} is in PurgeProduction, paused.`, '#said')
  await says(/Paused since .*: the switch says pause/, '#now')
  assert.equal(await button('Pause').count(), 0)
})

test('a screen reader hears where it is, how far, and at what load; the eye has enough contrast', {
  skip,
}, async () => {
  await says(/Production's metrics, as the purge has judged them at [\d:]+ UTC/, '#now')
  const tree = await page().locator('body').ariaSnapshot()
  for (const shown of [
    /^- link "To the content"/m,
    /navigation "Where you are"/,
    /heading "test \(local\)" \[level=1\]/,
    new RegExp(`status: "?${run} is in PurgeProduction, paused\\.`),
    /^- main:/m,
    /region "Under way":/,
    /list "The states of the run":/,
    /progressbar "Purge of production"/,
    /row "Metric Now Slows Pauses Aborts Unit"/,
    /row "running-threads [\d.]+(?: \(\w+\))? 2 6 – running threads per vCPU"/,
    /region "Start a run":/,
    /combobox "Mode/,
    /checkbox "For purge: delete dead rows of production, after approval"/,
    /button "Resume"/,
  ])
    assert.match(tree, shown)
  await look('paused')
})

test('without a script it is resumed all the same, and ends', { skip }, async () => {
  const plain = await open({ javaScriptEnabled: false })
  await plain.getByText('Reload the page to see changes.').waitFor()
  await plain.getByRole('button', { name: 'Resume' }).click()
  await plain.getByText(/pause, pace 0\.05.* -> go, pace 0\.05/).waitFor()
  await says(/^What you did here\s*resume done.*has seen it\.\s*\d forms sent/s, '#done')
  await plain.getByRole('button', { name: "The environment's own, 1" }).click()
  await plain.close()
  await says('SUCCEEDED', '#runs')
  await page()
    .getByRole('link', { name: `Report of ${run}` })
    .click()
  await page().getByRole('heading', { name: 'Drydock: succeeded' }).waitFor()
  await page().goBack()
})

test('another run is cancelled, and the first one undone, by the keyboard', { skip }, async () => {
  const second = await start('rehearse', false)
  await key(page().getByLabel(`End ${second}`), 'Space')
  await key(button('Cancel the run'), 'Enter')
  await says(new RegExp(`${second} was stopped in .*Production is untouched\\.`), '#done')
  await says('ABORTED', '#runs')
  const gone = before - (await tokens())
  assert.equal(gone, 40_300)
  await key(page().getByRole('link', { name: run, exact: true }), 'Enter')
  await says(/40,300 rows deleted in production/)
  await look('run')
  await key(button('Count what would come back'), 'Enter')
  await says(/IDN_OAUTH2_ACCESS_TOKEN +40,300 +0 +0/, '#done')
  assert.equal(before - (await tokens()), gone)
  await look('undo')
  await key(page().getByLabel('I have read what would come back'), 'Space')
  await key(button('Put these rows back into production'), 'Enter')
  await says(/put back.*IDN_OAUTH2_ACCESS_TOKEN +40,300/s, '#done')
  assert.equal(await tokens(), before)
  assert.deepEqual(complaints, [])
})

test('Ctrl-C ends it, and an open page says so', { skip }, async () => {
  await page().goto(address)
  await says(/^Live, as of /, '#link')
  ui.kill('SIGINT')
  const [code] = await once(ui, 'exit')
  assert.equal(code, 0, said.join(''))
  await says(/the page has no connection to drydock ui/, '#link')
  const token = new URL(url).pathname.slice(1, -1)
  assert.ok(!said.join('').includes(token))
})
