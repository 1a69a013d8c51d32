import { plural, quantity } from '../contract/quantity.ts'
import { errorNames } from '../contract/errors.ts'
import { shownBytes } from '../reclaim/space.ts'
import { nextByError } from './next-by-error.ts'
import type { Report } from './schema.ts'

/** The runbook has a heading for each error of the list; any other is the state machine's or the platform's. */
export const headingOf = (name: string | undefined): string =>
  errorNames.find((one) => one === name) ?? 'A run failed'

/** Bytes for which a rebuild is worth a person's thought. */
const worthTelling = 2 ** 30

/** What to do next, the first first. */
export function nextSteps({
  outcome,
  mode,
  error,
  preflight,
  leftovers,
  rules,
  space,
  left,
}: Omit<Report, 'next'>): string[] {
  const dead = rules.reduce((sum, one) => sum + (one.dead ?? 0), 0)
  const remedies = preflight
    .filter(({ level, remedy }) => level !== 'passed' && remedy !== '')
    .map(({ check, database, remedy }) => `${check} (${database}): ${remedy}`)
  const onward: Readonly<Record<string, string>> = {
    plan: `${dead.toLocaleString('en-US')} ${plural(dead, 'row is', 'rows are')} dead. To see how ${plural(dead, 'it goes', 'they go')}, on a clone: start an execution with {"mode": "rehearse"}.`,
    rehearse:
      'The rehearsal has no finding. To purge production, start an execution with {"mode": "purge"}; it rehearses again first.',
    purge:
      left !== null && left > 0
        ? `Production is purged in part: ${left.toLocaleString('en-US')} ${plural(left, 'dead row is', 'dead rows are')} left. Start another execution with {"mode": "purge"}, or leave ${plural(left, 'it', 'them')} to the next weekly run.`
        : 'Production is purged. To put rows back, see docs/runbook.md; they are kept for as long as archiveDays says.',
  }
  return [
    ...(error === null
      ? []
      : [
          `Open docs/runbook.md at the heading ${headingOf(error.name)} and do what it says. ${nextByError(error.name) ?? 'Start the execution again once the cause is gone.'}`,
        ]),
    ...(outcome === 'succeeded' && mode !== null ? [onward[mode] ?? ''] : []),
    ...remedies,
    ...(leftovers.length === 0
      ? []
      : [
          `${quantity(leftovers.length, 'table')} of other cleanups ${plural(leftovers.length, 'takes', 'take')} room. Ask who needs ${plural(leftovers.length, 'it', 'them')}; Drydock drops none.`,
        ]),
    ...space
      .filter(({ couldReturn, returned }) => returned === null && couldReturn >= worthTelling)
      .map(
        ({ table, rule, couldReturn }) =>
          `${table} could return about ${shownBytes(couldReturn)}: set {"rules": {"${rule}": {"reclaim": true}}} to have it rebuilt after a purge.`,
      ),
  ]
}

/** The verdict in a line. */
export function verdict({ error, mode, rules, checks, left }: Report): string {
  if (error !== null) return `${error.name}: ${error.message}`
  const deleted = rules.reduce((sum, one) => sum + (one.productionDeleted ?? 0), 0)
  const dead = rules.reduce((sum, one) => sum + (one.dead ?? 0), 0)
  if (mode === 'plan')
    return `${quantity(dead, 'row is', 'rows are')} dead in production; nothing was touched.`
  const later =
    left === null ? '' : ` ${quantity(left, 'dead row is', 'dead rows are')} left for the next run.`
  return `${quantity(deleted, 'row')} deleted in production, ${quantity(checks.length, 'check')} passed.${later}`
}
