import type { Sums } from '../functions/archive/undo-asked.ts'

const rows = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`
const were = (count: number): string => `${rows(count)} ${count === 1 ? 'was' : 'were'}`

/** The result of a count, and what to do next. */
export function counted({ putBack, present, collided }: Sums, where: string): string {
  const nothing = `Nothing was changed on ${where}.`
  if (putBack > 0) return `${nothing} Add --apply to put ${rows(putBack)} back.`
  if (collided === 0)
    return `${nothing} There is nothing to put back: ${were(present)} already there.`
  return (
    `${nothing} Nothing can be put back: ${rows(collided)} ` +
    `${collided === 1 ? 'collides' : 'collide'} (see above), ${were(present)} already there.`
  )
}

/** What was done. */
export function applied({ putBack, present, collided }: Sums, where: string): string {
  const left = [
    ...(present > 0 ? [`${were(present)} already there`] : []),
    ...(collided > 0 ? [`${rows(collided)} collided (see above)`] : []),
  ]
  return putBack === 0
    ? `Nothing was put back on ${where}: ${left.join(', ')}.`
    : `${were(putBack)} put back on ${where}${left.length === 0 ? '' : `; ${left.join(', ')}`}.`
}

/** Files whose rows did not go by them. */
export const passedOver = (undone: number, files: number): string =>
  `${undone} of ${files} files ${undone === 1 ? 'is' : 'are'} passed over: by the account ` +
  `${undone === 1 ? 'its batch was' : 'their batches were'} undone, so the rows went with ` +
  'another file, or by another hand, or are still there.'
