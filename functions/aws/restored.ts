import { NamedError } from '../contract/errors.ts'

/** States from which nothing becomes available by waiting. */
const final =
  /^(failed|.*-failed|incompatible-.*|restore-error|storage-full|inaccessible-.*|deleting|stopped|stopping)$/

/** @throws NamedError RestoreFailed where waiting is in vain */
export function mustBecomeAvailable(id: string, status: string): void {
  if (final.test(status))
    throw new NamedError(
      'RestoreFailed',
      `The clone ${id} is ${status}; expected it to become available. See its events in RDS, mend the cause (parameter group, capacity, key), then start again.`,
    )
}

export const notReady = (message: string): NamedError => new NamedError('NotReady', message)
