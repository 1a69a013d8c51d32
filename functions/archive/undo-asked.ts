import { readArchiveName } from '../contract/archive-name.ts'
import { NamedError } from '../contract/errors.ts'
import type { Purged } from '../contract/evidence.ts'
import { didYouMean } from '../contract/nearest.ts'
import { quantity } from '../contract/quantity.ts'
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

/**
 * Rows of a file that the archive has lost cannot come back: an undo must not seem complete without
 * them. Asked for one row, or for a time, it says itself what it found. The account of a purge that
 * is not done may have files that were never written.
 * @param names of all files of the archive.
 * @throws NamedError ArchiveMissing
 */
export function refuseIncomplete(asked: Asked, account: Purged, names: readonly string[]): void {
  const { key, since, until } = asked
  if (!account.done || key !== undefined || since !== undefined || until !== undefined) return
  const files = names.flatMap((name) => readArchiveName(name) ?? [])
  const there = new Map<number, number>()
  for (const { number } of files) there.set(number, (there.get(number) ?? 0) + 1)
  // A name does not tell the database, and each counts from 0.
  const due = new Map<number, number>()
  for (const { files: most = 0, void: voided = [] } of account.databases) {
    const stayed = new Set(voided)
    for (let number = 0; number < most; number++)
      if (!stayed.has(number)) due.set(number, (due.get(number) ?? 0) + 1)
  }
  const lost = [...due].filter(([number, count]) => (there.get(number) ?? 0) < count)
  if (lost.length === 0) return
  const first = files.reduce((least, { at }) => Math.min(least, Date.parse(at)), Date.now())
  throw missing(
    `The archive lacks ${quantity(lost.length, 'file')} of which the purge's account says that ` +
      `their rows were deleted, the first with the number ${lost[0]?.[0]}. Nothing more was put ` +
      'back. The bucket keeps deleted files for a day: restore them. Otherwise their rows cannot ' +
      `come back; to put back the others, give "since": "${new Date(first).toISOString()}".`,
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
