import type { Engine } from '../../local/engines/engines.ts'

/**
 * A production on RDS: every commit on disk, row-based binary log, a redo log that need not be
 * flushed all the time.
 */
export function serverSettings(engine: Engine, pool: number): Record<string, string> {
  return {
    innodb_buffer_pool_size: String(pool),
    innodb_flush_log_at_trx_commit: '1',
    sync_binlog: '1',
    log_bin: 'binlog',
    binlog_format: 'ROW',
    server_id: '1',
    local_infile: '1',
    ...(engine === 'mysql' ? { innodb_redo_log_capacity: '1G' } : { innodb_log_file_size: '1G' }),
  }
}

/** For filling a database that is thrown away when anything goes wrong. */
export const whileFilling = (engine: Engine, copies: number): Record<string, string> => ({
  innodb_flush_log_at_trx_commit: '0',
  sync_binlog: '0',
  innodb_doublewrite: 'OFF',
  innodb_io_capacity: '10000',
  innodb_io_capacity_max: '20000',
  // A table that is multiplied is large, and is not copied with its log.
  ...(copies === 1
    ? {}
    : engine === 'mysql'
      ? { innodb_redo_log_capacity: '8G' }
      : { innodb_log_file_size: '8G' }),
})
