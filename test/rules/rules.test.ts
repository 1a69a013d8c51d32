import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { orderRules } from '../../functions/rules/rule-order.ts'
import { rules } from '../../functions/rules/rules.ts'
import { rulesTable } from '../../local/rules-table.ts'

test('docs/rules.md is what the rules say', () => {
  const written = readFileSync(join(import.meta.dirname, '../../docs/rules.md'), 'utf8')
  // Compared as a truth value: the two texts are 26,000 characters.
  assert.ok(written === rulesTable(rules), 'docs/rules.md is stale: run npm run rules')
})

test('each rule has a name and a table of its own', () => {
  for (const what of ['name', 'table'] as const)
    assert.equal(new Set(rules.map((rule) => rule[what])).size, rules.length, what)
  for (const { name, upstream, upstreamMeans } of rules)
    assert.equal(upstream === undefined, upstreamMeans === undefined, name)
})

test('a rule goes after those whose survivors it looks at', () => {
  const order = orderRules(rules).map(({ name }) => name)
  const before = (a: string, b: string) =>
    assert.ok(order.indexOf(a) < order.indexOf(b), `${a} before ${b}`)
  before('tokens', 'codes')
  before('sessions', 'session-users')
  before('temporary-sessions', 'session-users')
  before('registry-codes', 'registry-property-links')
  before('registry-property-links', 'registry-properties')
  before('recovery-codes', 'recovery-flows')
})

test('rules that wait for each other, or for one that there is not, are a fault', () => {
  const [first, second] = rules
  assert.ok(first && second)
  assert.throws(
    () =>
      orderRules([
        { ...first, after: [second.name] },
        { ...second, after: [first.name] },
      ]),
    /depend on each other/,
  )
  assert.throws(() => orderRules([{ ...first, after: ['nothing'] }]), /unknown rule/)
})
