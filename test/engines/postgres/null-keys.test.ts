import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KeyColumn } from '../../../functions/engines/dialect.ts'
import { keyOrder, within } from '../../../functions/engines/postgres/row-text.ts'
import { written } from '../../../functions/engines/postgres/pg-text.ts'

const column = (kind: KeyColumn['kind'], nullable = true): KeyColumn => ({
  name: 'k',
  kind,
  nullable,
})
const text = (piece: ReturnType<typeof within>) => written(piece).text

test('rows whose key is NULL come first, in a range that is read in parts too', () => {
  const key = [column('integer')]
  const first = { low: null, high: null }
  assert.equal(text(keyOrder(key, first)), 't0."k" NULLS FIRST')
  assert.equal(text(keyOrder(key, { low: ['7'], high: null })), 't0."k"')
  assert.equal(text(keyOrder([column('integer', false)], first)), 't0."k"')
})

test('the range that ends with them, and the one after it, are told by no number', () => {
  const key = [column('integer')]
  assert.equal(text(within(key, { low: null, high: [''] })), '(FALSE OR t0."k" IS NULL)')
  assert.equal(text(within(key, { low: [''], high: null })), 't0."k" IS NOT NULL')
  assert.equal(text(within([column('text')], { low: [''], high: null })), 't0."k" > $1')
})
