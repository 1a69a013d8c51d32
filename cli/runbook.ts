import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const file = join(import.meta.dirname, '../docs/runbook.md')

/** What the runbook says under a heading. */
export function runbookParagraph(heading: string): string {
  const text = readFileSync(file, 'utf8')
  const [, after = ''] = text.split(`\n## ${heading}\n`)
  const paragraph = (after.split(/\n#+ /)[0] ?? '').trim()
  return `From docs/runbook.md, ${heading}:\n${paragraph.replace(/^/gm, '  ')}`
}
