import type { SourceEngine } from '../functions/contract/source.ts'
import { type Fields, fieldsOf, items, tell, type Told } from './untrusted-fields.ts'

interface Limit {
  readonly excludes: (name: string) => boolean
  readonly expected: string
}

const isSpaceEnded: Limit = {
  // MySQL Reference Manual, "Schema Object Names": "Database, table, and column names cannot end
  // with space characters"; MariaDB's "Identifier Names" says the same.
  excludes: (name) => name.endsWith(' '),
  expected: 'expected a name that does not end with a space, as no database of this engine does',
}
const isLong: Limit = {
  // PostgreSQL, "Identifiers and Key Words": NAMEDATALEN-1, 63 bytes, are kept of a name.
  excludes: (name) => Buffer.byteLength(name) > 63,
  expected: 'expected at most 63 bytes in UTF-8, all that PostgreSQL keeps of a name',
}
const isQuoted: Limit = {
  // Oracle, SQL Language Reference, "Database Object Names and Qualifiers": quoted identifiers
  // cannot contain double quotation marks.
  excludes: (name) => name.includes('"'),
  expected: 'expected a name without a double quote, which none of Oracle has',
}
/** What no name of an engine can be; in quotes, as Drydock sends them, all else can. */
const limits: Readonly<Partial<Record<SourceEngine, Limit>>> = {
  mysql: isSpaceEnded,
  mariadb: isSpaceEnded,
  postgres: isLong,
  oracle: isQuoted,
}
const hasNul: Limit = {
  excludes: (name) => name.includes('\0'),
  expected: 'expected a name without the character NUL, which no engine takes',
}

/** Names of databases and schemas that no server of the source's engine can have. */
export function databaseNames(file: Fields, context: Told): void {
  items(file.sources).forEach((source, index) => {
    const { engine = 'mysql', databases } = fieldsOf(source)
    const limit = limits[engine as SourceEngine]
    items(databases).forEach((database, at) => {
      for (const name of namesIn(database))
        for (const one of [hasNul, ...(limit === undefined ? [] : [limit])])
          if (one.excludes(name)) tell(context, ['sources', index, 'databases', at], one.expected)
    })
  })
}

function namesIn(database: unknown): string[] {
  const { name, schema } = typeof database === 'string' ? { name: database } : fieldsOf(database)
  return [name, schema].filter((one) => typeof one === 'string')
}

/** The characters of a name for which somebody more likely meant something else. */
export const unusualIn = (name: string): readonly string[] => [
  ...new Set(name.match(/[\s;,:'"`/\\()[\]{}\p{C}]/gu) ?? []),
]
