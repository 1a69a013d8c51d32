import { quantity } from '../functions/contract/quantity.ts'
import { NamedError } from '../functions/contract/errors.ts'
import type { UndoTotals } from '../functions/contract/undo.ts'
import { parentsFirst } from '../functions/archive/undo-next.ts'
import type { Sums } from '../functions/archive/undo-asked.ts'
import { DatabaseTrouble, givenUp } from '../functions/engines/database.ts'

const rows = (count: number): string => quantity(count, 'row')
const were = (count: number): string => `${rows(count)} ${count === 1 ? 'was' : 'were'}`

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
  const hint = part && collided > 0 ? ` ${parentsFirst}` : ''
  if (putBack > 0)
    return (
      `${nothing} Add --apply to put at most ${rows(putBack)} back: a count does not look for ` +
      `their parents${collided > 0 ? `; ${cannot}` : ''}.${hint}`
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
  return part && collided > 0 ? `${done} ${parentsFirst}` : done
}

/** Files whose rows were not deleted with them. */
export const passedOver = (undone: number, files: number): string =>
  `${undone} of ${files} files ${undone === 1 ? 'is' : 'are'} skipped: the account says that ` +
  `${undone === 1 ? 'its batch was' : 'their batches were'} rolled back, so another file has ` +
  'the rows, or somebody else deleted them, or they still exist.'

interface Stopped {
  /** The archive file in progress. */
  readonly file: string
  /** The outcome of the files before it. */
  readonly totals: UndoTotals
  readonly apply: boolean
  readonly user: string
  readonly where: string
}

/** A database error in words of the undo: which rows are back, and what to do next. */
export function stopped(error: unknown, { file, totals, apply, user, where }: Stopped): unknown {
  const putBack = Object.values(totals).reduce((sum, one) => sum + one.putBack, 0)
  const kept = !apply
    ? 'Nothing was changed.'
    : putBack === 0
      ? `No row was put back on ${where}.`
      : `${were(putBack)} put back on ${where} from other files (see above) and ` +
        `${putBack === 1 ? 'stays' : 'stay'}; no row of this file was put back.`
  const again = 'then run the command again: it leaves the rows that are already there.'
  if (error instanceof DatabaseTrouble) {
    const { kind, message } = error
    const advice =
      kind === 'lock timeout' || kind === 'deadlock'
        ? 'Wait until the other transaction ends, '
        : kind === 'rows disagree'
          ? 'Find out what changes these rows, '
          : 'Check the server, '
    const { name } = givenUp(error, 1)
    return new NamedError(name, `${file}: ${message} (${kind}). ${kept} ${advice}${again}`, {
      cause: error,
    })
  }
  if (!(error instanceof NamedError)) return error
  const advice =
    error.name === 'AccessDenied'
      ? `Grant ${user} SELECT and INSERT on the database, `
      : error.name === 'DiskFull'
        ? 'Add storage, '
        : error.name === 'SchemaChanged'
          ? 'Bring back what the schema no longer has, '
          : null
  const { name, message, cause } = error
  const told =
    advice !== null && cause instanceof Error
      ? `${file}: ${cause.message}. ${kept} ${advice}${again}`
      : putBack > 0 && apply
        ? `${message} ${were(putBack)} put back on ${where} from other files (see above).`
        : message
  return new NamedError(name, told, { cause: error })
}
