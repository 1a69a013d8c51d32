import type { StoreEngine } from './store.ts'

/** The engines with a DDL of the vendor's, each a folder beside this file. */
export type SchemaEngine = 'mysql' | 'postgres'

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

export const ddlFile = (engine: SchemaEngine, version: string): URL =>
  new URL(`./${engine}/schema/${version}.sql`, import.meta.url)
