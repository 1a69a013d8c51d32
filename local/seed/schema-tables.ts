import { readFileSync } from 'node:fs'
import { ddlFile, type SchemaEngine } from '../engines/stores.ts'
import type { SchemaVersion } from '../schema/schemas.ts'

/** By table its columns, each with its definition; names in upper case. */
export type SchemaTables = ReadonlyMap<string, ReadonlyMap<string, string>>

const known = new Map<string, SchemaTables>()

/**
 * What a version's DDL makes, read from the file and not from a database: the truth must not hang
 * on one.
 */
export function schemaTables(engine: SchemaEngine, version: SchemaVersion): SchemaTables {
  const file = ddlFile(engine, version)
  const tables = known.get(file.href) ?? parse(readFileSync(file, 'utf8'))
  known.set(file.href, tables)
  return tables
}

function parse(ddl: string): SchemaTables {
  const tables = new Map<string, Map<string, string>>()
  for (const [, table = '', body = ''] of ddl.matchAll(/^CREATE TABLE (\w+) \(\n([^;]*)\n\)/gm)) {
    const columns = [...body.matchAll(/^ {2}(\w+) (.*?),?$/gm)].filter(
      ([, word = '']) => !/^(PRIMARY|UNIQUE|KEY|FOREIGN|CONSTRAINT)$/.test(word),
    )
    tables.set(
      table.toUpperCase(),
      new Map(
        columns.map(([, column = '', definition = '']) => [column.toUpperCase(), definition]),
      ),
    )
  }
  return tables
}
