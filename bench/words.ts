import type { Engine } from '../local/engines/engines.ts'

/** The engine's own names in the tables of a report. */
export interface Words {
  readonly pool: string
  readonly log: string
  readonly durable: string
  /** What `server goes on` is. */
  readonly goesOn: string
}

const mysql: Words = {
  pool: 'buffer pool',
  log: 'redo MB',
  durable: 'commits flushed (redo and binary log), ROW format',
  goesOn: 'is how long it still removed what was marked as deleted (redo and CPU include it)',
}

const words: Readonly<Record<Engine, Words>> = {
  mysql,
  mariadb: mysql,
  postgres: {
    pool: 'shared buffers',
    log: 'WAL MB',
    durable: 'commits flushed, autovacuum as by default',
    goesOn:
      'is how long a `VACUUM (ANALYZE)` of the three tables took afterwards (WAL and CPU ' +
      'include it)',
  },
}

export const wordsOf = (engine: Engine): Words => words[engine]
