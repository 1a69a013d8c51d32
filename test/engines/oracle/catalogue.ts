import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database, Row } from '../../../functions/engines/database.ts'

interface Catalogue {
  readonly tables: Row[]
  readonly columns: Row[]
  readonly indexes: Row[]
  readonly foreignKeys: Row[]
}

type Version = 'apim-2.5.0' | 'apim-4.4.0'
/** By a part of each question's text, what the catalogue answers. */
export type Answers = readonly (readonly [part: string, rows: readonly Row[]])[]

/** What a server's catalogue would answer of a DDL for Oracle, without a server. */
export function catalogueOf(version: Version): Pick<Database, 'query'> {
  const answers = catalogueAnswers(version)
  return { query: async ({ text }) => answers.find(([part]) => text.includes(part))?.[1] ?? [] }
}

export function catalogueAnswers(version: Version): Answers {
  const file = join(import.meta.dirname, `../../../local/engines/oracle/schema/${version}.sql`)
  const all: Catalogue = { tables: [], columns: [], indexes: [], foreignKeys: [] }
  const ddl = readFileSync(file, 'utf8')
  for (const [, table = '', body = ''] of ddl.matchAll(/^CREATE TABLE (\w+) \(\n([^;]*)\n\);$/gm))
    addTable(all, table, body)
  // An index on an expression is none that the question asks for.
  for (const [, name = '', table = '', parts = ''] of ddl.matchAll(
    /^CREATE INDEX (\w+) ON (\w+) \((.*)\);$/gm,
  ))
    if (!parts.includes('(')) addIndex(all, table, name, parts, { main: '0', alone: '0' })
  return [
    ['FROM DBA_USERS', [{ found: 'WSO2' }]],
    ['AS "definition"', []],
    ['k.OWNER <> r.OWNER', []],
    ['AS "parent_part"', all.foreignKeys],
    ['DBA_TAB_COLS', all.columns],
    ['AS "ordered"', all.indexes],
    ['AS "parted"', all.tables],
  ]
}

function addTable(all: Catalogue, owner: string, body: string): void {
  all.tables.push({ name: owner, type: 'table', parted: 'NO', cluster: null })
  for (const line of body.split('\n')) {
    const key = /^ {2}(?:CONSTRAINT (\w+) )?(PRIMARY KEY|UNIQUE) \((.*?)\),?$/.exec(line)
    const foreign = /FOREIGN KEY \((.*?)\) REFERENCES (\w+) \((.*?)\)(?: ON DELETE (\w+))?/.exec(
      line,
    )
    const column = /^ {2}(\w+) (\w+)(?:\((\d+)\))?(.*?),?$/.exec(line)
    if (foreign !== null) {
      const [, parts = '', parent = '', parentParts = '', onDelete = 'NO ACTION'] = foreign
      for (const [at, part] of parts.split(', ').entries())
        all.foreignKeys.push({
          owner,
          name: `${owner}_FK${all.foreignKeys.length}`,
          part,
          parent,
          parent_part: parentParts.split(', ')[at] ?? '',
          on_delete: onDelete,
        })
    } else if (key !== null) {
      const [, name = `${owner}_PK`, kind, parts = ''] = key
      addIndex(all, owner, name, parts, { main: kind === 'PRIMARY KEY' ? '1' : '0', alone: '1' })
    } else if (column !== null) addColumn(all, owner, column)
  }
  // Of a primary key no column takes NULL, whatever its definition says.
  const main = all.indexes.filter((one) => one.owner === owner && one.main === '1')
  all.columns.forEach((one, at) => {
    if (one.owner === owner && main.some(({ part }) => part === one.name))
      all.columns[at] = { ...one, nullable: 'N' }
  })
}

/** As DBA_TAB_COLS has the types that a DDL names: VARCHAR is VARCHAR2, INTEGER a NUMBER. */
function addColumn(all: Catalogue, owner: string, found: RegExpExecArray): void {
  const [, name = '', written = '', size = null, rest = ''] = found
  const types: Readonly<Record<string, string>> = {
    VARCHAR: 'VARCHAR2',
    INTEGER: 'NUMBER',
    TIMESTAMP: 'TIMESTAMP(6)',
  }
  const data = types[written] ?? written
  all.columns.push({
    owner,
    name,
    data,
    length: size,
    letters: size,
    unit: /CHAR/.test(data) ? 'B' : null,
    digits: data === 'NUMBER' ? size : null,
    scale: data === 'NUMBER' ? '0' : null,
    nullable: /NOT NULL/.test(rest) ? 'N' : 'Y',
    virtual: 'NO',
    collation: 'USING_NLS_COMP',
    charset: 'AL32UTF8',
  })
}

function addIndex(
  all: Catalogue,
  owner: string,
  name: string,
  parts: string,
  kind: { readonly main: string; readonly alone: string },
): void {
  for (const part of parts.split(', '))
    all.indexes.push({ owner, name, ...kind, part, ordered: '1' })
}
