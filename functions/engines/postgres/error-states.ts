import { meaningsOf, type CommonMeaning, type ErrorsByMeaning } from '../error-meanings.ts'

/** What a server error means to the caller. */
export type Meaning = CommonMeaning

/**
 * The server's SQLSTATEs by meaning, with a short text each (PostgreSQL's
 * src/backend/utils/errcodes.txt). `connection lost` is transient: the call is retried on a new
 * connection.
 */
export const errorStates: ErrorsByMeaning<Meaning> = {
  // 40001: a statement of a hot standby that stood in the way of replication, too.
  deadlock: { '40P01': 'deadlock', '40001': 'the statement conflicts with another transaction' },
  'lock timeout': { '55P03': 'lock timeout' },
  'time limit': { '57014': 'statement timeout' },
  'connection lost': {
    '08000': 'the connection failed',
    '08001': 'no connection could be established',
    '08003': 'the connection does not exist',
    '08004': 'the server rejected the connection',
    '08006': 'the connection failed',
    '08P01': 'a message that the protocol does not know',
    '25P03': 'the transaction was idle for too long',
    '25P04': 'the transaction took too long',
    '26000': 'a prepared statement that this connection does not know',
    '40003': 'it is unknown whether the statement was completed',
    '53200': 'the server is out of memory',
    '53300': 'too many connections',
    '53400': 'a limit of the server was reached',
    '57P01': 'the server is shutting down, or an administrator ended the session',
    '57P02': 'another server process crashed',
    '57P03': 'the server is starting up or shutting down',
    '57P05': 'the session was idle for too long',
  },
  'read only': { '25006': 'the server is read-only' },
  'no room': { '53100': 'the disk is full' },
  'key taken': { '23505': 'another row has the same unique key' },
  // On an INSERT 23503 is of the row: its parent does not exist. 18 brought 23001 for RESTRICT.
  'rows disagree': { '23503': 'other rows refer to it', '23001': 'other rows refer to it' },
  denied: { '42501': 'a privilege is missing', '28P01': 'user or password is wrong' },
  'no login': { '28000': 'the user may not log in' },
  'no database': {
    '3D000': 'no such database',
    '3F000': 'no such schema',
    '57P04': 'the database was dropped',
  },
  'no table': { '42P01': 'no such table' },
  'no column': { '42703': 'no such column' },
}

/** What an INSERT's error says of its row; whole classes last, by their first two characters. */
export const rowRefused: Readonly<Record<string, string>> = {
  '23001': 'other rows refer to it',
  '23502': 'a column no longer accepts NULL',
  '23503': 'its parent does not exist',
  '23514': 'a CHECK constraint or its partition rejects it',
  '23P01': 'another row excludes it',
  '22001': 'a value is now too long',
  '22003': 'a value is now out of range',
  '22007': 'a value is no valid time',
  '22008': 'a value is no valid time',
  '22012': 'a trigger or a generated column divides by zero',
  '22P02': 'a column no longer knows the value',
  '42703': 'a column of its table, or one that a trigger names, does not exist',
  '42804': 'a column now has another type',
  '42809': 'its table is now a view',
  '42883': 'a trigger calls a function that does not exist',
  '428C9': 'a column is now generated',
  '44000': 'its table is now a view that rejects it',
  '54000': 'an index rejects its length',
  '55000': 'its table is now a view',
  '2200H': 'its table has no further number',
  '22': 'a column rejects its value',
  '23': 'a constraint rejects it',
  '38': 'a trigger rejects it',
  '39': 'a trigger rejects it',
  P0: 'a trigger rejects it',
}

export const meaningOf = meaningsOf(errorStates)
