import { NamedError } from '../../contract/errors.ts'
import { DatabaseTrouble, RowRefused } from '../database.ts'
import { meaningOf, rowRefused, type Meaning } from './error-numbers.ts'
import { clean } from './error-text.ts'
import { isTranslated, noColumn, noLogin } from '../translated-errors.ts'

/** ORA-… or NJS-…; the network's own code where neither answered; '' for any other error. */
export const numberOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/**
 * The server's own number within a text of the driver's: it makes NJS-500 of many, and NJS-511 of
 * what the listener says (lib/errors.js, lib/thin/sqlnet/networkSession.js).
 */
const within = (error: Error): string => /ORA-\d{5}/.exec(error.message)?.[0] ?? ''

/** Network errors: no answer, half an answer, or no route at the moment. */
const lost = new RegExp(
  '^(ECONN(RESET|REFUSED|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOST(UNREACH|DOWN)|' +
    'ENET(UNREACH|DOWN)|ERR_STREAM_DESTROYED)$',
)

/** What a driver error means to the purge. */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error) || isTranslated(error)) return error
  const number = numberOf(error)
  const beneath = within(error)
  clean(error, number)
  if (lost.test(number)) return new DatabaseTrouble('connection lost', number, { cause: error })
  // The listener's answer says more than that it refused.
  const told = number === 'NJS-511' && meaningOf(beneath) !== undefined ? beneath : number
  const known = meaningOf(told)
  if (known === undefined) return error
  return meant(known.meaning, known.word, told, error)
}

/** What a package that the user may not call is told as: PLS-00201, or a column of its name. */
const aboutPackage = /DBMS_(CRYPTO|LOCK|STATS)|PLS-00201/

function meant(meaning: Meaning, word: string, number: string, cause: Error): Error {
  const { message } = cause
  switch (meaning) {
    case 'deadlock':
    case 'lock timeout':
    case 'time limit':
    case 'read only':
    case 'rows disagree':
      return new DatabaseTrouble(meaning, message, { cause })
    case 'connection lost':
      return new DatabaseTrouble(meaning, `${word}, ${number}`, { cause })
    case 'key taken':
      return new RowRefused(word, { cause })
    case 'no room':
      return new NamedError(
        'DiskFull',
        `The server has no room left: ${message}. The batch in progress was rolled back; ` +
          'committed deletes are kept. Make room (storage, the tablespace that it names, the ' +
          'recovery area), then start the run again to continue.',
        { cause },
      )
    case 'denied':
      return denied(message, cause)
    case 'no login':
      return noLogin(word, 'account', cause)
    case 'no database':
      return new NamedError(
        'DatabaseNotFound',
        `${message} (${word}). Check "databases" of the environment: {"name": the service, ` +
          '"schema": the owner of the tables}. The name is the instance\'s DB name in RDS.',
        { cause },
      )
    case 'untrusted':
      return new NamedError(
        'DatabaseUnreachable',
        `The server does not offer the TLS that Drydock requires on AWS: ${word} (${message}). ` +
          'No password was sent. Check that the option group of the instance has the option SSL, ' +
          'that "port" of the source is its port, and that a current Amazon RDS authority ' +
          'issued its certificate.',
        { cause },
      )
    case 'no table':
      // The catalogue's views are hidden from whoever may not read them.
      if (/\b(V_?\$|DBA_)/.test(message)) return denied(message, cause)
      return new NamedError(
        'SchemaChanged',
        `${message}. It existed when the run was planned, or the user lost its privilege on it. ` +
          'Committed deletes are kept. Find out who renamed or dropped it, or grant it again; ' +
          'start the run again once the schema no longer changes.',
        { cause },
      )
    case 'no package':
      return aboutPackage.test(message) ? denied(message, cause) : cause
    case 'no column':
      if (aboutPackage.test(message)) return denied(message, cause)
      return noColumn(cause)
  }
}

const denied = (message: string, cause: Error): NamedError =>
  new NamedError(
    'AccessDenied',
    `The database refused: ${message}. Grant the user CREATE SESSION, SELECT_CATALOG_ROLE, ` +
      'SELECT and DELETE on the tables (INSERT too, to put rows back), and EXECUTE on ' +
      'DBMS_CRYPTO and DBMS_LOCK, or correct the secret. Committed deletes are kept. ' +
      'Start the run again to continue.',
    { cause },
  )

/** Server errors on an INSERT: a rejected row is skipped, and the others are inserted. */
export function ofInsert(error: unknown): unknown {
  const number = numberOf(error)
  if (!(error instanceof Error) || number === '') return error
  const why =
    rowRefused[number] ?? (/^ORA-20\d{3}$/.test(number) ? rowRefused['ORA-20000'] : undefined)
  if (why === undefined) return error
  clean(error, number)
  return new RowRefused(why, { cause: error })
}
