import type { Browser } from 'playwright-core'

/** The parts of the report that a reader of README sees: from its top to the end of its checks. */
const lastHeading = 'Checks'

/** The top of a report's page as a PNG, in light mode. */
export async function screenshot(browser: Browser, html: string): Promise<Buffer> {
  const page = await browser.newPage({
    viewport: { width: 1060, height: 800 },
    colorScheme: 'light',
    javaScriptEnabled: true,
  })
  try {
    await page.setContent(html)
    const last = page
      .locator('section')
      .filter({ has: page.getByText(lastHeading, { exact: true }) })
    const box = await last.last().boundingBox()
    if (box === null) throw new Error(`the report's page has no section "${lastHeading}"`)
    return await page.screenshot({
      fullPage: true,
      clip: { x: 0, y: 0, width: 1060, height: Math.ceil(box.y + box.height) },
    })
  } finally {
    await page.close()
  }
}
