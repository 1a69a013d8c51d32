import { NamedError } from '../contract/errors.ts'
import type { Dialect } from './dialect.ts'

/**
 * Every engine that Drydock knows, by the name RDS gives it: its folder, with the driver, is loaded
 * where it is named.
 */
const engines: Readonly<Record<string, () => Promise<Dialect>>> = {
  mysql: async () => (await import('./mysql/mysql.ts')).mysql,
  mariadb: async () => (await import('./mariadb/mariadb.ts')).mariadb,
  // MySQL's own code above the storage.
  'aurora-mysql': async () => (await import('./mysql/mysql.ts')).mysql,
  postgres: async () => (await import('./postgres/postgres.ts')).postgres,
  // PostgreSQL's own code above the storage.
  'aurora-postgresql': async () => (await import('./postgres/postgres.ts')).postgres,
}

/** @param of what runs the engine, for the message. @throws NamedError SourceNotFound */
export async function openEngine(engine: string, of: string): Promise<Dialect> {
  const open = engines[engine]
  if (open === undefined)
    throw new NamedError(
      'SourceNotFound',
      `"${of}" runs ${engine}; Drydock supports ${Object.keys(engines).join(', ')}. Remove ` +
        'this source.',
    )
  return open()
}
