import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schemaStatements, schemaVersions, type SchemaVersion } from '../../local/schema/schemas.ts'
import { schemaTables } from '../../local/seed/schema-tables.ts'

/** What stands in the files of MySQL, which the vendor's rules name, must stand in PostgreSQL's. */
const columnsOf = (engine: 'mysql' | 'postgres', version: SchemaVersion): string[] =>
  [...schemaTables(engine, version)]
    .flatMap(([table, columns]) => [...columns.keys()].map((column) => `${table}.${column}`))
    .sort()

/** Child, its columns, parent, and what its deletion does; the same in both engines' scripts. */
async function foreignKeys(
  engine: 'mysql' | 'postgres',
  version: SchemaVersion,
): Promise<string[]> {
  const found: string[] = []
  for (const statement of await schemaStatements(engine, version)) {
    const [, child = ''] = /^CREATE TABLE (\w+)/.exec(statement) ?? []
    for (const [, columns = '', parent = '', action = ''] of statement.matchAll(
      /FOREIGN KEY \((.*?)\) REFERENCES (\w+) \(.*?\)(?:\s+ON DELETE (\w+))?/g,
    )) {
      const does = action === 'CASCADE' ? action : 'RESTRICT'
      found.push(`${child}(${columns}) -> ${parent} ${does}`.toUpperCase())
    }
  }
  return found.sort()
}

async function keysOf(engine: 'mysql' | 'postgres', version: SchemaVersion): Promise<Set<string>> {
  const found = new Set<string>()
  for (const statement of await schemaStatements(engine, version)) {
    const [, table = ''] = /^CREATE TABLE (\w+)/.exec(statement) ?? []
    for (const [, kind = '', columns = ''] of statement.matchAll(
      /(PRIMARY|UNIQUE)(?: KEY)?(?: \w+)? ?\(([^)]*)\)/g,
    ))
      found.add(`${kind} ${table}(${columns})`.toUpperCase())
  }
  return found
}

for (const version of schemaVersions) {
  test(`${version} has the same tables and columns on both engines`, () => {
    assert.deepEqual(columnsOf('postgres', version), columnsOf('mysql', version))
  })

  test(`${version} has the same foreign keys and cascades on both engines`, async () => {
    assert.deepEqual(await foreignKeys('postgres', version), await foreignKeys('mysql', version))
  })

  test(`${version} has the same unique keys on both, but the one of tokens`, async () => {
    const [postgres, mysql] = [await keysOf('postgres', version), await keysOf('mysql', version)]
    const others = (a: Set<string>, b: Set<string>): string[] => [...a].filter((key) => !b.has(key))
    const conAppKey = (column: string): string =>
      `UNIQUE IDN_OAUTH2_ACCESS_TOKEN(CONSUMER_KEY_ID, AUTHZ_USER, ${column}, USER_DOMAIN, ` +
      'USER_TYPE, TOKEN_SCOPE_HASH, TOKEN_STATE, TOKEN_STATE_ID)'
    const older = version === 'apim-2.5.0' || version === 'apim-2.6.0'
    assert.deepEqual(others(postgres, mysql), older ? [conAppKey('TOKEN_ID')] : [])
    assert.deepEqual(others(mysql, postgres), older ? [conAppKey('TENANT_ID')] : [])
  })

  test(`${version} of PostgreSQL makes tables, indexes and sequences in lower case`, async () => {
    for (const statement of await schemaStatements('postgres', version)) {
      assert.match(statement, /^CREATE (TABLE|INDEX|SEQUENCE) [a-z0-9_]+\b/)
      const names =
        statement.replace(/'[^']*'/g, '').match(/\b[A-Za-z]*[A-Z][A-Za-z_0-9]*\b/g) ?? []
      const words =
        'CREATE TABLE INDEX SEQUENCE NOT NULL DEFAULT PRIMARY KEY UNIQUE FOREIGN REFERENCES ON ' +
        'DELETE CASCADE RESTRICT CONSTRAINT CURRENT_TIMESTAMP DESC'
      assert.deepEqual(
        names.filter((name) => !words.split(' ').includes(name)),
        [],
      )
    }
  })
}
