import { NamedError } from '../../contract/errors.ts'
import { DatabaseTrouble, RowRefused } from '../database.ts'
import { meaningOf, rowRefused, type Meaning } from './error-states.ts'
import { clean } from './error-text.ts'
import { isTranslated, noColumn, noLogin, untrustedServer } from '../translated-errors.ts'

/** The SQLSTATE; the driver's own code where no server answered; '' for any other error. */
export const stateOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** Of a time limit: the two clocks need not go alike. */
const nearly = 0.9

/** Network errors: no answer, half an answer, or no route at the moment. */
const lost = new RegExp(
  '^(ECONN(RESET|REFUSED|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST(UNREACH|DOWN)|' +
    'ENET(UNREACH|DOWN)|ERR_STREAM_DESTROYED)$',
)
/** The driver's own texts of the same, which have no code (pg's lib/client.js). */
const lostSaid =
  /^(Connection terminated|timeout expired|Client (was closed|has encountered a connection error))/
/** What Node says of a certificate, and the driver of a server without one. */
const untrusted =
  /^(ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+|EPROTO)$/
const unencrypted = /^(The server does not support SSL|There was an error establishing an SSL)/

/** What a driver error means to the purge. */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error) || isTranslated(error)) return error
  clean(error)
  const state = stateOf(error)
  const known = meaningOf(state)
  if (known !== undefined) return meant(known.meaning, known.word, state, error)
  if (lost.test(state) || lostSaid.test(error.message))
    return new DatabaseTrouble('connection lost', state || error.message, { cause: error })
  // The driver's own, where the password is empty, or the server does not prove that it knows it.
  if (error.message.startsWith('SASL: ')) return meant('denied', '', state, error)
  if (/No space left/i.test(error.message)) return meant('no room', '', state, error)
  if (untrusted.test(state) || unencrypted.test(error.message)) return untrustedServer(error)
  return error
}

function meant(meaning: Meaning, word: string, state: string, cause: Error): Error {
  const { message } = cause
  switch (meaning) {
    case 'deadlock':
    case 'lock timeout':
    case 'time limit':
    case 'read only':
    case 'rows disagree':
      return new DatabaseTrouble(meaning, message, { cause })
    case 'connection lost':
      return new DatabaseTrouble(meaning, `${word}, SQLSTATE ${state}`, { cause })
    case 'key taken':
      return new RowRefused(word, { cause })
    case 'no room':
      return new NamedError(
        'DiskFull',
        `The server has no disk space left: ${message}. The batch in progress was rolled ` +
          'back; committed deletes are kept. Add storage, then start the run again to continue.',
        { cause },
      )
    case 'denied':
      return new NamedError(
        'AccessDenied',
        `The database refused: ${message}. Grant the user USAGE on the schema and SELECT, ` +
          'UPDATE and DELETE on its tables (INSERT too, to put rows back), or correct the ' +
          'secret. Where the text names a row-level security policy, the user needs BYPASSRLS. ' +
          'Committed deletes are kept. Start the run again to continue.',
        { cause },
      )
    case 'no login':
      return noLogin(word, 'role', cause)
    case 'no database':
      return new NamedError(
        'DatabaseNotFound',
        `${message}. Check "databases" of the environment: a database's name, or {"name": …, ` +
          '"schema": …}.',
        { cause },
      )
    case 'no table':
      return new NamedError(
        'SchemaChanged',
        `${message}. It existed when the run was planned. Committed deletes are kept. Find ` +
          'out who renamed or dropped it; start the run again once the schema no longer ' +
          'changes.',
        { cause },
      )
    case 'no column':
      return noColumn(cause)
  }
}

/**
 * 57014 is a statement timeout, or a cancel: only its text says which, in the server's language.
 * What ends before the session's own limit was cancelled. Who ended the statement may mean the
 * session: the work is retried on a new one.
 * @param limit of the session in ms; 0 for none.
 */
export function ofStatement(error: unknown, took: number, limit: number): unknown {
  const state = stateOf(error)
  const timeout = limit > 0 && took >= limit * nearly
  if (!(error instanceof Error) || state !== '57014' || timeout) return error
  clean(error)
  return meant('connection lost', 'the statement was cancelled', state, error)
}

export interface Notice {
  readonly message?: string | undefined
  readonly routine?: string | undefined
}

/**
 * VACUUM and ANALYZE pass over a table that the user may not look after, with a warning alone
 * (vacuum.c, vacuum_is_permitted_for_relation).
 */
export const skippedBy = ({ message = '', routine }: Notice): Error | null =>
  routine === 'vacuum_is_permitted_for_relation'
    ? Object.assign(new Error(message), { code: '42501', severity: 'WARNING' })
    : null

/** Server errors on an INSERT: a rejected row is skipped, and the others are inserted. */
export function ofInsert(error: unknown): unknown {
  const state = stateOf(error)
  if (!(error instanceof Error) || !('severity' in error)) return error
  const why = rowRefused[state] ?? rowRefused[state.slice(0, 2)]
  if (why === undefined || state === '23505') return error
  clean(error)
  return new RowRefused(why, { cause: error })
}
