import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { rules } from '../../functions/rules/rules.ts'
import { schemaVersions } from '../../local/schema/schemas.ts'
import { schemaTables } from '../../local/seed/schema-tables.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { goldenFiles } from './golden.ts'
import { methods } from './methods.ts'
import { elsewhere } from './methods-elsewhere.ts'
import { onClone, scratchStatements } from './scratch-statements.ts'

const files = await goldenFiles()
const vendorTables = new Set(
  schemaVersions.flatMap((version) => [...schemaTables('mysql', version).keys()]),
)

for (const { path, content } of files)
  test(`the statements match golden/${basename(path)}`, () =>
    assert.equal(
      content,
      readFileSync(path, 'utf8'),
      'read what changed; if it was meant, write it anew: npm run golden',
    ))

test('every rule is included whose table a DDL of the vendor has', () => {
  const missing = rules.filter(
    ({ name }) => files[0]?.content.includes(`\n-- ${name} (safe)\n`) !== true,
  )
  assert.deepEqual(
    missing.filter(({ table }) => vendorTables.has(table)).map(({ name }) => name),
    [],
  )
})

/** The members of the port, and of its parts by `part.member`. */
const members = Object.entries(mysql).flatMap(([name, value]) =>
  ['rows', 'live', 'server', 'schema', 'upkeep'].includes(name)
    ? Object.keys(value).map((member) => `${name}.${member}`)
    : name === 'words'
      ? []
      : name === 'scratch'
        ? Object.keys(mysql.scratch(onClone)).map((member) => `scratch.${member}`)
        : [name],
)

test('docs/engines.md has every method of the port in its table', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/engines.md'), 'utf8')
  const table = page.split('\n## The port, method by method\n')[1]?.split('\n## ')[0] ?? ''
  const listed: string[] = []
  // `part.one`, `two`: the part holds for the rest of the cell.
  for (const [, cell = ''] of table.matchAll(/^\| (`[^|]+)\|/gm)) {
    let part = ''
    for (const [, name = ''] of cell.matchAll(/`([\w.]+)`/g)) {
      if (name.includes('.')) part = name.split('.')[0] ?? ''
      listed.push(name.includes('.') || part === '' ? name : `${part}.${name}`, name)
    }
  }
  assert.deepEqual(
    members.filter((member) => member !== 'engine' && !listed.includes(member)),
    [],
  )
})

test('every method of the port is tested with every engine, or it is listed where', () => {
  assert.deepEqual(
    [...Object.keys(methods), ...Object.keys(scratchStatements), ...Object.keys(elsewhere)].sort(),
    [...members].sort(),
  )
})
