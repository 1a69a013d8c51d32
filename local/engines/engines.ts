import type { LocalEngine } from './local-engine.ts'

/** The database engines that can be run here. */
export const engines = ['mariadb', 'mysql', 'postgres'] as const
export type Engine = (typeof engines)[number]

/** Engines that no server here runs, and how a server of one's own is named. */
const elsewhere: Readonly<Record<string, string>> = {
  sqlserver: 'mssql://user:password@host:1433/database',
  oracle: 'oracle://user:password@host:2484/database',
}

/** Why a server of this engine cannot be started here, and what to do. */
export function notHere(engine: string): string {
  const url = elsewhere[engine]
  return url === undefined
    ? `Allowed choices are ${engines.join(', ')}.`
    : `No server of ${engine} comes with this project, so nothing of it runs here: it is a ` +
        `preview. Prove it on an empty server of your own: npm run engines:check -- --url ${url}`
}

/** Where none is named. */
export const usual: Engine = 'mariadb'

/** An engine's folder, with its driver, is loaded where it is named. */
const load: Readonly<Record<Engine, () => Promise<LocalEngine>>> = {
  mariadb: async () => (await import('./mariadb/mariadb.ts')).mariadb,
  mysql: async () => (await import('./mysql/mysql.ts')).mysql,
  postgres: async () => (await import('./postgres/postgres.ts')).postgres,
}

export const localEngine = (engine: Engine): Promise<LocalEngine> => load[engine]()
