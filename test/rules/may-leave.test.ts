import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bindRules } from '../../functions/rules/bind.ts'
import type { BoundRule } from '../../functions/rules/bound.ts'
import { mayLeave } from '../../functions/rules/may-leave.ts'
import { rules } from '../../functions/rules/rules.ts'
import { vendorSchema } from '../engines/vendor-schema.ts'
import { planned } from '../purge/planned.ts'

const schema = await vendorSchema(['is-7.3'])
const bound = bindRules(rules, planned(new Date('2026-11-24T07:00:00Z')), schema)
const ruleOf = (name: string): BoundRule =>
  bound.rules.find(({ rule }) => rule.name === name) ?? assert.fail(name)

test('a row by whose absence even one other rule judges may not be left, unless its rule says so', () => {
  const jtis = ruleOf('jtis')
  const judging: BoundRule = {
    ...ruleOf('tokens'),
    dead: { is: 'not', of: { is: 'exists', table: jtis.table.name, on: { ID: 'ID' } } },
  }
  assert.equal(mayLeave(bound, jtis), true)
  const all = { ...bound, rules: [...bound.rules, judging] }
  assert.equal(mayLeave(all, jtis), false)
  assert.equal(mayLeave(all, { ...jtis, rule: { ...jtis.rule, mayStay: true } }), true)
})

test('a row stays with its session only where its key reads the same wherever it is asked for', () => {
  const sessions = ruleOf('sessions')
  const withKey = (change: Partial<BoundRule['table']['key'][number]>): BoundRule => ({
    ...sessions,
    table: {
      ...sessions.table,
      key: sessions.table.key.map((column, at) => (at === 0 ? { ...column, ...change } : column)),
    },
  })
  assert.equal(mayLeave(bound, sessions), true)
  assert.equal(mayLeave(bound, withKey({ collation: 'gbk_chinese_ci' })), false)
  assert.equal(mayLeave(bound, withKey({ kind: 'binary' })), false)
  assert.equal(mayLeave(bound, withKey({ kind: 'time' })), false)
  const shared = { ...sessions, table: { ...sessions.table, unique: false } }
  assert.equal(mayLeave(bound, shared), false)
})
