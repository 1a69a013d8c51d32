import { NamedError } from '../contract/errors.ts'
import type { SourceEngine } from '../contract/source.ts'
import type { Dialect } from './dialect.ts'

/** What Drydock knows of an engine before its folder is loaded. */
export interface EngineRow {
  /** Loads the engine's folder, with its driver. */
  readonly load: () => Promise<Dialect>
  /** What an environment calls it. */
  readonly named: SourceEngine
  /** Its statements never ran on a server of this engine. */
  readonly preview?: true
}
export type Engines = Readonly<Record<string, EngineRow>>

const [mysql, postgres]: readonly [EngineRow, EngineRow] = [
  { load: async () => (await import('./mysql/mysql.ts')).mysql, named: 'mysql' },
  { load: async () => (await import('./postgres/postgres.ts')).postgres, named: 'postgres' },
]
const sqlserver: EngineRow = {
  named: 'sqlserver',
  load: async () => (await import('./sqlserver/sqlserver.ts')).sqlserver,
  preview: true,
}

const oracle: EngineRow = {
  named: 'oracle',
  load: async () => (await import('./oracle/oracle.ts')).oracle,
  preview: true,
}

/**
 * Every engine that Drydock knows, by RDS's name. An engine's folder, with its driver, is loaded
 * only when an environment names it.
 */
export const engines: Engines = {
  mysql,
  mariadb: {
    load: async () => (await import('./mariadb/mariadb.ts')).mariadb,
    named: 'mariadb',
  },
  // Aurora MySQL runs MySQL's own code on AWS's storage, and Aurora PostgreSQL PostgreSQL's.
  'aurora-mysql': mysql,
  postgres,
  'aurora-postgresql': postgres,
  // Express, Web, Standard and Enterprise: what differs, the server is asked.
  'sqlserver-ex': sqlserver,
  'sqlserver-web': sqlserver,
  'sqlserver-se': sqlserver,
  'sqlserver-ee': sqlserver,
  // Standard Edition 2 and Enterprise; "-cdb" is a container database with one pluggable database.
  'oracle-se2': oracle,
  'oracle-se2-cdb': oracle,
  'oracle-ee': oracle,
  'oracle-ee-cdb': oracle,
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
  const { load, named } = rowOf(engine, of, among)
  try {
    return await load()
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new NamedError(
      'SourceNotFound',
      `"${of}" runs ${engine}, and the functions were deployed without its driver: the ` +
        `environment names another engine, or none. Set "engine": "${named}" of this source in ` +
        '"sources" and deploy again.',
      { cause: error },
    )
  }
}

/** What Node throws of a package that is not there: only the drivers needed are deployed. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'

/**
 * What an environment calls the engine.
 * @throws NamedError SourceNotFound
 */
export const engineNamed = (engine: string, of: string, among: Engines = engines): SourceEngine =>
  rowOf(engine, of, among).named

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
