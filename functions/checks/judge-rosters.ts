import { quantity, shownCount } from '../contract/quantity.ts'
import type { Limits } from '../contract/environment.ts'
import type { RosterVerdict } from '../contract/roster.ts'
import { mayDiffer } from '../application/may-differ.ts'

export const copyBack =
  "Find out who deleted them. Restore the run's snapshot beside production and copy back only " +
  'these rows: a revoked token must not come back.'

/**
 * For a table whose old rows the application does not change: each row that was live still exists,
 * in whatever state, or the application ended it or moved it away.
 * @param more rows older than the cutoff in excess of Drydock's account.
 */
export function judgeRoster(
  { table, living, lost, examples, doubt }: RosterVerdict,
  limits: Limits,
  hours: number,
  more: number,
  moving: readonly string[],
): string[] {
  const found =
    `${table}: ${shownCount(lost)} of ${shownCount(living)} rows that were live right before ` +
    `the purge are missing, and ` +
    "neither Drydock's account nor the application explains it, for example " +
    `${examples.join(', ')}.`
  const forgiven = doubt !== '' && lost <= mayDiffer(limits, living, hours)
  return [
    ...(lost === 0 || forgiven ? [] : [`${found}${doubt && ` (${doubt})`} ${copyBack}`]),
    ...(more <= 0 || moving.includes(table)
      ? []
      : [
          `${table}: there are ${more} more rows older than the cutoff than in Drydock's ` +
            'account. Check for an import or a restore; without one, report the fault: the ' +
            'account counts rows that were not deleted.',
        ]),
  ]
}

/**
 * Rosters of tables whose rows the application deletes itself, so that only archived rows are
 * evidence.
 */
export const byArchive = (rosters: readonly RosterVerdict[] = []): RosterVerdict[] =>
  rosters.filter(({ removed }) => removed !== null)

/**
 * For such a table: the archive has no row that was live right before the purge, except those that
 * the application ended.
 */
export const judgeArchived = ({ table, living, lost, examples }: RosterVerdict): string[] =>
  lost === 0
    ? []
    : [
        `${table}: Drydock deleted ${shownCount(lost)} of ${shownCount(living)} rows that were ` +
          `live right before the ` +
          `purge and that the application had not ended, for example ${examples.join(', ')}. ` +
          "Report the fault. Put back only these rows, from the run's archive, or from its " +
          'snapshot if the archive only has hashes.',
      ]

export function tellArchived(rosters: readonly RosterVerdict[]): string[] {
  if (rosters.length === 0) return []
  const rows = (count: number) => (count === 1 ? '1 living row' : `${count} living rows`)
  return [
    `The archive has no live row of the ${quantity(rosters.length, 'table')} whose rows the ` +
      'application deletes itself.',
    ...rosters.flatMap(({ table, removed }) =>
      removed ? [`The application deleted ${rows(removed)} of ${table}.`] : [],
    ),
  ]
}
