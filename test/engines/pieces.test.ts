import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joined, listed, raw, sql, written } from '../../functions/engines/pieces.ts'

test('values stand between the parts, and each engine marks their places in its own way', () => {
  const keys = joined(
    ['7', '8'].map((key) => sql`CAST(${key} AS INT)`),
    ', ',
  )
  const piece = sql`SELECT ${raw('A')} FROM T WHERE ID IN (${keys}) AND B = ${null}`
  assert.equal(piece.parts.length, piece.values.length + 1)
  const text = (mark: (at: number) => string) => written(piece, mark).text
  assert.equal(
    text(() => '?'),
    'SELECT A FROM T WHERE ID IN (CAST(? AS INT), CAST(? AS INT)) AND B = ?',
  )
  assert.equal(
    text((at) => `$${at + 1}`),
    'SELECT A FROM T WHERE ID IN (CAST($1 AS INT), CAST($2 AS INT)) AND B = $3',
  )
  assert.equal(
    text((at) => `@p${at + 1}`),
    'SELECT A FROM T WHERE ID IN (CAST(@p1 AS INT), CAST(@p2 AS INT)) AND B = @p3',
  )
  assert.deepEqual(written(piece, String).values, ['7', '8', null])
})

test('an empty piece adds nothing, alone or between others', () => {
  assert.deepEqual(joined([], ', '), { parts: [''], values: [] })
  assert.equal(written(sql`A${raw('')}B${joined([], ',')}C`, String).text, 'ABC')
})

test('a list of values is what they would be one by one', () => {
  for (const values of [[], ['7'], ['7', null, Buffer.from('8')]]) {
    const like = (value: (typeof values)[number]) => sql`CAST(${value} AS INT)`
    const list = listed(like(''), values)
    assert.deepEqual(list, joined(values.map(like), ', '))
    assert.deepEqual(sql`A IN (${list})`, sql`A IN (${joined(values.map(like), ', ')})`)
  }
  assert.equal(written(listed(sql`${''}`, ['a', 'b']), () => '?').text, '?, ?')
})
