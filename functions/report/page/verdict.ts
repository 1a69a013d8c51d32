import { inProduction } from '../in-production.ts'
import { verdict } from '../next.ts'
import type { Report } from '../schema.ts'
import { wayOf } from './way.ts'

/** The verdict in one sentence or two; the message of an error stands below it. */
export function shortVerdict(report: Report): string {
  const { error } = report
  if (error === null) return verdict(report)
  const at = wayOf(report).find(({ state }) => state === 'failed')
  const where = at === undefined ? '' : ` at: ${at.name}`
  return `${error.name}. The run stopped${where}. ${inProduction(report)}`
}
