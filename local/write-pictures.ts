import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadEnvironment } from '../infra/config.ts'
import { startChromium } from './pictures/chromium.ts'
import { pictures } from './pictures/pictures.ts'
import { screenshot } from './pictures/screenshot.ts'
import { openScratch } from './scratch.ts'

const docs = join(import.meta.dirname, '../docs')
await writeFile(join(docs, 'pictures.md'), pictures(loadEnvironment('example')))

/** The report of the last local run. */
const report = join(import.meta.dirname, '../out/report.html')
if (existsSync(report)) {
  const browser = await startChromium()
  if (typeof browser === 'string') console.log(`docs/report.png stays as it was: ${browser}`)
  else {
    await writeFile(
      join(docs, 'report.png'),
      await screenshot(browser, await readFile(report, 'utf8')),
    )
    await browser.close()
  }
  await openScratch().close()
} else
  console.log('docs/report.png stays as it was: run npm start first, which writes out/report.html')
