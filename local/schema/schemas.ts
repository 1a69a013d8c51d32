import { readFile } from 'node:fs/promises'
import type { Connection } from 'mysql2/promise'

/** The databases with a DDL, one file `<version>.sql` each. */
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
export async function schemaStatements(version: SchemaVersion): Promise<string[]> {
  const text = await readFile(new URL(`${version}.sql`, import.meta.url), 'utf8')
  return text
    .replace(/^--.*$/gm, '')
    .split(/;[ \t]*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

/**
 * Creates the tables of a version in the connection's current database. The files set their own
 * sql_mode; the session's is restored afterwards.
 */
export async function loadSchema(connection: Connection, version: SchemaVersion): Promise<void> {
  await connection.query('SET @drydock_sql_mode = @@SESSION.sql_mode')
  try {
    for (const statement of await schemaStatements(version)) await connection.query(statement)
  } finally {
    await connection.query('SET SESSION sql_mode = @drydock_sql_mode')
  }
}
