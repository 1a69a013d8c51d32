import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { preflightNames } from '../../functions/contract/check-names.ts'
import { reportPage } from '../../functions/report/page/page.ts'
import { openScratch } from '../../local/scratch.ts'
import { startChromium } from '../../local/pictures/chromium.ts'
import { largeReport } from '../report/large-report.ts'
import { faint, wide } from '../report/page-questions.ts'

const browser = await startChromium()
if (typeof browser === 'string')
  console.log(`The report was not looked at in a browser: ${browser}`)
after(async () => {
  if (typeof browser !== 'string') await browser.close()
  await openScratch().close()
})
const html = reportPage(largeReport)
const skip = typeof browser === 'string' ? browser : false

async function ask(
  width: number,
  colorScheme: 'light' | 'dark',
  question: string,
  media: 'screen' | 'print' = 'screen',
  content = html,
): Promise<unknown> {
  return (await askAll(width, colorScheme, [question], media, content))[0]
}

/**
 * A page at a width, asked something; what is asked runs in the browser, where this project's types
 * do not reach.
 */
async function askAll(
  width: number,
  colorScheme: 'light' | 'dark',
  questions: readonly string[],
  media: 'screen' | 'print' = 'screen',
  content = html,
): Promise<unknown[]> {
  assert.ok(typeof browser !== 'string')
  const requests: string[] = []
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme,
    javaScriptEnabled: true,
  })
  page.on('request', ({ url }) => requests.push(url()))
  page.on('console', (message) => requests.push(message.text()))
  try {
    await page.setContent(content)
    await page.emulateMedia({ media, colorScheme })
    // What is folded is laid out a frame after paper is chosen.
    await page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    )
    const answers: unknown[] = []
    for (const question of questions) answers.push(await page.evaluate(question))
    assert.deepEqual(requests, [])
    return answers
  } finally {
    await page.close()
  }
}

for (const width of [390, 820, 1440])
  for (const scheme of ['light', 'dark'] as const)
    test(`at ${width} px, ${scheme}: nothing is wider than the page, and all text has enough contrast`, {
      skip,
    }, async () => {
      const [title, unread, beyond] = await askAll(width, scheme, [
        'document.querySelector("h1 span").getBoundingClientRect().width',
        faint,
        wide,
      ])
      // Without fonts nothing would be too wide.
      assert.ok(Number(title) > 40)
      assert.deepEqual(unread, [])
      assert.deepEqual(beyond, [])
    })

test('failed checks are open and come before passed ones, which are folded', { skip }, async () => {
  const folds = await ask(
    820,
    'light',
    "[...document.querySelectorAll('details:not(.late)')].filter((one) => /of \\d+ " +
      '(preflight )?checks/.test(one.textContent)).map((one) => [one.querySelector' +
      "('summary').textContent, one.open])",
  )
  assert.deepEqual(folds, [
    ['production, apimgtdb: 1 of 26 checks failed', true],
    ['clone, apimgtdb: 26 of 26 checks passed', false],
    ['production, apimgtdb: 25 of 26 checks passed', false],
    [
      `${2 * preflightNames.length - 1} of ${2 * preflightNames.length} preflight checks ` +
        'passed, 1 warning that stops nothing',
      false,
    ],
  ])
})

test('on a phone the first three sections are open, and each link unfolds its own; else all are open', {
  skip,
}, async () => {
  const open = `[...document.querySelectorAll('body > section')]
    .filter((one) => one.querySelector('h2').textContent !== 'What to do next')
    .map((one) => one.querySelector(':scope > details > div') ?? one.querySelector('h2 + *'))
    .map((one) => one.checkVisibility({ contentVisibilityAuto: true }))`
  const goTo = `new Promise((done) => {
    const hidden = []
    const links = [...document.querySelectorAll('nav a')]
    for (const one of links) {
      location.hash = one.getAttribute('href')
      const to = document.querySelector(one.getAttribute('href'))
      if (!to?.checkVisibility({ contentVisibilityAuto: true })) hidden.push(one.textContent)
    }
    done([links.length, hidden])
  })`
  const [shut, [links, hidden] = [0, ['?']]] = (await askAll(375, 'light', [open, goTo])) as [
    boolean[],
    [number, string[]],
  ]
  assert.deepEqual(shut, [true, true, true, ...shut.slice(3).map(() => false)])
  assert.equal(links, shut.length)
  assert.deepEqual(hidden, [])
  assert.ok(((await ask(820, 'light', open)) as boolean[]).every((one) => one))
})

