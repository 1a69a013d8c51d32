import { NamedError } from '../functions/contract/errors.ts'
import type { RestoreTotals } from '../functions/contract/restore.ts'
import type { Asked } from './archive-folder.ts'

export interface Sums {
  readonly restored: number
  readonly present: number
  readonly collided: number
}

/**
 * All tables together.
 * @throws NamedError ArchiveMissing where no row was met: whoever asked for one is not told that it would come back
 */
export function sumsOf(totals: RestoreTotals, { rule, table, key }: Asked): Sums {
  const sums = { restored: 0, present: 0, collided: 0 }
  for (const one of Object.values(totals))
    for (const what of ['restored', 'present', 'collided'] as const) sums[what] += one[what]
  if (sums.restored + sums.present + sums.collided > 0) return sums
  const what = [
    ...(key === undefined ? [] : [`with the key "${key}"`]),
    ...(table === undefined ? [] : [`of ${table}`]),
    ...(rule === undefined ? [] : [`of the rule "${rule}"`]),
  ].join(' ')
  throw new NamedError(
    'ArchiveMissing',
    what === ''
      ? 'No row of the archive went: the account beside its files says that all of them were undone. There is nothing to put back.'
      : `The archive holds no row ${what} that went. Correct what you asked for${key === undefined ? '' : '; a key of several columns is written with a blank between them'}.`,
  )
}

const rows = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`
const were = (count: number): string => `${rows(count)} ${count === 1 ? 'was' : 'were'}`

/** What a count found, and what to do next. */
export function counted({ restored, present, collided }: Sums, where: string): string {
  const nothing = `Nothing was changed on ${where}.`
  if (restored > 0) return `${nothing} Add --apply to put ${rows(restored)} back.`
  if (collided === 0)
    return `${nothing} There is nothing to put back: ${were(present)} there already.`
  return `${nothing} Nothing can be put back: ${rows(collided)} ${collided === 1 ? 'has' : 'have'} no place (see above), ${were(present)} there already.`
}

/** What was done. */
export function applied({ restored, present, collided }: Sums, where: string): string {
  const left = [
    ...(present > 0 ? [`${were(present)} there already`] : []),
    ...(collided > 0 ? [`${rows(collided)} had no place (see above)`] : []),
  ]
  return restored === 0
    ? `Nothing was put back on ${where}: ${left.join(', ')}.`
    : `${were(restored)} put back on ${where}${left.length === 0 ? '' : `; ${left.join(', ')}`}.`
}
