/** What a server error means to the caller. */
export type Meaning =
  | 'deadlock'
  | 'lock timeout'
  | 'time limit'
  | 'connection lost'
  | 'read only'
  | 'no room'
  | 'key taken'
  | 'no parent'
  | 'row refused'
  | 'rows disagree'
  | 'denied'
  | 'no login'
  | 'no database'
  | 'no table'
  | 'no column'
  | 'no index'

/**
 * The servers' error numbers by meaning, with a short text each (MySQL's
 * share/messages_to_clients.txt, MariaDB's share/errmsg-utf8.txt; the driver's constants/errors.js
 * has the names). `connection lost` is transient: the call is retried on a new connection.
 */
export const errorNumbers: Readonly<Record<Meaning, Readonly<Record<number, string>>>> = {
  deadlock: { 1213: 'deadlock' },
  'lock timeout': { 1205: 'lock wait timeout' },
  'time limit': { 1969: "MariaDB's time limit", 3024: "MySQL's time limit" },
  'connection lost': {
    1040: 'too many connections',
    1053: 'the server is shutting down',
    1105: 'unknown error',
    1129: 'the host is blocked after too many failed connections',
    1152: 'the connection was aborted',
    1184: 'the connection was aborted',
    1203: 'too many connections of this user',
    1226: 'the user has reached a resource limit',
    1317: 'the statement was interrupted',
    1461: 'too many prepared statements on the server',
    1927: 'the connection was killed',
    2006: 'the server has gone away',
    2013: 'the connection was lost while waiting for an answer',
    3032: 'the server is in offline mode',
    3168: 'the server is not available',
    4031: 'the server closed the idle connection',
  },
  'read only': { 1836: 'the server is read-only' },
  // 14 comes from MariaDB's file functions; it was observed when a file could not grow.
  'no room': {
    14: 'a file cannot grow',
    1021: 'the disk is full',
    1114: 'the table is full',
    3019: 'the undo log is full',
  },
  'key taken': {
    1022: 'another row has the same key',
    1062: 'another row has the same unique key',
    1169: 'another row has the same unique key',
    1586: 'another row has the same unique key',
    1859: 'another row has the same unique key',
  },
  'no parent': { 1216: 'its parent does not exist', 1452: 'its parent does not exist' },
  // For an INSERT only: on a delete, a trigger's own text means something else. An undo's session
  // is not strict, but a trigger or a generated column keeps the mode it was created in.
  'row refused': {
    1048: 'a column no longer accepts NULL',
    1054: 'a trigger names a column that does not exist',
    1118: 'it is now too long for the table',
    1264: 'a value is now out of range',
    1265: 'a value no longer fits its column',
    1288: 'its table is now a view',
    1292: 'a value is no valid time or number',
    1305: 'a trigger calls a function that does not exist',
    1364: 'a new column has no default',
    1365: 'a trigger or a generated column divides by zero',
    1366: 'a column rejects its value',
    1369: 'its table is now a view that rejects it',
    1406: 'a value is now too long',
    1411: 'a value is no valid time',
    1416: 'a column rejects its geometry',
    1442: 'a trigger writes to its own table',
    1449: 'the user who defined a trigger does not exist',
    1467: 'its table has no further number',
    1471: 'its table is now a view',
    1526: 'no partition accepts it',
    1644: 'a trigger rejects it',
    1690: 'a generated value is out of range',
    1709: 'an index rejects its value',
    1713: 'it is too long for the undo log',
    1748: 'its partition rejects it',
    1863: 'its partition rejects it',
    1906: 'a column is now generated',
    3105: 'a column is now generated',
    3140: 'a column rejects its JSON',
    3141: 'a trigger or a generated column rejects its JSON',
    3156: 'a trigger or a generated column rejects its JSON',
    3157: 'its JSON is nested too deeply',
    3616: 'a column rejects its geometry',
    3617: 'a column rejects its geometry',
    3643: 'a column rejects its geometry',
    3751: 'an index rejects its value',
    3752: 'an index rejects its value',
    3819: 'a CHECK constraint rejects it',
    3903: 'an index rejects its JSON',
    3904: 'an index rejects its JSON',
    3905: 'an index rejects its JSON',
    3907: 'an index rejects its value',
    4025: 'a CHECK constraint rejects it',
  },
  'rows disagree': { 1217: 'other rows refer to it', 1451: 'other rows refer to it' },
  denied: {
    1044: 'no privilege on the database',
    1045: 'user or password is wrong',
    1142: 'no privilege on the table',
    1143: 'no privilege on the column',
    1227: 'a privilege is missing',
    1370: 'no privilege on the procedure',
  },
  'no login': {
    1130: 'the host is not allowed to connect',
    1251: "the driver does not support this user's authentication",
    1698: 'the user cannot log in with a password',
    1820: 'the password must be changed first',
    1862: 'the password has expired',
    3118: 'the account is locked',
    3159: 'the server requires TLS',
    3955: 'the account is locked after too many wrong passwords',
    4151: 'the account is locked (MariaDB)',
  },
  'no database': { 1049: 'no such database' },
  'no table': { 1146: 'no such table' },
  'no column': { 1054: 'no such column' },
  'no index': { 1176: 'no such index' },
}

const meanings = new Map(
  (Object.keys(errorNumbers) as Meaning[]).flatMap((meaning) =>
    Object.entries(errorNumbers[meaning]).map(
      ([number, word]) => [Number(number), { meaning, word }] as const,
    ),
  ),
)

/** undefined for a number that Drydock does not know. */
export const meaningOf = (number: number): { meaning: Meaning; word: string } | undefined =>
  meanings.get(number)
