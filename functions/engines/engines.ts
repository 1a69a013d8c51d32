import { NamedError } from '../contract/errors.ts'
import type { Dialect } from './dialect.ts'

/** What Drydock knows of an engine before its folder is loaded. */
export interface EngineRow {
  /** Loads the engine's folder, with its driver. */
  readonly load: () => Promise<Dialect>
  /** Its statements never ran on a server of this engine. */
  readonly preview?: true
}
export type Engines = Readonly<Record<string, EngineRow>>

const sqlserver: EngineRow = {
  load: async () => (await import('./sqlserver/sqlserver.ts')).sqlserver,
  preview: true,
}

/**
 * Every engine that Drydock knows, by RDS's name. An engine's folder, with its driver, is loaded
 * only when an environment names it.
 */
export const engines: Engines = {
  mysql: { load: async () => (await import('./mysql/mysql.ts')).mysql },
  mariadb: { load: async () => (await import('./mariadb/mariadb.ts')).mariadb },
  // Aurora MySQL runs MySQL's own code on AWS's storage.
  'aurora-mysql': { load: async () => (await import('./mysql/mysql.ts')).mysql },
  postgres: { load: async () => (await import('./postgres/postgres.ts')).postgres },
  // PostgreSQL's own code above the storage.
  'aurora-postgresql': { load: async () => (await import('./postgres/postgres.ts')).postgres },
  // Express, Web, Standard and Enterprise: what differs, the server is asked.
  'sqlserver-ex': sqlserver,
  'sqlserver-web': sqlserver,
  'sqlserver-se': sqlserver,
  'sqlserver-ee': sqlserver,
}

/**
 * @param of what runs the engine, for the message.
 * @throws NamedError SourceNotFound
 */
export async function openEngine(
  engine: string,
  of: string,
  among: Engines = engines,
): Promise<Dialect> {
  return rowOf(engine, of, among).load()
}

/**
 * Whether the engine is a preview.
 * @throws NamedError SourceNotFound
 */
export const isPreview = (engine: string, of: string, among: Engines = engines): boolean =>
  rowOf(engine, of, among).preview === true

function rowOf(engine: string, of: string, among: Engines): EngineRow {
  const row = among[engine]
  if (row === undefined)
    throw new NamedError(
      'SourceNotFound',
      `"${of}" runs ${engine}; Drydock supports ${Object.keys(among).join(', ')}. Remove ` +
        'this source.',
    )
  return row
}
