import { gibibyte, shownBytes } from '../contract/bytes.ts'
import { plural, quantity } from '../contract/quantity.ts'
import { errorNames } from '../contract/errors.ts'
import { workText } from './backlog-text.ts'
import { nextByError } from './next-by-error.ts'
import type { Report } from './schema.ts'
import { spaceLeft } from './space.ts'

/**
 * The runbook has a heading for each error of the list; others come from Step Functions or Lambda.
 */
export const headingOf = (name: string | undefined): string =>
  errorNames.find((one) => one === name) ?? 'A run failed'

/** Bytes from which a rebuild is worth suggesting. */
const worthTelling = gibibyte

/** What to do next, most urgent first; empty if there is nothing to do. */
export function nextSteps({
  outcome,
  environment,
  mode,
  error,
  preflight,
  leftovers,
  rules,
  space,
  left,
  backlog,
}: Omit<Report, 'next'>): string[] {
  const dead = rules.reduce((sum, one) => sum + (one.dead ?? 0), 0)
  // Beside an error, what warns of something else would hide what to do.
  const warned = (level: string) => level === 'warning' && error === null
  const remedies = preflight
    .filter(({ level, remedy }) => remedy !== '' && (level === 'failed' || warned(level)))
    .map(({ check, database, remedy }) => `${check} (${database}): ${remedy}`)
  const onward: Readonly<Record<string, string>> = {
    plan:
      dead === 0
        ? ''
        : `${quantity(dead, 'row is', 'rows are')} dead. To rehearse the purge on a clone: npx ` +
          `drydock run ${environment} --mode rehearse` +
          (backlog.length === 0
            ? ''
            : `; then, since more is dead than the limits allow, once: npx drydock run ` +
              `${environment} --mode purge --confirm-blast-radius. Later runs delete what it ` +
              'leaves without another confirmation'),
    rehearse:
      dead === 0
        ? ''
        : 'The rehearsal has no findings. To purge production, after one more rehearsal: npx ' +
          `drydock run ${environment} --mode purge` +
          (backlog.length === 0
            ? ''
            : ' --confirm-blast-radius, once, since more is dead than the limits allow. Later ' +
              'runs delete what it leaves without another confirmation'),
    purge:
      left !== null && left > 0
        ? `Production is partly purged: ${quantity(left, 'dead row is', 'dead rows are')} left. ` +
          `Start another run (npx drydock run ${environment} --mode purge), or leave ` +
          `${plural(left, 'it', 'them')} to the next weekly run.`
        : '',
  }
  const worth = space.filter(
    ({ couldReturn, returned }) => returned === null && couldReturn >= worthTelling,
  )
  const then = outcome === 'succeeded' && mode !== null ? (onward[mode] ?? '') : ''
  return [
    ...(error === null
      ? []
      : [
          `Follow docs/runbook.md, heading ${headingOf(error.name)}. ` +
            (nextByError(error.name) ?? 'Start another run (npx drydock run) once it is fixed.'),
        ]),
    ...(then === '' ? [] : [then]),
    ...remedies,
    ...(leftovers.length === 0
      ? []
      : [
          `${quantity(leftovers.length, 'table')} of other cleanups ` +
            `${plural(leftovers.length, 'takes', 'take')} up space. Ask who needs ` +
            `${plural(leftovers.length, 'it', 'them')}; Drydock drops none.`,
        ]),
    ...worth.map(
      ({ table, rule, couldReturn }) =>
        `${table} could return about ${shownBytes(couldReturn)}: set {"rules": {"${rule}": ` +
        '{"reclaim": true}}} to have it rebuilt after a purge.',
    ),
    ...spaceLeft(worth),
  ]
}

/** The verdict in one line. */
export function verdict({ error, mode, rules, checks, left, backlog }: Report): string {
  if (error !== null) return `${error.name}: ${error.message}`
  const deleted = rules.reduce((sum, one) => sum + (one.productionDeleted ?? 0), 0)
  const dead = rules.reduce((sum, one) => sum + (one.dead ?? 0), 0)
  if (mode === 'plan')
    return `${quantity(dead, 'row is', 'rows are')} dead in production; nothing was touched.`
  const works = backlog.flatMap(({ work }) => (work === null ? [] : [workText(work)]))
  const later =
    works.length > 0
      ? ` ${works.join(' ')}`
      : left === null
        ? ''
        : ` ${quantity(left, 'dead row is', 'dead rows are')} left for the next run.`
  return (
    `${quantity(deleted, 'row')} deleted in production, ${quantity(checks.length, 'check')} ` +
    `passed.${later}`
  )
}
