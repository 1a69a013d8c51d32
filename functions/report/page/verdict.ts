import { quantity } from '../../contract/quantity.ts'
import { verdict } from '../next.ts'
import type { Report } from '../schema.ts'
import { wayOf } from './way.ts'

/** The verdict in one sentence or two; the message of an error stands below it. */
export function shortVerdict(report: Report): string {
  const { error, rules, timeline } = report
  if (error === null) return verdict(report)
  const at = wayOf(report).find(({ state }) => state === 'failed')
  const where = at === undefined ? '' : ` at: ${at.name}`
  return `${error.name}. The run stopped${where}. ${ofProduction(rules, timeline)}`
}

function ofProduction(rules: Report['rules'], timeline: Report['timeline']): string {
  const deleted = rules.map(({ productionDeleted }) => productionDeleted)
  if (deleted.some((rows) => rows !== null)) {
    const rows = deleted.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    return `${quantity(rows, 'row was', 'rows were')} deleted in production.`
  }
  return timeline.some(({ step }) => step === 'purge-production')
    ? 'What it deleted in production is not on record.'
    : 'Nothing was deleted in production.'
}
