import { readFileSync } from 'node:fs'
import type { Database, Row } from '../../../functions/engines/database.ts'
import type { Schema } from '../../../functions/engines/schema.ts'
import { sqlserver } from '../../../functions/engines/sqlserver/sqlserver.ts'

/** What a server's catalogue would answer of a DDL of ours, without a server. */
interface Catalogue {
  readonly tables: Row[]
  readonly columns: Row[]
  readonly keys: Row[]
  readonly foreignKeys: Row[]
}

const folder = '../../../local/engines/sqlserver/schema'
export const versions = ['apim-4.4.0', 'apim-2.5.0'] as const

/** By a part of each question's text, what the catalogue answers. */
export type Answers = readonly (readonly [part: string, rows: readonly Row[]])[]

/** The schemas of the versions, as one: of a table that several have, the first. */
export function catalogueAnswers(wanted: readonly (typeof versions)[number][] = versions): Answers {
  const all: Catalogue = { tables: [], columns: [], keys: [], foreignKeys: [] }
  for (const version of wanted) {
    const ddl = readFileSync(new URL(`${folder}/${version}.sql`, import.meta.url), 'utf8')
    const own = new Set<string>()
    for (const [, table = '', body = ''] of ddl.matchAll(/^CREATE TABLE (\w+) \(\n([^;]*)\n\)/gm)) {
      if (all.tables.some(({ name }) => name === table)) continue
      own.add(table)
      addTable(all, table, body)
    }
    for (const [, name = '', table = '', parts = ''] of ddl.matchAll(
      /^CREATE INDEX (\w+) ON (\w+) \((.*?)\)/gm,
    ))
      if (own.has(table)) addKey(all, { owner: table, name, parts, main: '0', alone: '0' })
  }
  return [
    ['1 AS found', [{ found: '1' }]],
    ['AS partitioned', all.tables],
    ['c.collation_name', all.columns],
    ['is_descending_key', all.keys],
    ['parent_part', all.foreignKeys],
  ]
}

export async function sqlserverSchema(
  wanted: readonly (typeof versions)[number][] = versions,
): Promise<Schema> {
  const answers = catalogueAnswers(wanted)
  const database: Pick<Database, 'query'> = {
    query: async ({ text }) => answers.find(([part]) => text.includes(part))?.[1] ?? [],
  }
  const schema = await sqlserver.schema.read(database, 'vendor')
  if (schema === null) throw new TypeError('unreachable: the schema is there')
  return schema
}

interface Key {
  readonly owner: string
  readonly name: string
  readonly parts: string
  readonly main: string
  readonly alone: string
}

function addKey({ keys }: Catalogue, { owner, name, parts, main, alone }: Key): void {
  for (const part of parts.split(', '))
    keys.push({ owner, name, part, main, alone, descending: '0', sort: main === '1' ? '1' : '2' })
}

function addTable(all: Catalogue, owner: string, body: string): void {
  all.tables.push({ name: owner, kind: 'U ', partitioned: '0', temporal: 'NON_TEMPORAL_TABLE' })
  for (const line of body.split('\n')) {
    const foreign =
      /^ {2}FOREIGN KEY \((.*?)\) REFERENCES (\w+) \((.*?)\)(?: ON DELETE ([\w ]+))?/.exec(line)
    const index = /^ {2}(?:CONSTRAINT (\w+) )?(PRIMARY KEY|UNIQUE) \((.*)\),?$/.exec(line)
    const column = /^ {2}(\w+) ([A-Z0-9]+)(?:\((.*?)\))?(.*)$/.exec(line)
    if (foreign !== null) {
      const [, parts = '', parent = '', parentParts = '', onDelete = 'NO ACTION'] = foreign
      const name = `FK_${owner}_${all.foreignKeys.length}`
      for (const [at, part] of parts.split(', ').entries())
        all.foreignKeys.push({
          ...{ owner, name, part, parent, on_delete: onDelete.replace(/,$/, '') },
          parent_part: parentParts.split(', ')[at] ?? '',
        })
    } else if (index !== null) {
      const [, named, kind = '', parts = ''] = index
      const main = kind === 'UNIQUE' ? '0' : '1'
      const name = named ?? `${main === '1' ? 'PK' : 'UQ'}_${owner}`
      addKey(all, { owner, name, parts, main, alone: '1' })
    } else if (column !== null) {
      const [, name = '', type = '', length = '', rest = ''] = column
      const data = type.toLowerCase()
      all.columns.push({
        ...{ owner, name, data, precision: '0', scale: '0', computed: '0', generated: '0' },
        most: length === 'MAX' ? '-1' : length || '8',
        nullable: / NOT NULL/.test(rest) ? '0' : '1',
        collation_name: /char/.test(data) ? 'SQL_Latin1_General_CP1_CI_AS' : null,
        expression: null,
        masked: '0',
        encrypted: null,
      })
    }
  }
}
