/** ms for which a session may leave a transaction idle: its locks go with it, whoever has died. */
const idleMilliseconds = 60_000

const quotedText = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** Of servers of some versions alone: 14 brought the first two, 17 the third. */
const whereKnown: Readonly<Record<string, string>> = {
  idle_session_timeout: '0',
  // A statement whose client is gone ends, rather than going on for nobody.
  client_connection_check_interval: '5s',
  transaction_timeout: '0',
}

const known = Object.keys(whereKnown).map(quotedText).join(', ')

/**
 * What opens every session. The server's settings, those of its parameter group, of the role
 * (ALTER ROLE … SET) and of the database are not Drydock's: whatever changes a statement's meaning
 * or ends it is set, to what the statements were tested with. `time zone` is left alone: it is the
 * one that WSO2's own connections read and write in. synchronous_commit is production's to decide.
 */
export const sessionSettings = (lockWaitSeconds: number): readonly string[] => [
  [
    // A policy would hide rows from the checks: the server then refuses the statement instead.
    'SET row_security = off',
    "SET client_encoding = 'UTF8'",
    'SET standard_conforming_strings = on',
    'SET transform_null_equals = off',
    'SET array_nulls = on',
    'SET quote_all_identifiers = off',
    // How values read.
    "SET DateStyle = 'ISO, MDY'",
    "SET IntervalStyle = 'postgres'",
    'SET extra_float_digits = 1',
    "SET bytea_output = 'hex'",
    "SET xmlbinary = 'base64'",
    "SET xmloption = 'content'",
    "SET lc_monetary = 'C'",
    // A VACUUM says by a warning that it passed over a table.
    'SET client_min_messages = warning',
    // What ends a statement, or a session.
    'SET statement_timeout = 0',
    `SET lock_timeout = '${lockWaitSeconds}s'`,
    `SET idle_in_transaction_session_timeout = ${idleMilliseconds}`,
    "SET default_transaction_isolation = 'read committed'",
    'SET default_transaction_read_only = off',
    'SET default_transaction_deferrable = off',
    // One core for each connection, as in the rehearsal; no seconds for compiling a batch.
    'SET max_parallel_workers_per_gather = 0',
    'SET jit = off',
    // Rows of a table without an index are gathered in memory; those that do not fit there would be
    // read again for each row. Room for twice as many as the preflight lets pass.
    "SET work_mem = '32MB'",
    'SET hash_mem_multiplier = 2',
    // A VACUUM of this session goes as gently as the server's own.
    "SET vacuum_cost_delay = '2ms'",
  ].join('; '),
  `SELECT set_config(name, ${Object.entries(whereKnown).reduce(
    (cases, [name, value]) => `${cases} WHEN ${quotedText(name)} THEN ${quotedText(value)}`,
    'CASE name',
  )} END, false) FROM pg_settings WHERE name IN (${known})`,
]
