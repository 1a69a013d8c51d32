import { NamedError } from '../../functions/contract/errors.ts'
import { inOurWords } from '../aws/trouble.ts'

/** An error as the commands print it. */
export function faultOf(thrown: unknown): string {
  const error = inOurWords(thrown)
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return (
    `${name}: ${message}` +
    (error instanceof NamedError
      ? ''
      : ' This is not among the errors that docs/runbook.md lists: report it as a fault of ' +
        'Drydock.')
  )
}
