import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Expression } from '../../functions/engines/expression.ts'
import { not } from '../../functions/engines/expression.ts'
import { rangeSize } from '../../functions/walk/range-size.ts'
import { atLeast, type Walk } from '../../functions/walk/walk.ts'

const along = { size: rangeSize(250) } as Walk
const rowsWith = (when: Expression) => atLeast(along, [{ when }]).size.rows()
const asked = { is: 'exists', table: 'C', on: { T_ID: 'ID' } } as const

test('a condition that reads a whole table is asked of large ranges', () => {
  assert.equal(rowsWith({ is: 'outdated', table: 'T', group: ['S'], by: 'N' }), 20_000)
  assert.equal(rowsWith(not({ ...asked, unindexed: true })), 20_000)
  assert.equal(rowsWith(not(asked)), 500)
})
