import { readFileSync } from 'node:fs'
import type { Database, Row } from '../../functions/engines/database.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import type { Schema } from '../../functions/engines/schema.ts'
import { ddlFile } from '../../local/engines/stores.ts'
import type { SchemaVersion } from '../../local/schema/schemas.ts'

/** What a server's catalogue would answer of a vendor's DDL, without a server. */
interface Catalogue {
  readonly tables: Row[]
  readonly columns: Row[]
  readonly keys: Row[]
  readonly foreignKeys: Row[]
}

/** The schemas of the versions, as one: of a table that several have, the first. */
export async function vendorSchema(versions: readonly SchemaVersion[]): Promise<Schema> {
  const all: Catalogue = { tables: [], columns: [], keys: [], foreignKeys: [] }
  for (const version of versions) {
    const ddl = readFileSync(ddlFile('mysql', version), 'utf8')
    for (const [, table = '', body = ''] of ddl.matchAll(/^CREATE TABLE (\w+) \(\n([^;]*)\n\)/gm))
      if (!all.tables.some(({ name }) => name === table)) addTable(all, table, body)
  }
  const answers: readonly (readonly [string, readonly Row[]])[] = [
    ['SCHEMATA', [{ name: 'vendor' }]],
    ['information_schema.TABLES', all.tables],
    ['information_schema.COLUMNS', all.columns],
    ['SUB_PART', all.keys],
    ['REFERENTIAL_CONSTRAINTS', all.foreignKeys],
    ['UTC_TIMESTAMP', [{ zone: '+00:00' }]],
  ]
  const database: Pick<Database, 'query'> = {
    query: async ({ text }) => answers.find(([part]) => text.includes(part))?.[1] ?? [],
  }
  const schema = await mysql.schema.read(database, 'vendor')
  if (schema === null) throw new TypeError('unreachable: the schema is there')
  return schema
}

function addTable({ tables, columns, keys, foreignKeys }: Catalogue, owner: string, body: string) {
  tables.push({ name: owner, type: 'BASE TABLE', engine: 'InnoDB', options: '' })
  for (const line of body.split('\n')) {
    const index = /^ {2}(PRIMARY|UNIQUE|KEY)\b(?: KEY)? ?(\w*) ?\((.*)\),?$/.exec(line)
    const foreign = /FOREIGN KEY \((.*?)\) REFERENCES (\w+) \((.*?)\)(?: ON DELETE (\w+))?/.exec(
      line,
    )
    const column = /^ {2}(\w+) (\w+)(\(.*?\))?(.*)$/.exec(line)
    if (foreign !== null) {
      const [, parts = '', parent = '', parentParts = '', onDelete = 'RESTRICT'] = foreign
      const name = `${owner}_${foreignKeys.length}`
      for (const [at, part] of parts.split(', ').entries())
        foreignKeys.push({
          owner,
          name,
          part,
          parent,
          parent_part: parentParts.split(', ')[at] ?? '',
          on_delete: onDelete,
        })
    } else if (index !== null) {
      const [, kind = '', named = '', parts = ''] = index
      const name = kind === 'PRIMARY' ? 'PRIMARY' : named || `${owner}_${keys.length}`
      for (const part of parts.split(', '))
        keys.push({
          owner,
          name,
          non_unique: kind === 'KEY' ? '1' : '0',
          part: part.replace(/\(\d+\)$/, ''),
          prefix: /\((\d+)\)$/.exec(part)?.[1] ?? null,
          kind: 'BTREE',
        })
    } else if (column !== null) {
      const [, name = '', type = '', length = '', rest = ''] = column
      columns.push({
        owner,
        name,
        type: `${type}${length}`.toLowerCase(),
        data: type.toLowerCase().replace('integer', 'int'),
        nullable: /NOT NULL/.test(rest) ? 'NO' : 'YES',
        collation_name: /char|text/i.test(type) ? 'latin1_swedish_ci' : null,
        extra: '',
      })
    }
  }
}
