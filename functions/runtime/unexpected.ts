import { NamedError } from '../contract/errors.ts'

interface Thrown {
  readonly name?: unknown
  readonly code?: unknown
  readonly errno?: unknown
  readonly stack?: unknown
  readonly $fault?: unknown
}
/** The language's own errors speak of code. The messages of others may quote a row, a key or a secret. */
const quotesNothing = new Set(['TypeError', 'RangeError', 'ReferenceError', 'AssertionError'])

const thrownBy = (error: unknown): Thrown =>
  typeof error === 'object' && error !== null ? error : {}

/** An error by a name that state machine and runbook know; faults of AWS have names of their own. */
export function nameError(error: unknown): unknown {
  const { name, code, errno, $fault } = thrownBy(error)
  if (error instanceof NamedError || $fault !== undefined) return error
  const message =
    error instanceof Error && quotesNothing.has(error.name) ? `: ${error.message}` : ''
  const what = [name ?? typeof error, code, errno].filter((one) => one !== undefined).join(' ')
  return new NamedError(
    'Unexpected',
    `The step met something that Drydock does not know: ${what}${message}. The step did nothing more; what was committed stays. The function's log has where it happened, under this run's ID: report it with that.`,
  )
}

/** Where it happened, without the message that a stack begins with. */
export const placesOf = (error: unknown): string[] =>
  String(thrownBy(error).stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
