import { quantity } from '../contract/quantity.ts'
import { rowsByTable } from './rows-by-table.ts'
import type { Report } from './schema.ts'

/** What a run deleted in production, in a sentence. */
export function inProduction({ rules, timeline }: Pick<Report, 'rules' | 'timeline'>): string {
  const deleted = rules.map(({ productionDeleted }) => productionDeleted)
  if (deleted.some((rows) => rows !== null)) {
    const rows = deleted.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    return `${quantity(rows, 'row was', 'rows were')} deleted in production.`
  }
  return hasDeletedNothing({ rules, timeline })
    ? 'Nothing was deleted in production.'
    : 'What it deleted in production is not on record.'
}

/** Whether it is on record that a run did not purge production. */
export const hasDeletedNothing = ({ rules, timeline }: Pick<Report, 'rules' | 'timeline'>) =>
  rules.every(({ productionDeleted }) => productionDeleted === null) &&
  !timeline.some(({ step }) => step === 'purge-production')

/** What to know below the rows by table: whose they are, and what a failed run has deleted. */
export function belowRows(report: Report): readonly string[] {
  const { rules, mode, error } = report
  const purged = rules.some(({ productionDeleted }) => productionDeleted !== null)
  const ofClone = !purged && mode !== 'plan' && rowsByTable(report).length > 0
  if (!ofClone && error === null) return []
  return [`${ofClone ? "These rows are the clone's. " : ''}${inProduction(report)}`]
}
