import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import { liveGuard } from '../../functions/purge/live-guard.ts'
import { named } from '../../functions/purge/named.ts'
import { referredTables } from '../../functions/purge/referred.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { BoundRule } from '../../functions/rules/bound.ts'
import { rules } from '../../functions/rules/rules.ts'
import { vendorSchema } from '../engines/vendor-schema.ts'
import { planned } from './planned.ts'

const cutoff = new Date('2026-11-24T07:00:00Z')
const schema = await vendorSchema(['is-7.3'])
const bound = bindRules(rules, planned(cutoff), schema)
const ruleOf = (name: string): BoundRule =>
  bound.rules.find(({ rule }) => rule.name === name) ?? assert.fail(name)

test('a row that lives at any of the instants is alive', () => {
  const tokens = ruleOf('tokens')
  const rows = named(tokens.table, [{ key: ['a'], hash: '1' }])
  const asked = (...instants: Date[]): string => {
    const question = liveGuard(bound, () => instants)(tokens) ?? assert.fail()
    const { text } = mysql.rows.countLiving(rows, question.condition)
    return text.slice(text.indexOf(' AND ') + ' AND '.length)
  }
  const alone = asked(cutoff).replace(/^\(|\)$/g, '')
  assert.equal(asked(cutoff, new Date('2026-11-25T07:00:00Z')), `(${alone} OR ${alone})`)
})

test('a child that refers to another key than the one its row is locked by, or not to its beginning, is told', () => {
  const { table, ...rule } = ruleOf('tokens')
  const column = { kind: 'integer', nullable: false } as const
  const [some] = table.columns
  if (some === undefined) assert.fail()
  const own = {
    ...table,
    key: ['A', 'B'].map((name) => ({ ...column, name })),
    indexes: ['B', 'CODE'].map((name) => ({ index: `BY_${name}`, column: { ...some, name } })),
  }
  const referred = (...columns: string[]) => {
    const on = Object.fromEntries(columns.map((name) => [`OF_${name}`, name]))
    return referredTables(bound, { ...rule, table: own, children: [[{ table: 'C', on }]] }).map(
      (one) => one.referred,
    )
  }
  assert.deepEqual(referred('A'), [])
  assert.deepEqual(referred('A', 'B'), [])
  assert.deepEqual(referred('B'), [{ table: table.name, columns: ['B'], index: 'BY_B' }])
  assert.deepEqual(referred('CODE'), [{ table: table.name, columns: ['CODE'], index: 'BY_CODE' }])
})
