import { readFile } from 'node:fs/promises'
import type { Store } from '../engines/store.ts'
import { ddlFile, type DdlFolder } from '../engines/stores.ts'

/** The databases with a DDL, one file `local/engines/<engine>/schema/<version>.sql` each. */
export const schemaVersions = [
  'apim-2.5.0',
  'apim-2.6.0',
  'apim-3.2.0',
  'apim-4.2.0',
  'apim-4.4.0',
  'apim-4.7.0',
  'is-7.0',
  'is-7.3',
  'registry-2.5.0',
  'registry-4.3.0',
] as const
export type SchemaVersion = (typeof schemaVersions)[number]

export function isSchemaVersion(text: string): text is SchemaVersion {
  return (schemaVersions as readonly string[]).includes(text)
}

/** The statements of a version's DDL, in execution order. */
export async function schemaStatements(
  engine: DdlFolder,
  version: SchemaVersion,
): Promise<string[]> {
  const text = await readFile(ddlFile(engine, version), 'utf8')
  return text
    .replace(/^--.*$/gm, '')
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

/** Creates the tables of a version in the store's database. */
export async function loadSchema(store: Store, version: SchemaVersion): Promise<void> {
  await store.allowingZeroTimes(async () => {
    for (const statement of await schemaStatements(store.engine, version))
      await store.run(statement)
  })
}
