import type { StoreEngine } from './store.ts'

/** The engines with a DDL of the vendor's, each a folder beside this file. */
export type SchemaEngine = 'mysql' | 'postgres'
/** The folders with a DDL of ours: that of some is for checks alone, since no seed runs there. */
export type DdlFolder = SchemaEngine | 'sqlserver' | 'oracle'

const stores: Readonly<Record<string, () => Promise<StoreEngine>>> = {
  mysql: async () => (await import('./mysql/store.ts')).mysqlStores,
  mariadb: async () => (await import('./mysql/store.ts')).mysqlStores,
  postgres: async () => (await import('./postgres/store.ts')).postgresStores,
}

/** How the seed and its clients speak to an engine; the driver is loaded here. */
export function storesOf(engine: string): Promise<StoreEngine> {
  const load = stores[engine]
  if (load === undefined)
    throw new TypeError(`no seed for ${engine}; expected ${Object.keys(stores).join(', ')}`)
  return load()
}

const folders: Readonly<Record<string, DdlFolder>> = {
  mysql: 'mysql',
  mariadb: 'mysql',
  postgres: 'postgres',
  sqlserver: 'sqlserver',
  oracle: 'oracle',
}

/** The folder that has an engine's DDL. @throws TypeError of an engine that has none */
export function folderOf(engine: string): DdlFolder {
  const found = folders[engine]
  if (found === undefined) throw new TypeError(`no DDL for ${engine}`)
  return found
}

export const ddlFile = (engine: DdlFolder, version: string): URL =>
  new URL(`./${engine}/schema/${version}.sql`, import.meta.url)
