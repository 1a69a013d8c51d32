/** Numbers from which errors are a user's own (RAISERROR, THROW): their texts may have values. */
const ownNumbers = 50_000

/**
 * Errors whose texts quote a value: "The duplicate key value is (…)", "converting the varchar value
 * '…'", "Truncated value: '…'". What stands there is left out; names of objects stay.
 */
const quoting: readonly (readonly [number, RegExp])[] = [
  [2601, / The duplicate key value is .*$/s],
  [2627, / The duplicate key value is .*$/s],
  [2628, / Truncated value: .*$/s],
  [245, /'.*$/s],
  [8114, /'.*$/s],
  [248, /'.*$/s],
]

/** The error's text without possible values of rows. */
export function withoutValues(message: string, number: number): string {
  if (number >= ownNumbers || number === 3609)
    return 'a trigger or a procedure rejected it (its text is withheld)'
  const found = quoting.find(([one]) => one === number)
  return found === undefined ? message : message.replace(found[1], ' "…"').trim()
}

interface ServerError extends Error {
  number?: unknown
}

/** Removes values from a driver's error: it may be logged, or end the call. */
export function clean(error: ServerError): void {
  if (typeof error.number !== 'number') return
  const message = withoutValues(error.message, error.number)
  if (error.stack !== undefined) error.stack = error.stack.replace(error.message, () => message)
  error.message = message
}
