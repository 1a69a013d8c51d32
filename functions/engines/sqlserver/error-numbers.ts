import { meaningsOf, type CommonMeaning, type ErrorsByMeaning } from '../error-meanings.ts'

/** What a server error means to the caller. */
export type Meaning = CommonMeaning

/**
 * The server's error numbers by meaning, with a short text each (sys.messages; "Database Engine
 * events and errors" in Microsoft's documentation). `connection lost` is transient: the call is
 * retried on a new connection.
 */
export const errorNumbers: ErrorsByMeaning<Meaning> = {
  // 3960: under snapshot isolation another transaction changed the row first.
  deadlock: {
    1205: 'deadlock victim',
    3960: 'the row was changed by another transaction',
    3961: 'an object of the statement was changed by DDL',
  },
  'lock timeout': { 1222: 'lock request time-out' },
  'time limit': { 8645: 'no memory for the query in time' },
  'connection lost': {
    596: 'the session is in the kill state',
    701: 'the server is out of memory',
    // The log of a database that fails over, or stands by.
    976: 'the database is not available for connections on this replica',
    983: 'the availability database is changing its role',
    1204: 'the server has no locks left',
    4221: 'the replica has not caught up with row versions',
    6005: 'the server is shutting down',
    17142: 'the server is paused',
    17189: 'the server started no thread for the connection',
    18401: 'the server is in script upgrade mode',
    41131: 'the availability group is not online',
    41305: 'the transaction could not be validated',
    41325: 'the transaction could not be validated',
    10928: 'a resource limit of the server was reached',
  },
  'read only': {
    3906: 'the database is read-only',
    3908: 'the database is being recovered or loaded',
    978: 'the replica accepts read intent alone',
  },
  'no room': {
    1101: 'the filegroup has no space left',
    1105: 'the filegroup has no space left',
    9002: 'the transaction log is full',
    3967: 'the version store has no space left',
    3958: 'the version store has no space left',
    3966: 'the version store has no space left',
  },
  'key taken': {
    2601: 'another row has the same unique key',
    2627: 'another row has the same unique key',
  },
  // On an INSERT 547 is of the row: its parent does not exist, or a CHECK refuses it.
  'rows disagree': { 547: 'other rows refer to it' },
  denied: {
    229: 'a privilege is missing',
    230: 'a privilege on a column is missing',
    262: 'a privilege in the database is missing',
    297: 'a privilege on the server is missing',
    300: 'a privilege on the server is missing',
    371: 'a privilege is missing',
    916: 'the login is no user of the database',
    1088: 'the table does not exist, or ALTER on it is missing',
    15247: 'a privilege is missing',
    18456: 'user or password is wrong',
    18486: 'the login is locked out',
    18487: "the login's password has expired",
    18488: "the login's password must be changed",
  },
  'no login': { 18452: 'the login is of an untrusted domain', 18470: 'the login is disabled' },
  'no database': {
    911: 'no such database',
    3701: 'no such object',
    // Of a database; the login has no other that it may open.
    4060: 'no such database, or the login is no user of it',
    4064: "the login's default database cannot be opened",
  },
  'no table': { 208: 'no such table', 308: 'no such index', 4902: 'no such table' },
  'no column': { 207: 'no such column' },
}

/** What an INSERT's error says of its row. */
export const rowRefused: Readonly<Record<number, string>> = {
  207: 'a column of its table, or one that a trigger names, does not exist',
  220: 'a value is now out of range',
  232: 'a value is now out of range',
  241: 'a value is no valid time',
  242: 'a value is no valid time',
  245: 'a column rejects its value',
  248: 'a value is now out of range',
  257: 'a column now has another type',
  271: 'a column is now generated',
  273: 'a column is now a row version',
  334: 'its table now has a trigger that this INSERT cannot run with',
  515: 'a column no longer accepts NULL',
  544: "its table's numbers are now the server's own",
  547: 'its parent does not exist, or a CHECK constraint rejects it',
  550: 'its table is now a view that rejects it',
  1946: 'an index rejects its length',
  2628: 'a value is now too long',
  3609: 'a trigger rejects it',
  8101: "its table's numbers are now the server's own",
  8114: 'a column rejects its value',
  8115: 'a value is now out of range',
  8134: 'a trigger or a generated column divides by zero',
  8152: 'a value is now too long',
  13536: 'a column is now generated',
}

export const meaningOf = meaningsOf(errorNumbers)
