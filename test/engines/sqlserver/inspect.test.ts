import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sql } from '../../../functions/engines/dialect.ts'
import type { NamedRows } from '../../../functions/engines/named-rows.ts'
import { sqlserver } from '../../../functions/engines/sqlserver/sqlserver.ts'
import { joins, old } from '../sample.ts'

const rows: NamedRows = {
  table: 'T',
  key: [
    { name: 'ID', kind: 'integer', nullable: false },
    { name: 'NAME', kind: 'text', nullable: true, type: 'varchar(20)' },
  ],
  index: 'PK_T',
  keys: [
    ['1', 'a'],
    ['2', null],
  ],
  hashes: null,
  hashed: [{ name: 'ID', long: false }],
}
const wall = '2026-01-01 00:00:00.000'
const deletes: readonly (readonly [string, NamedRows, Sql, Sql['values']])[] = [
  ['rows by their keys', rows, sqlserver.rows.deleteRows(rows, null), []],
  ['with the condition', rows, sqlserver.rows.deleteRows(rows, old), [wall]],
  ['what hangs on them', rows, sqlserver.rows.deleteChildren(rows, joins), []],
  ...([rows.key, []] as const).map((key) => {
    const shared = { ...rows, key, hashes: ['5', '6'], keys: key.length === 0 ? [[]] : rows.keys }
    const statement = sqlserver.rows.deleteRows(shared, null)
    return [`by ${key.length} columns and their hashes`, shared, statement, []] as const
  }),
]

for (const [what, named, statement, condition] of deletes)
  test(`a DELETE of ${what} passes`, () => sqlserver.inspectDelete(statement, named, condition))

const good = sqlserver.rows.deleteRows(rows, old)
const text = (from: string | RegExp, to: string): Sql => ({
  ...good,
  text: good.text.replace(from, to),
})
const [list = '', bound = ''] = good.values
const broken: readonly (readonly [string, Sql, RegExp])[] = [
  ['another table', text('[dbo].[T]', '[dbo].[U]'), /does not look T up/],
  ['another schema', text('[dbo].[T]', '[wso2].[T]'), /does not look T up/],
  ['a key less', text(' AND EXISTS (SELECT t0.[NAME] INTERSECT SELECT n.k1)', ''), /whole key/],
  ['a key turned round', text('t0.[ID] = n.k0', 't0.[ID] <> n.k0'), /whole key/],
  ['another join', text('INNER LOOP JOIN', 'LEFT JOIN'), /does not look T up/],
  ['a second statement', text(/$/, '; DELETE T'), /second statement/],
  ['a comment', text(' WHERE ', ' WHERE 1 = 1 -- '), /comment/],
  ['other rows', { ...good, values: ['[["3","a"]]', bound] }, /does not name its rows/],
  ['a row less', { ...good, values: ['[["1","a"]]', bound] }, /does not name its rows/],
  ['another condition', { ...good, values: [list, 'x'] }, /the rule's condition/],
  ['no condition', { ...good, values: [list] }, /the rule's condition/],
  ['a value more', text('@p2', '@p2 + @p3'), /number of values/],
  ['an UPDATE', text('DELETE t0 FROM', 'UPDATE t0 SET A = 1 FROM'), /does not start as DELETE/],
]
for (const [what, statement, says] of broken)
  test(`a DELETE with ${what} is refused`, () =>
    assert.throws(() => sqlserver.inspectDelete(statement, rows, [wall]), {
      name: 'StatementRefused',
      message: says,
    }))

test('a DELETE of no rows is refused', () =>
  assert.throws(
    () =>
      sqlserver.inspectDelete(
        sqlserver.rows.deleteRows({ ...rows, keys: [] }, null),
        {
          ...rows,
          keys: [],
        },
        [],
      ),
    { name: 'StatementRefused', message: /does not name its rows/ },
  ))
