import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schemaStatements } from '../../../local/schema/schemas.ts'
import { gates } from './gates.ts'
import { faultsOf, partsOf } from './grammar.ts'
import { plsql } from './plsql.ts'

for (const { dialect, wrong, grammar, parts } of gates) {
  test(`${dialect.engine}: the grammar refuses what the server has no syntax for`, () =>
    assert.deepEqual(
      wrong.filter((text) => parts(text).every((part) => faultsOf(grammar, part).length === 0)),
      [],
    ))
}

test('oracle: the grammar accepts the DDL of ours, on which an engine is proven', async () => {
  for (const version of ['apim-2.5.0', 'apim-4.4.0'] as const)
    for (const text of await schemaStatements('oracle', version))
      assert.deepEqual(faultsOf(plsql, `${text};`), [], text)
})

test('a statement is taken apart into what each EXISTS asks, and the rest', () =>
  assert.deepEqual(
    partsOf('SELECT 1 WHERE EXISTS (SELECT a FROM t WHERE EXISTS (SELECT b FROM (u) v)) AND 1 = 1'),
    [
      'SELECT b FROM (u) v',
      'SELECT a FROM t WHERE EXISTS (SELECT 1)',
      'SELECT 1 WHERE EXISTS (SELECT 1) AND 1 = 1',
    ],
  ))
