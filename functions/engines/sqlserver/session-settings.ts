/**
 * What opens every session, in the batch of a connection: within a statement with values the server
 * would take it back. A login's, a database's and a server's settings are not Drydock's: whatever
 * changes a statement's meaning is set to what the statements were written for.
 */
export const sessionSettings = (lockWaitSeconds: number, aborts: boolean): readonly string[] => [
  [
    'SET ANSI_NULLS ON',
    'SET ANSI_PADDING ON',
    'SET ANSI_WARNINGS ON',
    'SET ARITHABORT ON',
    'SET CONCAT_NULL_YIELDS_NULL ON',
    'SET QUOTED_IDENTIFIER ON',
    'SET NUMERIC_ROUNDABORT OFF',
    'SET IMPLICIT_TRANSACTIONS OFF',
    'SET CURSOR_CLOSE_ON_COMMIT OFF',
    'SET NOCOUNT OFF',
    'SET ROWCOUNT 0',
    // How a text is read as a time.
    'SET LANGUAGE us_english',
    'SET DATEFORMAT ymd',
    'SET TRANSACTION ISOLATION LEVEL READ COMMITTED',
    // Of two sessions in each other's way the server ends this one.
    'SET DEADLOCK_PRIORITY LOW',
    `SET LOCK_TIMEOUT ${lockWaitSeconds * 1000}`,
    // Off, an error of one row leaves the transaction: an undo goes back to its savepoint.
    `SET XACT_ABORT ${aborts ? 'ON' : 'OFF'}`,
  ].join('; '),
]
