import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { startChromium } from '../../local/pictures/chromium.ts'
import { drydock } from '../cli/drydock.ts'
import { cloud, connection, scratch } from '../cli/scene.ts'
import { faint, nameless, wide } from '../report/page-questions.ts'
import { addTokens } from '../seed/plain-tokens.ts'

// A person with a browser: a purge is watched, approved, slowed, paused and resumed on the page of
// `drydock ui`, a process of its own, on the machine as it is deployed. One story.

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
  page.setDefaultTimeout(240_000)
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

test('a run is watched without a reload until it asks, and is approved by the keyboard', {
  skip,
}, async () => {
  for (const part of ['a', 'b'])
    await addTokens(connection, {
      rows: 20_000,
      id: (at) => `${part}${String(at).padStart(6, '0')}`,
    })
  await says('No run is under way')
  assert.equal(
    (await drydock('run', '--mode', 'purge', '--name', 'w-1', '--no-follow', '--yes')).code,
    0,
  )
  await says(/^w-1 is in \w+\.$/, '#said')
  await says('w-1 is in AskApproval and waits for your answer.', '#said')
  await says('Dead rows of production, production')
  // So that production's purge can be paused before it is done.
  await page().getByLabel('The most of the time').fill('0.05')
  await page().getByRole('button', { name: 'Set the pace' }).press('Enter')
  await says('test: go -> go, pace 0.05', '#done')
  await page().getByLabel('I have read what would go').press('Space')
  await page().getByRole('button', { name: 'Approve w-1' }).press('Enter')
  await says('Approved by arn:aws:iam::000000000000:user/you.', '#done')
})

test('its purge is paused, which the page shows that the purge has seen', { skip }, async () => {
  await says('w-1 is in PurgeProduction', '#said')
  await says(/[\d,]+ of 40,300 dead rows/, '#now')
  await page().getByRole('button', { name: 'Pause', exact: true }).click()
  await says(/w-1 has seen it\./, '#done')
  await says('w-1 is in PurgeProduction, paused.', '#said')
  await says(/Paused since .*: the switch says \{"pause": true\}\./, '#now')
  assert.equal(await page().getByRole('button', { name: 'Pause', exact: true }).count(), 0)
})

test('nothing is wider than the page, all text has enough contrast, and every control a name', {
  skip,
}, async () => {
  assert.deepEqual(await page().evaluate(nameless), [])
  for (const width of [390, 1100])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page().setViewportSize({ width, height: 900 })
      await page().emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      assert.deepEqual(await page().evaluate(faint), [], `${width} ${colorScheme}`)
      assert.deepEqual(await page().evaluate(wide), [], `${width} ${colorScheme}`)
      const folder = process.env.DRYDOCK_PICTURES
      if (folder !== undefined)
        await page().screenshot({
          path: join(folder, `ui-${width}-${colorScheme}.png`),
          fullPage: true,
        })
    }
})

test('without a script it is resumed all the same, and ends', { skip }, async () => {
  const plain = await open({ javaScriptEnabled: false })
  await plain.getByText('Reload the page to see changes.').waitFor()
  await plain.getByRole('button', { name: 'Resume' }).click()
  await plain.getByText(/pause, pace 0\.05.* -> go, pace 0\.05/).waitFor()
  await says(/^What you did here\s*resume done.*w-1 has seen it\.\s*\d forms sent/s, '#done')
  await plain.getByRole('button', { name: "The environment's own, 1" }).click()
  await plain.close()
  await says('SUCCEEDED', '#runs')
  await page().getByRole('link', { name: 'Report of w-1' }).click()
  await page().getByRole('heading', { name: 'Drydock: succeeded' }).waitFor()
  await page().goBack()
  await page().getByRole('link', { name: 'w-1', exact: true }).click()
  await says(/40,300 rows deleted in production/)
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
