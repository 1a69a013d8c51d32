import type { LocalEngine } from './local-engine.ts'

/** The database engines that can be run here. */
export const engines = ['mariadb', 'mysql', 'postgres'] as const
export type Engine = (typeof engines)[number]

/** Where none is named. */
export const usual: Engine = 'mariadb'

/** An engine's folder, with its driver, is loaded where it is named. */
const load: Readonly<Record<Engine, () => Promise<LocalEngine>>> = {
  mariadb: async () => (await import('./mariadb/mariadb.ts')).mariadb,
  mysql: async () => (await import('./mysql/mysql.ts')).mysql,
  postgres: async () => (await import('./postgres/postgres.ts')).postgres,
}

export const localEngine = (engine: Engine): Promise<LocalEngine> => load[engine]()
