import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorNames } from '../functions/contract/errors.ts'

const file = join(import.meta.dirname, '../docs/runbook.md')

/** The headings for how a run ended when its error has none. */
const ends = ['A run failed', 'A run timed out', 'A run was stopped']

/**
 * functions/report/runbook.json: what docs/runbook.md says of each error and end of a run.
 * `npm run runbook` writes it.
 */
export function runbookSections(): string {
  const text = readFileSync(file, 'utf8')
  const under = (heading: string) => {
    const [, after = ''] = text.split(`\n## ${heading}\n`)
    return (after.split(/\n#+ /)[0] ?? '').trim()
  }
  const found = [...ends, ...errorNames].map((heading) => [heading, under(heading)])
  return `${JSON.stringify(Object.fromEntries(found), null, 2)}\n`
}
