import { NamedError } from '../contract/errors.ts'
import type { Dialect } from './dialect.ts'

/**
 * Every engine that Drydock knows, by RDS's name. An engine's folder, with its driver, is loaded
 * only when an environment names it.
 */
const engines: Readonly<Record<string, () => Promise<Dialect>>> = {
  mysql: async () => (await import('./mysql/mysql.ts')).mysql,
  mariadb: async () => (await import('./mariadb/mariadb.ts')).mariadb,
  // Aurora MySQL runs MySQL's own code on AWS's storage.
  'aurora-mysql': async () => (await import('./mysql/mysql.ts')).mysql,
  postgres: async () => (await import('./postgres/postgres.ts')).postgres,
  // PostgreSQL's own code above the storage.
  'aurora-postgresql': async () => (await import('./postgres/postgres.ts')).postgres,
}

/**
 * @param of what runs the engine, for the message.
 * @throws NamedError SourceNotFound
 */
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