test('a phone shows the first three tables that rows were deleted from, and the others when asked', {
  skip,
}, async () => {
  const rows = `[...document.querySelectorAll('.few tbody tr')]
    .filter((one) => one.checkVisibility()).length`
  const check = `document.querySelector('.few input').click()`
  const [few, , all] = await askAll(375, 'light', [rows, check, rows])
  assert.deepEqual([few, all], [3, 9])
  assert.deepEqual(await askAll(820, 'light', [rows]), [9])
  assert.deepEqual(await askAll(375, 'light', [rows], 'print'), [9])
})

test('the labels of an axis never touch, nor leave the chart', { skip }, async () => {
  const collisions = `[...document.querySelectorAll('svg')].flatMap((svg) => {
    const within = svg.getBoundingClientRect()
    const texts = [...svg.querySelectorAll('text')].map((one) => [one.textContent,
      one.getBoundingClientRect()])
    return texts.flatMap(([text, at], n) => [
      ...(at.left < within.left - 0.5 || at.right > within.right + 0.5 ? [text + ' leaves'] : []),
      ...texts.slice(n + 1).filter(([, other]) => at.left < other.right + 2 &&
        other.left < at.right + 2 && at.top < other.bottom && other.top < at.bottom)
        .map(([other]) => text + ' on ' + other)])
  })`
  const pace = [1, 2, 7, 9, 29, 31, 58, 60].flatMap((count) =>
    [1, 62, 3661, 90_000].map((seconds) => ({
      source: 'wso2-production',
      target: 'clone' as const,
      from: largeReport.startedAt,
      seconds,
      rows: Array.from({ length: count }, (_, at) => at * 1111),
    })),
  )
  const content = reportPage({ ...largeReport, pace })
  assert.deepEqual(await ask(1440, 'light', collisions, 'screen', content), [])
})

test('print is light and shows folded parts', { skip }, async () => {
  assert.equal(
    await ask(760, 'dark', 'getComputedStyle(document.body).backgroundColor', 'print'),
    'rgb(255, 255, 255)',
  )
  assert.deepEqual(
    await ask(
      760,
      'dark',
      "[...document.querySelectorAll('details table')].filter((one) => !one.checkVisibility({ " +
        'contentVisibilityAuto: true }) || one.getBoundingClientRect().height === 0).length',
      'print',
    ),
    0,
  )
})

test('on A4 a table is a table', { skip }, async () => {
  assert.deepEqual(
    await ask(
      703,
      'light',
      "[...new Set([...document.querySelectorAll('th, td')].map((one) => " +
        'getComputedStyle(one).display))]',
      'print',
    ),
    ['table-cell'],
  )
  assert.deepEqual(await ask(703, 'light', wide, 'print'), [])
})

test('a command can be read off the page at any width: no option breaks after its hyphens', {
  skip,
}, async () => {
  const message =
    'To continue: aws ssm put-parameter --name /drydock/production/control --overwrite --value ' +
    `'{"stop": false}', then start the execution again.`
  const content = reportPage({ ...largeReport, error: { name: 'PurgeStopped', message } })
  for (const width of [320, 360, 390, 430])
    assert.deepEqual(
      await ask(
        width,
        'light',
        "[document.querySelector('pre').textContent, ...[...document.querySelectorAll('pre " +
          ".whole')].map((one) => one.getClientRects().length)]",
        'screen',
        content,
      ),
      [message, 1, 1, 1],
      `${width} px`,
    )
})

test('the verdict is on the first screen of a phone', { skip }, async () => {
  assert.ok(
    Number(
      await ask(390, 'light', `document.querySelector('.figures').getBoundingClientRect().bottom`),
    ) < 844,
  )
})

test('missing measurements are not drawn', () => {
  const page = reportPage({
    ...largeReport,
    timeline: [],
    pace: [],
    paceNotes: [],
    purges: [],
    hotQueries: [],
    history: [],
    clones: [],
    drift: [],
  })
  for (const heading of [
    'Timeline',
    'Purge speed',
    "The application's queries",
    'The clone<',
    'Rehearsal and production',
  ])
    assert.ok(!page.includes(`<h2>${heading}`), heading)
  assert.doesNotMatch(page, /<svg|NaN|undefined|Infinity/)
})
