import { shownCount } from '../functions/contract/quantity.ts'
import { compareProduction } from './compare-production.ts'
import { rules } from '../functions/rules/rules.ts'
import { localEngine } from './engines/engines.ts'
import type { SchemaTable } from './engines/local-engine.ts'
import type { Store } from './engines/store.ts'
import { storesOf } from './engines/stores.ts'
import { loadSchema, type SchemaVersion } from './schema/schemas.ts'
import { seedDatabase } from './seed/seed-database.ts'
import type { Truth } from './seed/truth.ts'
import { loadDump } from './dump/load-dump.ts'
import type { DatabaseServer } from './server/server-software.ts'

/** One database of the local production, and what the seed knows about it; null for a dump. */
export interface ProductionDatabase {
  readonly name: string
  /** Where a database has several, and it is another than the usual one. */
  readonly schema?: string
  readonly truth: Truth | null
}

async function connect(server: DatabaseServer, database?: string): Promise<Store> {
  const { host, port, rootUser: user, rootPassword: password, engine } = server
  const { open } = await storesOf(engine)
  return open({ host, port, user, password, ...(database === undefined ? {} : { database }) })
}

async function createDatabase(server: DatabaseServer, name: string): Promise<void> {
  const store = await connect(server)
  await store.createDatabase(name)
  await store.close()
}

/** WSO2's databases: API Manager's own, and the registry that its nodes share. */
export async function seedProduction(
  server: DatabaseServer,
  {
    schema,
    tokens,
    now,
  }: { readonly schema: SchemaVersion; readonly tokens: number; readonly now: Date },
  say: (line: string) => void,
): Promise<ProductionDatabase[]> {
  const registry: SchemaVersion = /^apim-2\./.test(schema) ? 'registry-2.5.0' : 'registry-4.3.0'
  say(
    `seeding ${shownCount(tokens)} tokens, sessions and more (${schema}), and a ` +
      `registry (${registry})`,
  )
  const databases: ProductionDatabase[] = []
  for (const [name, version] of [
    ['apim_db', schema],
    ['shared_db', registry],
  ] as const) {
    await createDatabase(server, name)
    const store = await connect(server, name)
    await loadSchema(store, version)
    databases.push({
      name,
      truth: await seedDatabase(store, { schema: version, tokens, now, seed: 1 }),
    })
    await store.close()
  }
  return databases
}

/** The user's own data: all files in one database. */
export async function loadProduction(
  server: DatabaseServer,
  files: readonly string[],
  say: (line: string) => void,
): Promise<ProductionDatabase[]> {
  await createDatabase(server, 'apim_db')
  for (const file of files) {
    say(`loading ${file}`)
    await loadDump(server, 'apim_db', file)
  }
  const { dumps } = await localEngine(server.engine)
  const schemas = schemasWithRules((await dumps.tables?.(server, 'apim_db')) ?? [])
  if (schemas.every((schema) => schema === standardSchema))
    return [{ name: 'apim_db', truth: null }]
  return schemas.map((schema) => {
    if (schema === standardSchema) return { name: 'apim_db', truth: null }
    say(
      `the tables are in the schema ${schema}: the settings of its source say ` +
        `"databases": [${JSON.stringify({ name: '…', schema })}]`,
    )
    return { name: 'apim_db', schema, truth: null }
  })
}

/** Where tables are unless the server is told otherwise. */
const standardSchema = 'public'

/** The schemas that have a table of a rule, each once. */
const schemasWithRules = (tables: readonly SchemaTable[]): readonly string[] => [
  ...new Set(
    tables
      .filter(({ table }) => rules.some((rule) => rule.table === table.toUpperCase()))
      .map(({ schema }) => schema),
  ),
]

/** Compares every seeded database with its seed; null if there is none. See compareProduction. */
export async function compareDatabases(
  server: DatabaseServer,
  databases: readonly ProductionDatabase[],
  changedByClient: ReadonlySet<string>,
  expected: 'purged' | 'as before',
): Promise<{ readonly right: boolean; readonly lines: readonly string[] } | null> {
  const lines: string[] = []
  let right = true
  for (const { name, truth } of databases) {
    if (truth === null) continue
    // Its own connection: the server may have been restarted since.
    const store = await connect(server, name)
    const compared = await compareProduction(store, truth, changedByClient, expected)
    await store.close()
    right &&= compared.right
    lines.push(`${name}: ${compared.line}`)
  }
  return lines.length === 0 ? null : { right, lines }
}

/** The server's estimate of each table's rows, by `database.table`, as named in the steps. */
export async function estimatedRows(
  server: DatabaseServer,
  databases: readonly ProductionDatabase[],
): Promise<Map<string, number>> {
  const store = await connect(server)
  const rows = await store.estimatedRows(databases.map(({ name }) => name))
  await store.close()
  return rows
}
