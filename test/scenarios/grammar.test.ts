import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statementsOf } from '../engines/golden.ts'
import { gates } from '../engines/grammar/gates.ts'
import { faultsOf } from '../engines/grammar/grammar.ts'

for (const { dialect, grammar, parts } of gates) {
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
}
