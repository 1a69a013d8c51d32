import { NamedError } from '../contract/errors.ts'

interface Thrown {
  readonly name?: unknown
  readonly code?: unknown
  readonly errno?: unknown
  readonly stack?: unknown
  readonly $fault?: unknown
}
/**
 * JavaScript's own errors concern code. The messages of others may quote a row, a key or a secret.
 */
const quotesNothing = new Set(['TypeError', 'RangeError', 'ReferenceError', 'AssertionError'])

const thrownBy = (error: unknown): Thrown =>
  typeof error === 'object' && error !== null ? error : {}

/** Gives an error a name that state machine and runbook know; AWS errors keep their own names. */
export function nameError(error: unknown): unknown {
  const { name, code, errno, $fault } = thrownBy(error)
  if (error instanceof NamedError || $fault !== undefined) return error
  const message =
    error instanceof Error && quotesNothing.has(error.name) ? `: ${error.message}` : ''
  const what = [name ?? typeof error, code, errno].filter((one) => one !== undefined).join(' ')
  return new NamedError(
    'Unexpected',
    `The step failed with an error unknown to Drydock: ${what}${message}. The step stopped; ` +
      "committed deletes are kept. Report it with the function's log, which shows under this " +
      "run's ID where it happened.",
  )
}

/** The stack without its leading message. */
export const placesOf = (error: unknown): string[] =>
  String(thrownBy(error).stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
