import type { Sums } from '../functions/archive/undo-asked.ts'

const rows = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`
const were = (count: number): string => `${rows(count)} ${count === 1 ? 'was' : 'were'}`

/** A row may hang on a row that another rule deleted: an undo of a part cannot bring that back. */
const ofPart =
  ' If their parents are missing, another rule may have deleted those: undo the whole run, ' +
  'without --rule, --table, --key, --since and --until.'

/**
 * The result of a count, and what to do next.
 * @param part whether only some of the run's rows were asked for
 */
export function counted(
  { putBack, present, collided }: Sums,
  where: string,
  part: boolean,
): string {
  const nothing = `Nothing was changed on ${where}.`
  const cannot = `${rows(collided)} cannot come back (see above)`
  const hint = part && collided > 0 ? ofPart : ''
  if (putBack > 0)
    return (
      `${nothing} Add --apply to put ${rows(putBack)} back` +
      `${collided > 0 ? `; ${cannot}` : ''}.${hint}`
    )
  if (collided === 0)
    return `${nothing} There is nothing to put back: ${were(present)} already there.`
  return `${nothing} Nothing can be put back: ${cannot}, ${were(present)} already there.${hint}`
}

/** What was done. */
export function applied(
  { putBack, present, collided }: Sums,
  where: string,
  part: boolean,
): string {
  const left = [
    ...(present > 0 ? [`${were(present)} already there`] : []),
    ...(collided > 0 ? [`${rows(collided)} could not come back (see above)`] : []),
  ]
  const done =
    putBack === 0
      ? `Nothing was put back on ${where}: ${left.join(', ')}.`
      : `${were(putBack)} put back on ${where}${left.length === 0 ? '' : `; ${left.join(', ')}`}.`
  return part && collided > 0 ? `${done}${ofPart}` : done
}

/** Files whose rows were not deleted with them. */
export const passedOver = (undone: number, files: number): string =>
  `${undone} of ${files} files ${undone === 1 ? 'is' : 'are'} skipped: the account says that ` +
  `${undone === 1 ? 'its batch was' : 'their batches were'} rolled back, so another file has ` +
  'the rows, or somebody else deleted them, or they still exist.'
