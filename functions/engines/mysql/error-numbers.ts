/** What an error of the server means to whoever asked. */
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
  | 'no index'

/**
 * The servers' error numbers by what they mean, with a word each (MySQL's share/messages_to_clients.txt, MariaDB's
 * share/errmsg-utf8.txt; the driver's constants/errors.js has the names). `connection lost` is what passes: the same is
 * tried again on a new connection.
 */
export const errorNumbers: Readonly<Record<Meaning, Readonly<Record<number, string>>>> = {
  deadlock: { 1213: 'deadlock' },
  'lock timeout': { 1205: 'a lock was not given in time' },
  'time limit': { 1969: "MariaDB's limit of time", 3024: "MySQL's limit of time" },
  'connection lost': {
    1040: 'too many connections',
    1053: 'the server shuts down',
    1105: 'unknown error',
    1129: 'the host is blocked after too many failed connections',
    1152: 'the connection was aborted',
    1184: 'the connection was aborted',
    1203: 'too many connections of this user',
    1226: "the user's share of a resource is used up",
    1317: 'the statement was interrupted',
    1461: 'too many prepared statements on the server',
    1927: 'the connection was killed',
    2006: 'the server has gone away',
    2013: 'the connection was lost while the answer was waited for',
    3032: 'the server is in offline mode',
    3168: 'the server is not available',
    4031: 'the server closed the idle connection',
  },
  'read only': { 1836: 'the server is read-only' },
  // 14 is of MariaDB's file functions: it was seen where a file could not grow.
  'no room': {
    14: 'a file can not grow',
    1021: 'the disk is full',
    1114: 'the table is full',
    3019: 'the undo log is full',
  },
  'key taken': { 1062: 'another row has its unique key' },
  'no parent': { 1216: 'its parent is not there', 1452: 'its parent is not there' },
  // Of an INSERT alone: a trigger's own word says something else of a delete.
  'row refused': {
    1048: 'a column of it takes no NULL by now',
    1364: 'a column without a default is new',
    1366: 'a column does not take its value',
    1416: 'a column does not take its geometry',
    1526: 'no partition takes it',
    1644: 'a trigger refuses it',
    1748: 'its partition does not take it',
    1906: 'a column of it is computed by now',
    3105: 'a column of it is computed by now',
    3140: 'a column does not take its JSON',
    3819: 'a CHECK constraint refuses it',
    4025: 'a CHECK constraint refuses it',
  },
  'rows disagree': { 1217: 'other rows hang on it', 1451: 'other rows hang on it' },
  denied: {
    1044: 'no privilege on the database',
    1045: 'user or password is wrong',
    1142: 'no privilege on the table',
    1143: 'no privilege on the column',
    1227: 'a privilege is missing',
    1370: 'no privilege on the procedure',
  },
  'no login': {
    1130: 'the host may not connect',
    1251: 'the driver does not know how this user logs in',
    1698: 'the user may not log in with a password',
    1820: 'the password has to be changed first',
    1862: 'the password has expired',
    3118: 'the account is locked',
    3159: 'the server demands TLS',
    3955: 'the account is locked after too many wrong passwords',
    4151: 'the account is locked (MariaDB)',
  },
  'no database': { 1049: 'no such database' },
  'no table': { 1146: 'no such table' },
  'no index': { 1176: 'no such index' },
}

const meanings = new Map(
  (Object.keys(errorNumbers) as Meaning[]).flatMap((meaning) =>
    Object.entries(errorNumbers[meaning]).map(
      ([number, word]) => [Number(number), { meaning, word }] as const,
    ),
  ),
)

/** undefined where the number is none that Drydock knows. */
export const meaningOf = (number: number): { meaning: Meaning; word: string } | undefined =>
  meanings.get(number)
