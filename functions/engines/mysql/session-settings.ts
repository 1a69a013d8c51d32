/**
 * What opens every session. The server's own settings, those of its parameter group and what its
 * init_connect has set meanwhile are not Drydock's: whatever changes a statement's meaning or ends
 * it is set, to what the statements were tested with.
 * @param more further assignments, in a comment that some servers read.
 */
export const sessionSettings = (
  sqlMode: string,
  more = '',
  lockWaitSeconds = 5,
): readonly string[] => [
  // What the driver asked for while connecting, which a server may pass over
  // (character_set_client_handshake).
  'SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci',
  `SET ${settings(sqlMode, lockWaitSeconds).join(', ')} ${whereKnown.join(' ')} ${more}`,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE',
]

const settings = (sqlMode: string, lockWaitSeconds: number): readonly string[] => [
  `SESSION sql_mode = '${sqlMode}'`,
  'SESSION autocommit = 1',
  // A COMMIT that begins another transaction, or ends the connection.
  'SESSION completion_type = 0',
  'SESSION foreign_key_checks = 1',
  'SESSION unique_checks = 1',
  // A delete by a range is refused; a SELECT ends early, or is refused for what it might read.
  'SESSION sql_safe_updates = 0',
  'SESSION sql_select_limit = 18446744073709551615',
  'SESSION max_join_size = 18446744073709551615',
  'SESSION sql_big_selects = 1',
  'SESSION sql_auto_is_null = 0',
  // SHOW CREATE TABLE is read.
  'SESSION sql_quote_show_create = 1',
  // Yields to the application early; the batch is retried.
  `SESSION innodb_lock_wait_timeout = ${lockWaitSeconds}`,
  'SESSION lock_wait_timeout = 10',
  // Pauses of a throttled purge are longer than what some servers leave idle connections.
  'SESSION wait_timeout = 28800',
]
/** Set by the servers that know them: any other reads a comment. */
const whereKnown = [
  '/*!50708 , SESSION max_execution_time = 0 */',
  '/*M!100104 , SESSION max_statement_time = 0 */',
  '/*M!100300 , SESSION idle_transaction_timeout = 0,' +
    ' SESSION idle_readonly_transaction_timeout = 0,' +
    ' SESSION idle_write_transaction_timeout = 0 */',
]
