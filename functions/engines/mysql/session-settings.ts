/**
 * Opens every session. The server's defaults, its parameter group and init_connect are outside
 * Drydock's control, so every setting that could change a statement's meaning or end it is set to
 * the value that the statements were tested with.
 * @param more further assignments, in a comment that only some servers execute
 */
export const sessionSettings = (
  sqlMode: string,
  more = '',
  lockWaitSeconds = 5,
): readonly string[] => [
  // The driver requested it while connecting, but a server may ignore that
  // (character_set_client_handshake).
  'SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci',
  `SET ${settings(sqlMode, lockWaitSeconds).join(', ')} ${whereKnown.join(' ')} ${more}`,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE',
]

const settings = (sqlMode: string, lockWaitSeconds: number): readonly string[] => [
  `SESSION sql_mode = '${sqlMode}'`,
  'SESSION autocommit = 1',
  // Otherwise COMMIT may begin another transaction, or end the connection.
  'SESSION completion_type = 0',
  'SESSION foreign_key_checks = 1',
  'SESSION unique_checks = 1',
  // Otherwise a delete by range may be refused; a SELECT may end early, or be refused for what it
  // might read.
  'SESSION sql_safe_updates = 0',
  'SESSION sql_select_limit = 18446744073709551615',
  'SESSION max_join_size = 18446744073709551615',
  'SESSION sql_big_selects = 1',
  'SESSION sql_auto_is_null = 0',
  // SHOW CREATE TABLE is parsed.
  'SESSION sql_quote_show_create = 1',
  // Yields to the application early; the batch is retried.
  `SESSION innodb_lock_wait_timeout = ${lockWaitSeconds}`,
  'SESSION lock_wait_timeout = 10',
  // A throttled purge pauses longer than some servers allow idle connections.
  'SESSION wait_timeout = 28800',
]
/** Only the servers that know them set these; others see a comment. */
const whereKnown = [
  '/*!50708 , SESSION max_execution_time = 0 */',
  '/*M!100104 , SESSION max_statement_time = 0 */',
  '/*M!100300 , SESSION idle_transaction_timeout = 0,' +
    ' SESSION idle_readonly_transaction_timeout = 0,' +
    ' SESSION idle_write_transaction_timeout = 0 */',
]
