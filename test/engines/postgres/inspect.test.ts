import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Join } from '../../../functions/engines/dialect.ts'
import type { NamedRows } from '../../../functions/engines/named-rows.ts'
import { inspectDelete } from '../../../functions/engines/postgres/inspect.ts'
import { pgNamedRows } from '../../../functions/engines/postgres/pg-named-rows.ts'

const named: NamedRows = {
  table: 't',
  key: [{ name: 'k', kind: 'text', nullable: false }],
  index: 't_pkey',
  keys: [['a'], ['b']],
  hashes: null,
  hashed: [],
}
const pair: NamedRows = {
  ...named,
  key: [...named.key, { name: 'L', kind: 'integer', nullable: false }],
  keys: [
    ['a', '1'],
    ['b', '2'],
  ],
}
const byKey = {
  text: 'DELETE FROM "t" t0 WHERE t0."k" IN ($1, $2) AND (t0."c" < $3)',
  values: ['a', 'b', 'cutoff'],
}
const joins: Join[] = [
  { table: 'c', on: { t_k: 'K' } },
  { table: 'd', on: { c_n: 'N' } },
]

test('a statement that names its rows is accepted, and any other is refused', () => {
  inspectDelete(byKey, named, ['cutoff'])
  for (const rows of [named, pair, { ...named, hashes: ['1', '2'] }]) {
    inspectDelete(pgNamedRows.deleteRows(rows, null), rows, [])
    for (const chain of [joins, joins.slice(0, 1)])
      inspectDelete(pgNamedRows.deleteChildren(rows, chain), rows, [])
  }
  const refused = (change: Partial<typeof byKey>, said: RegExp, rows: Partial<NamedRows> = {}) =>
    assert.throws(() => inspectDelete({ ...byKey, ...change }, { ...named, ...rows }, ['cutoff']), {
      name: 'StatementRefused',
      message: said,
    })
  refused({ text: byKey.text.replace('DELETE FROM', 'DELETE FROM ONLY') }, /does not start/)
  refused({ text: byKey.text.replace('"t"', '"u"') }, /does not find t by its key/)
  refused({ text: byKey.text.replace('t0 WHERE', 't0 USING "u" u WHERE') }, /does not find t/)
  refused({ text: byKey.text.replace('"t" t0 WHERE', '"c" j0 USING "u" t0 WHERE') }, /not find t/)
  refused({ text: `${byKey.text}; DROP TABLE t` }, /second statement/)
  refused({ text: `${byKey.text} /* ` }, /comment/)
  refused({ values: ['a', 'c', 'cutoff'] }, /does not name its rows/)
  refused({}, /does not name its rows/, { keys: [] })
  refused({}, /does not name its rows/, { hashes: ['1', '2'] })
  refused({ text: byKey.text.replace('t0."k"', 't0."j"') }, /whole key/)
  refused({}, /whole key/, { key: pair.key })
  refused({ values: [...byKey.values, 'more'] }, /number of values/)
  refused({ text: byKey.text.replace('$2', '$3') }, /number of values/)
  refused({ values: ['a', 'b', 'later'] }, /rule's condition/)
  const more = { text: `${byKey.text} OR t0."c" = $4`, values: [...byKey.values, 'more'] }
  refused(more, /rule's condition/)
  refused({ text: byKey.text.replace(' AND (t0."c" < $3)', ''), values: ['a', 'b'] }, /condition/)
})
