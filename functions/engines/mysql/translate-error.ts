import { NamedError } from '../../contract/errors.ts'
import { DatabaseTrouble, RowRefused } from '../database.ts'
import { errorNumbers, meaningOf, type Meaning } from './error-numbers.ts'
import { clean } from './error-text.ts'
import { isTranslated, noColumn, noLogin, untrustedServer } from '../translated-errors.ts'

export const numberOf = (error: unknown): number =>
  error instanceof Error && 'errno' in error ? Number(error.errno) : 0

/**
 * Network and driver errors: no answer, half an answer, a duplicate one, or no route at the moment.
 */
const lost = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
])
const isLost = (code: string, message: string): boolean =>
  lost.has(code) ||
  /^PROTOCOL_[A-Z_]+$/.test(code) ||
  /closed state|connection is closed/i.test(message)

/**
 * Errors of the server at a COMMIT that it may have carried out all the same. 1180: "error during
 * commit, data may be inconsistent" (handler.cc, ha_commit_trans). 1598: the server ends itself
 * over its binary log (binlog_error_action), which may have the transaction: then it is committed
 * when the server starts again.
 */
const doubtful = new Set([1180, 1598])

/**
 * Whether the server itself says that a COMMIT kept nothing. The driver gives a `sqlState` to the
 * server's own errors alone (mysql2, Packet.asError); class 08 is of the connection.
 */
export const isRefusedCommit = (error: unknown): boolean =>
  error instanceof Error &&
  'sqlState' in error &&
  !String(error.sqlState).startsWith('08') &&
  !doubtful.has(numberOf(error))

/** What a driver error means for the purge. */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error) || isTranslated(error)) return error
  clean(error)
  const code = 'code' in error ? String(error.code) : ''
  const number = numberOf(error)
  const known = meaningOf(number)
  if (known !== undefined) return meant(known.meaning, known.word, number, error)
  if (isLost(code, error.message))
    return new DatabaseTrouble('connection lost', code || error.message, { cause: error })
  if (number === 1290 && /read.?only/i.test(error.message))
    return new DatabaseTrouble('read only', error.message, { cause: error })
  if (/errno: 28\b|No space left/i.test(error.message)) return meant('no room', '', number, error)
  if (/^HANDSHAKE_(NO_SSL_SUPPORT|SSL_ERROR)$/.test(code)) return untrustedServer(error)
  return error
}

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
    case 'row refused':
      return cause
    case 'key taken':
    case 'no parent':
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
        `The database refused: ${message}. Grant the user SELECT and DELETE on this database ` +
          '(INSERT too, to put rows back), or correct the secret. Committed deletes are kept. ' +
          'Start the run again to continue.',
        { cause },
      )
    case 'no login':
      return noLogin(word, 'account', cause)
    case 'no database':
      return new NamedError(
        'DatabaseNotFound',
        `${message}. Check "databases" of the environment.`,
        { cause },
      )
    case 'no table':
      return new NamedError(
        'SchemaChanged',
        `${message}. It existed when the run was planned, and was missing at three attempts. ` +
          'Committed deletes are kept. Find out who renamed or dropped it; start the run again ' +
          'once the schema no longer changes.',
        { cause },
      )
    case 'no column':
      return noColumn(cause)
    case 'no index':
      return new NamedError(
        'SchemaChanged',
        'An index that the walk uses was dropped or made invisible since the run started ' +
          `(${message}). Committed deletes are kept. Start the run again: it then walks along ` +
          "the table's own key.",
        { cause },
      )
  }
}

/** Server errors on an INSERT: a rejected row is skipped, and the others are inserted. */
export function ofInsert(error: unknown): unknown {
  // A list of its own: an error such as an unknown column may come from a trigger.
  const why = errorNumbers['row refused'][numberOf(error)]
  return why === undefined ? error : new RowRefused(why, { cause: error })
}
