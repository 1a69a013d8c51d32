import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Dialect } from '../../../functions/engines/dialect.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { sqlserver } from '../../../functions/engines/sqlserver/sqlserver.ts'
import { schemaStatements } from '../../../local/schema/schemas.ts'
import { statementsOf } from '../golden.ts'
import { faultsOf, partsOf, type Grammar } from './grammar.ts'
import { plsql, plsqlParts, wrongPlsql } from './plsql.ts'
import { tsql, wrongTsql } from './tsql.ts'

/** Engines of which no server is at hand: their statements are read by a grammar of the dialect. */
const gates: readonly {
  readonly dialect: Dialect
  readonly grammar: Grammar
  readonly wrong: readonly string[]
  /** What the grammar reads of a statement. */
  readonly parts: (statement: string) => readonly string[]
}[] = [
  { dialect: sqlserver, grammar: tsql, wrong: wrongTsql, parts: partsOf },
  { dialect: oracle, grammar: plsql, wrong: wrongPlsql, parts: plsqlParts },
]

for (const { dialect, grammar, wrong, parts } of gates) {
  test(`${dialect.engine}: the grammar accepts the statements of every method and rule`, async () => {
    const read = new Set<string>()
    const refused: string[] = []
    for (const [name, statements] of await statementsOf(dialect))
      for (const { text } of statements)
        for (const part of parts(text)) {
          if (read.has(part)) continue
          read.add(part)
          const [fault] = faultsOf(grammar, part)
          if (fault !== undefined) refused.push(`${name}: ${fault} in ${part}`)
        }
    assert.deepEqual(refused, [])
    assert.ok(read.size > 150, `${read.size} statements and parts of them`)
  })

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
