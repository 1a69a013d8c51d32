import { NamedError } from '../../contract/errors.ts'
import { DatabaseTrouble, RowRefused } from '../database.ts'
import { meaningOf, rowRefused, type Meaning } from './error-numbers.ts'
import { clean } from './error-text.ts'
import { isTranslated, noColumn, noLogin, untrustedServer } from '../translated-errors.ts'

/** The server's error number; 0 for any other error. */
export const numberOf = (error: unknown): number =>
  error instanceof Error && 'number' in error ? Number(error.number) || 0 : 0

/** The driver's own code: of its errors, and of the network's. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/**
 * One statement may end in several errors, of which the first is why and the last that it ended
 * (tedious: AggregateError): the one that is known.
 */
export function first(error: unknown): unknown {
  if (!(error instanceof AggregateError)) return error
  const all: readonly unknown[] = error.errors
  return all.find((one) => meaningOf(numberOf(one)) !== undefined) ?? all[0] ?? error
}

/** Of several addresses of a host the driver tells what each ended in. */
const beneath = (cause: unknown): unknown =>
  cause instanceof AggregateError ? cause.errors[0] : cause

/** Network errors, by Node's codes and the driver's: no answer, or half an answer. */
const lost = new RegExp(
  '^(ESOCKET|ECLOSE|ECANCEL|EINVALIDSTATE|ETDS|ECONN(RESET|REFUSED|ABORTED)|EPIPE|ENOTFOUND|' +
    'EAI_AGAIN|EHOST(UNREACH|DOWN)|ENET(UNREACH|DOWN)|ERR_STREAM_\\w+)$',
)
/** What Node says of a certificate, and the driver of a server without one. */
const untrusted =
  /^(ERR_(TLS|SSL)_\w+|CERT_\w+|SELF_SIGNED_\w+|DEPTH_ZERO_\w+|UNABLE_TO_\w+|EENCRYPT|EPROTO)$/

/** Severity from which the server ends the session ("Database Engine error severities"). */
const fatal = 20

/** What a driver's error means to the purge. */
export function translate(thrown: unknown): unknown {
  const error = first(thrown)
  if (!(error instanceof Error) || isTranslated(error)) return error
  clean(error)
  const [number, code] = [numberOf(error), codeOf(error)]
  const inner = codeOf(beneath(error.cause))
  if (untrusted.test(code) || untrusted.test(inner)) return untrustedServer(error)
  const known = meaningOf(number)
  if (known !== undefined) return meant(known.meaning, known.word, number, error)
  if ('class' in error && Number(error.class) >= fatal)
    return new DatabaseTrouble('connection lost', `${error.message}, error ${number}`, {
      cause: error,
    })
  // Of a request: the driver gave the statement up. Of a connection: there was no answer.
  if (code === 'ETIMEOUT' && /^Timeout: Request/.test(error.message))
    return new DatabaseTrouble('time limit', error.message, { cause: error })
  if (code === 'ETIMEOUT' || lost.test(code))
    return new DatabaseTrouble('connection lost', lostText(error, inner || code), { cause: error })
  // The driver has one code for all that a server refuses, and of an unknown error only its code is
  // told: the message may quote a value.
  return number === 0 ? error : Object.assign(error, { code: `of the server, number ${number}` })
}

/** The driver's text names the address; Node's code says what happened to it. */
const lostText = ({ message }: Error, code: string): string =>
  message.includes(code) ? message : `${message} (${code})`

function meant(meaning: Meaning, word: string, number: number, cause: Error): Error {
  const { message } = cause
  switch (meaning) {
    case 'deadlock':
    case 'lock timeout':
    case 'time limit':
    case 'read only':
    case 'rows disagree':
      return new DatabaseTrouble(meaning, message, { cause })
    case 'connection lost':
      return new DatabaseTrouble(meaning, `${word}, error ${number}`, { cause })
    case 'key taken':
      return new RowRefused(word, { cause })
    case 'no room':
      return new NamedError(
        'DiskFull',
        `The server has no room left: ${message} The batch in progress was rolled back; ` +
          'committed deletes are kept. Where the transaction log is full, find out what keeps ' +
          'it (log_reuse_wait_desc in sys.databases); else add storage. Then start the run ' +
          'again to continue.',
        { cause },
      )
    case 'denied':
      return new NamedError(
        'AccessDenied',
        `The database refused: ${message} Grant the user SELECT and DELETE on the schema dbo ` +
          '(INSERT and ALTER too, to put rows back) and SHOWPLAN in the database, or correct ' +
          'the secret. Committed deletes are kept. Start the run again to continue.',
        { cause },
      )
    case 'no login':
      return noLogin(word, 'login', cause)
    case 'no database':
      return new NamedError(
        'DatabaseNotFound',
        `${message} Check "databases" of the environment, and that the login is a user of each.`,
        { cause },
      )
    case 'no table':
      return new NamedError(
        'SchemaChanged',
        `${message} It existed when the run was planned. Committed deletes are kept. Find out ` +
          'who renamed or dropped it; start the run again once the schema no longer changes.',
        { cause },
      )
    case 'no column':
      return noColumn(cause)
  }
}

/** Server errors on an INSERT: a rejected row is skipped, and the others are inserted. */
export function ofInsert(thrown: unknown): unknown {
  const error = first(thrown)
  const number = numberOf(error)
  const why = number > 50_000 ? 'a trigger rejects it' : rowRefused[number]
  if (!(error instanceof Error) || why === undefined) return thrown
  clean(error)
  return new RowRefused(why, { cause: error })
}
