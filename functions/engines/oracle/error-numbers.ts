import { meaningsOf, type CommonMeaning, type ErrorsByMeaning } from '../error-meanings.ts'

/** What a server error means to the caller. */
export type Meaning = CommonMeaning | 'no package' | 'untrusted'

/**
 * Errors by meaning, with a short text each: the server's (ORA-, Database Error Messages) and the
 * driver's (NJS-, oracledb's lib/errors.js, which also makes NJS-500 of many of the server's).
 * `connection lost` is transient: the call is retried on a new connection.
 */
export const errorNumbers: ErrorsByMeaning<Meaning> = {
  deadlock: {
    'ORA-00060': 'deadlock',
    'ORA-04020': 'deadlock of a definition',
    // Of a transaction that is SERIALIZABLE: somebody changed a row after it began.
    'ORA-08177': 'another transaction changed a row since this one began',
    // Somebody else's statement took the undo that this one's read needs: it is asked again.
    'ORA-01555': 'the versions that a read needs are gone (snapshot too old)',
    'ORA-01466': 'a definition changed after the transaction began',
  },
  'lock timeout': {
    'ORA-00051': 'a lock is held by another session',
    'ORA-00054': 'a lock is held by another session',
    'ORA-01591': 'a lock is held by a distributed transaction in doubt',
    'ORA-02049': 'a lock is held by another session',
    'ORA-30006': 'a lock is held by another session',
    'ORA-04021': 'a lock of a definition is held by another session',
    'ORA-14411': 'a definition is changing',
  },
  'time limit': { 'NJS-123': 'the call took too long', 'ORA-01013': 'the call was cancelled' },
  'connection lost': {
    'NJS-003': 'the connection is closed',
    'NJS-500': 'the connection was closed or broken',
    'NJS-501': 'the connection ended unexpectedly',
    'NJS-503': 'nobody listens at this port, or no route leads to it',
    'NJS-509': 'a packet that the protocol does not know',
    'NJS-510': 'no connection within the time for it',
    'NJS-511': 'the listener refused the connection, as one that starts or has no place left does',
    'NJS-513': 'the server ended the connection',
    'NJS-521': 'the connection ended',
    'NJS-530': 'the host was not found',
    'ORA-00018': 'too many sessions',
    'ORA-00020': 'too many processes',
    'ORA-00028': 'an administrator ended the session',
    'ORA-01012': 'not logged on',
    'ORA-01033': 'the server is starting up or shutting down',
    'ORA-01034': 'the server is not available',
    'ORA-01089': 'the server is shutting down',
    'ORA-01109': 'the database is not open',
    'ORA-02391': 'too many sessions of this user',
    'ORA-02396': 'the session was idle for too long',
    'ORA-02399': 'the session was connected for too long',
    'ORA-03113': 'end of file on the connection',
    'ORA-03114': 'not connected',
    'ORA-03135': 'the connection was lost',
    'ORA-12152': 'the break could not be sent',
    'ORA-12153': 'not connected',
    'ORA-12170': 'no connection within the time for it',
    'ORA-12516': 'the listener has no handler for the connection',
    'ORA-12518': 'the listener could not hand the connection over',
    'ORA-12519': 'the listener has no handler for the connection',
    'ORA-12520': 'the listener has no handler for the connection',
    'ORA-12526': 'the listener admits restricted sessions only',
    'ORA-12528': 'the instance blocks new connections',
    'ORA-12537': 'the connection was closed',
    'ORA-12541': 'no listener',
    'ORA-12547': 'the connection was lost',
    'ORA-12564': 'the connection was refused',
    'ORA-12570': 'a packet could not be read',
    'ORA-12571': 'a packet could not be written',
    'ORA-25408': 'it is unknown whether the call was completed',
  },
  'read only': {
    'ORA-01456': 'the transaction is read-only',
    'ORA-16000': 'the database is open read-only',
  },
  'no room': {
    'ORA-00257': 'the archiver has no room',
    'ORA-01536': 'the quota of a tablespace is used up',
    'ORA-01650': 'a rollback segment cannot grow',
    'ORA-01652': 'the temporary tablespace cannot grow',
    'ORA-01653': 'a table cannot grow',
    'ORA-01654': 'an index cannot grow',
    'ORA-01691': 'a LOB segment cannot grow',
    'ORA-19809': 'the recovery area is full',
    'ORA-30036': 'the undo tablespace cannot grow',
  },
  'key taken': { 'ORA-00001': 'another row has the same unique key' },
  'rows disagree': { 'ORA-02292': 'other rows refer to it' },
  denied: {
    'ORA-01017': 'user or password is wrong',
    'ORA-01031': 'a privilege is missing',
    'ORA-01720': 'a grant is missing',
    // Of DBMS_STATS, which says so of a table that the user may not look after.
    'ORA-20000': 'a package refused',
    'ORA-28112': 'a policy could not be evaluated',
    'ORA-41900': 'a privilege is missing',
  },
  'no login': {
    'ORA-01045': 'the user lacks CREATE SESSION',
    'NJS-116': 'its password is kept in a form (10G) that the driver does not know: set it again',
    'ORA-28000': 'the account is locked',
    'ORA-28001': 'the password has expired',
    'ORA-28002': 'the password is about to expire',
  },
  'no database': {
    'NJS-518': 'the listener knows no such service',
    'NJS-519': 'the listener knows no such SID',
    'ORA-01435': 'no such schema',
    'ORA-12505': 'the listener knows no such SID',
    'ORA-12514': 'the listener knows no such service',
  },
  'no table': { 'ORA-00942': 'no such table, or no privilege to see it' },
  'no column': { 'ORA-00904': 'no such column' },
  'no package': { 'ORA-06550': 'a package cannot be called', 'ORA-06553': 'no such package' },
  untrusted: {
    'NJS-505': 'TLS could not be started',
    'NJS-506': 'the TLS handshake failed',
    'NJS-507': 'the certificate names another server',
    'NJS-508': 'the certificate names another server',
    'NJS-531': 'the server asks for native network encryption, which is not TLS',
    'NJS-532': 'the server asks for native network encryption, which is not TLS',
    'NJS-533': 'the server asks for native network encryption, which is not TLS',
    'ORA-28860': 'the TLS handshake failed',
    'ORA-29024': 'the certificate is not trusted',
  },
}

/** What an INSERT's error says of its row. */
export const rowRefused: Readonly<Record<string, string>> = {
  'ORA-00904': 'a column of its table, or one that a trigger names, does not exist',
  'ORA-01400': 'a column no longer accepts NULL',
  'ORA-01401': 'a value is now too long',
  'ORA-01438': 'a value is now out of range',
  'ORA-01461': 'a value is now too long',
  'ORA-01722': 'a column now takes numbers',
  'ORA-01733': 'its table is now a view',
  'ORA-01776': 'its table is now a view',
  'ORA-01779': 'its table is now a view',
  'ORA-01830': 'a value is no valid time',
  'ORA-01843': 'a value is no valid time',
  'ORA-01847': 'a value is no valid time',
  'ORA-01858': 'a value is no valid time',
  'ORA-01861': 'a value is no valid time',
  'ORA-02290': 'a CHECK constraint rejects it',
  'ORA-02291': 'its parent does not exist',
  'ORA-12899': 'a value is now too long',
  'ORA-14400': 'no partition takes it',
  'ORA-20000': 'a trigger rejects it',
  'ORA-32795': 'the server counts a column by itself (GENERATED ALWAYS)',
  'ORA-54013': 'a column is now generated',
}

export const meaningOf = meaningsOf(errorNumbers)
