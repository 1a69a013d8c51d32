import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { rules } from '../../functions/rules/rules.ts'
import { notCleaned, reasonOf } from '../../functions/rules/not-cleaned.ts'
import { schemaStatements, schemaVersions } from '../../local/schema/schemas.ts'
import { vendorTables } from './vendor-tables.ts'

/**
 * What rows go from: the rules' tables, and what hangs on them by ON DELETE CASCADE, in any
 * version.
 */
async function cleaned(): Promise<Set<string>> {
  const goes = new Set(rules.map(({ table }) => table))
  const pairs: (readonly [child: string, parent: string])[] = []
  for (const version of schemaVersions)
    for (const statement of await schemaStatements('mysql', version)) {
      const [, child = ''] = /^CREATE TABLE (\w+)/.exec(statement) ?? []
      for (const [, parent = ''] of statement.matchAll(/REFERENCES (\w+)[^,]*?ON DELETE CASCADE/g))
        pairs.push([child, parent])
    }
  for (let size = 0; size !== goes.size; ) {
    size = goes.size
    for (const [child, parent] of pairs) if (goes.has(parent)) goes.add(child)
  }
  return goes
}

test('every rule has a table that a DDL makes, or newest-tables.test.ts does', async () => {
  let made = readFileSync(join(import.meta.dirname, 'newest-tables.test.ts'), 'utf8')
  for (const version of schemaVersions)
    made += `\n${(await schemaStatements('mysql', version)).join('\n')}`
  assert.deepEqual(
    rules
      .filter(({ table }) => !new RegExp(`^CREATE TABLE ${table}\\b`, 'm').test(made))
      .map(({ name, table }) => `${name}: ${table}`),
    [],
  )
})

test('the lists of the vendor have as many tables as its scripts make, none twice', () => {
  for (const [schema, { tables, made }] of Object.entries(vendorTables)) {
    assert.equal(tables.length, made, schema)
    assert.equal(new Set(tables).size, made, schema)
  }
})

test('every table of every schema is cleaned, hangs on one that is, or has its reason', async () => {
  const goes = await cleaned()
  const all = new Set(Object.values(vendorTables).flatMap(({ tables }) => tables))
  const named = async (version: (typeof schemaVersions)[number]) =>
    (await schemaStatements('mysql', version)).flatMap(
      (one) => /^CREATE TABLE (\w+)/.exec(one)?.[1] ?? [],
    )
  for (const version of schemaVersions) for (const table of await named(version)) all.add(table)
  assert.deepEqual(
    [...all].filter((table) => !goes.has(table) && reasonOf(table) === undefined),
    [],
    'neither cleaned nor said why not',
  )
  assert.deepEqual(
    notCleaned
      .flatMap(({ tables }) => tables)
      .filter(
        (name) =>
          (!name.includes('*') && goes.has(name)) ||
          // What the partitions of a user store are called only their owner knows.
          (name !== 'IDN_OAUTH2_ACCESS_TOKEN_*' &&
            ![...all].some((table) => reasonOf(table)?.tables.includes(name))),
      ),
    [],
    'a reason for a table that is cleaned, or for none',
  )
  assert.ok(all.size > 350, `${all.size} tables`)
})

test('the tokens of a partitioned user store are told from the tables of the vendor', () => {
  assert.equal(reasonOf('idn_oauth2_access_token_a')?.grows, true)
  assert.equal(reasonOf('IDN_OAUTH2_ACCESS_TOKEN_SCOPE_A')?.grows, true)
  assert.equal(reasonOf('IDN_OAUTH2_ACCESS_TOKEN_SCOPE'), undefined)
  assert.equal(reasonOf('IDN_OAUTH2_ACCESS_TOKEN'), undefined)
})
