import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorNames } from '../functions/contract/errors.ts'
import type { WholeExecution } from './aws/executions.ts'

const file = join(import.meta.dirname, '../docs/runbook.md')

/** What the runbook says under a heading. */
export function runbookParagraph(heading: string): string {
  const text = readFileSync(file, 'utf8')
  const [, after = ''] = text.split(`\n## ${heading}\n`)
  const paragraph = (after.split(/\n#+ /)[0] ?? '').trim()
  return `From docs/runbook.md, ${heading}:\n${paragraph.replace(/^/gm, '  ')}`
}

/** The heading of how an execution ended by itself; null while it runs, and if it succeeded. */
export function headingOfExecution({
  status,
  error,
}: Pick<WholeExecution, 'status' | 'error'>): string | null {
  if (errorNames.some((one) => one === error)) return error
  if (status === 'TIMED_OUT') return 'A run timed out'
  if (status === 'ABORTED') return 'A run was stopped'
  return status === 'FAILED' ? 'A run failed' : null
}
