/**
 * What opens every session: whatever changes a statement's meaning. A client's territory and
 * language decide how numbers, times and texts are read and compared; the zone is UTC, in which
 * WSO2 writes times (sys_extract_utc in its scripts); TIMESTAMP and DATE have none.
 */
export const sessionSettings: readonly string[] = [
  [
    'ALTER SESSION SET',
    "NLS_LANGUAGE = 'AMERICAN'",
    "NLS_TERRITORY = 'AMERICA'",
    "NLS_NUMERIC_CHARACTERS = '.,'",
    "NLS_CALENDAR = 'GREGORIAN'",
    "NLS_DATE_FORMAT = 'SYYYY-MM-DD HH24:MI:SS'",
    "NLS_TIMESTAMP_FORMAT = 'SYYYY-MM-DD HH24:MI:SS.FF9'",
    // Byte for byte.
    "NLS_COMP = 'BINARY'",
    "NLS_SORT = 'BINARY'",
    "NLS_LENGTH_SEMANTICS = 'BYTE'",
  ].join(' '),
  "ALTER SESSION SET TIME_ZONE = '+00:00'",
  // A text that stands in no statement is none: values are bound, and stay so.
  'ALTER SESSION SET CURSOR_SHARING = EXACT',
  // One process of production at most, as in the rehearsal.
  'ALTER SESSION DISABLE PARALLEL QUERY',
  'ALTER SESSION DISABLE PARALLEL DML',
  'ALTER SESSION DISABLE PARALLEL DDL',
]
