import { NamedError } from '../contract/errors.ts'
import { DatabaseTrouble, RowRefused } from './database.ts'

/** Whether there is nothing to translate: no error of a driver. */
export const isTranslated = (error: unknown): boolean =>
  !(error instanceof Error) ||
  error instanceof NamedError ||
  error instanceof DatabaseTrouble ||
  error instanceof RowRefused

export const untrustedServer = (cause: Error): NamedError =>
  new NamedError(
    'DatabaseUnreachable',
    `The server does not offer the TLS that Drydock requires on AWS (${cause.message}). No ` +
      "password was sent. Check that the endpoint is the instance's own and that a current " +
      'Amazon RDS authority issued its certificate.',
    { cause },
  )

/** @param kept what the engine calls what the user logs in by. */
export const noLogin = (word: string, kept: string, cause: Error): NamedError =>
  new NamedError(
    'AccessDenied',
    `The user of the secret cannot log in: ${word} (${cause.message}). Fix the ${kept}, or name ` +
      'another user in the secret. Committed deletes are kept. Start the run again to continue.',
    { cause },
  )

export const noColumn = (cause: Error): NamedError =>
  new NamedError(
    'SchemaChanged',
    `A column in a statement does not exist (${cause.message}): it was dropped or renamed after ` +
      'the run was planned, or a trigger refers to a missing column. Committed deletes are ' +
      'kept. Find out who changed it; start the run again once the schema no longer changes.',
    { cause },
  )
