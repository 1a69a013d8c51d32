import { readArchiveName } from '../contract/archive-name.ts'
import { NamedError } from '../contract/errors.ts'
import { didYouMean } from '../contract/nearest.ts'
import type { UndoInput, UndoTotals } from '../contract/undo.ts'
import { wantsFile } from './undo-totals.ts'

export type Asked = Pick<UndoInput, 'rule' | 'table' | 'key' | 'since' | 'until'>

const missing = (message: string) => new NamedError('ArchiveMissing', message)

/**
 * Which files of an archive, by their names, may contain the requested rows.
 * @throws NamedError ArchiveMissing for a rule or a time that is not in the archive
 */
export function namesAsked(asked: Asked, names: readonly string[]): string[] {
  const wanted = names.filter((name) => wantsFile(asked, name))
  if (wanted.length > 0) return wanted
  const all = names.flatMap((name) => readArchiveName(name) ?? [])
  const rules = [...new Set(all.map(({ rule }) => rule))].sort()
  if (asked.rule !== undefined && !rules.includes(asked.rule))
    throw missing(
      'The archive contains nothing deleted by a rule ' +
        `"${asked.rule}"${didYouMean(asked.rule, rules) || '.'} It has rows of ` +
        `${rules.join(', ')}.`,
    )
  const times = all.map(({ at }) => at).sort()
  throw missing(
    'The archive contains nothing deleted at that ' +
      `time${asked.rule === undefined ? '' : ` by the rule "${asked.rule}"`}. Its files are ` +
      `from ${times[0]} to ${times.at(-1)}; correct "since" and "until".`,
  )
}

export interface Sums {
  readonly putBack: number
  readonly present: number
  readonly collided: number
}

/**
 * All tables together.
 * @throws NamedError ArchiveMissing if no row matches, so that a request for one row does not seem
 * to succeed
 */
export function sumsOf(totals: UndoTotals, { rule, table, key }: Asked): Sums {
  const sums = { putBack: 0, present: 0, collided: 0 }
  for (const one of Object.values(totals))
    for (const what of ['putBack', 'present', 'collided'] as const) sums[what] += one[what]
  if (sums.putBack + sums.present + sums.collided > 0) return sums
  const what = [
    // The key itself may be a secret.
    ...(key === undefined ? [] : ['with that key']),
    ...(table === undefined ? [] : [`of ${table}`]),
    ...(rule === undefined ? [] : [`of the rule "${rule}"`]),
  ].join(' ')
  throw missing(
    what === ''
      ? 'No archived row was deleted: the account beside the files says that all batches were ' +
          'rolled back. There is nothing to put back.'
      : `The archive contains no deleted row ${what}. Correct your ` +
          `filters${key === undefined ? '' : '; separate the columns of a key with spaces'}.`,
  )
}
