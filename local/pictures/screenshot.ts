import type { Browser } from 'playwright-core'

/** The parts of the report that README shows below the outcome. */
const shown = ['What was deleted', 'Checks']
const width = 1060

/** The outcome and these parts of a report's page as a PNG, in light mode, without contents. */
export async function screenshot(browser: Browser, html: string): Promise<Buffer> {
  const page = await browser.newPage({
    viewport: { width, height: 800 },
    colorScheme: 'light',
    javaScriptEnabled: true,
  })
  try {
    await page.setContent(html)
    await page.evaluate(`document.querySelector('nav').remove()`)
    const found = await page.evaluate(`[...document.querySelectorAll('body > section, footer')]
      .map((one) => {
        const heading = one.querySelector('h2')?.textContent ?? ''
        const keep = ${JSON.stringify(shown)}.includes(heading)
        if (!keep) one.remove()
        return keep ? heading : ''
      })
      .filter((heading) => heading !== '')`)
    if (String(found) !== String(shown))
      throw new Error(`expected the parts ${shown.join(', ')} in the report; found ${found}`)
    return await page.screenshot({ fullPage: true })
  } finally {
    await page.close()
  }
}
