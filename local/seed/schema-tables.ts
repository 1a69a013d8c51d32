import { readFileSync } from 'node:fs'
import type { SchemaVersion } from '../schema/schemas.ts'

/** By table its columns, each with its definition. */
export type SchemaTables = ReadonlyMap<string, ReadonlyMap<string, string>>

const known = new Map<SchemaVersion, SchemaTables>()

/**
 * What a version's DDL makes, read from the file and not from a database: the truth must not hang
 * on one.
 */
export function schemaTables(version: SchemaVersion): SchemaTables {
  const tables =
    known.get(version) ??
    parse(readFileSync(new URL(`../schema/${version}.sql`, import.meta.url), 'utf8'))
  known.set(version, tables)
  return tables
}

function parse(ddl: string): SchemaTables {
  const tables = new Map<string, Map<string, string>>()
  for (const [, table = '', body = ''] of ddl.matchAll(/^CREATE TABLE (\w+) \(\n([^;]*)\n\)/gm)) {
    const columns = [...body.matchAll(/^ {2}(\w+) (.*?),?$/gm)].filter(
      ([, word = '']) => !/^(PRIMARY|UNIQUE|KEY|FOREIGN|CONSTRAINT)$/.test(word),
    )
    tables.set(
      table,
      new Map(columns.map(([, column = '', definition = '']) => [column, definition])),
    )
  }
  return tables
}
