import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sql } from '../../../functions/engines/dialect.ts'
import type { NamedRows } from '../../../functions/engines/named-rows.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { childless, hashed, joins, rows } from '../sample.ts'

const inspect = (statement: Sql, of: NamedRows, condition: Sql['values'] = []) =>
  oracle.inspectDelete(statement, of, condition)
const refused = (statement: Sql, of: NamedRows, why: RegExp) =>
  assert.throws(() => inspect(statement, of), { name: 'StatementRefused', message: why })

const two = rows('1', '2')
const made = oracle.rows.deleteRows(two, null)
const wide: NamedRows = {
  ...two,
  key: [
    { name: 'ID', kind: 'integer', nullable: false },
    { name: 'NAME', kind: 'text', nullable: false },
  ],
  keys: [
    ['1', 'a'],
    ['2', 'b'],
  ],
}

test('the statements of a purge pass', () => {
  inspect(made, two)
  inspect(oracle.rows.deleteRows(two, childless), two)
  inspect(oracle.rows.deleteRows(wide, null), wide)
  inspect(oracle.rows.deleteChildren(two, joins), two)
  inspect(oracle.rows.deleteChildren(two, [...joins, { table: 'D', on: { N: 'N', M: 'M' } }]), two)
  const shared = { ...two, hashes: ['7', '8'], hashed }
  inspect(oracle.rows.deleteRows(shared, null), shared)
  // More keys than one list may have.
  const many = rows(...Array.from({ length: 2500 }, (_, at) => String(at)))
  inspect(oracle.rows.deleteRows(many, null), many)
  assert.equal([...oracle.rows.deleteRows(many, null).text.matchAll(/ IN \(/g)].length, 3)
})

test('anything else is refused, with what is wrong', () => {
  refused({ ...made, text: made.text.replace('"T"', '"C"') }, two, /does not find T/)
  refused({ text: 'DELETE FROM "T" t0', values: [] }, two, /does not name its rows/)
  refused({ ...made, text: `${made.text} OR 1 = 1; COMMIT` }, two, /second statement/)
  refused({ ...made, text: `${made.text} /* all */` }, two, /comment/)
  refused({ ...made, values: ['1'] }, two, /number of values/)
  refused({ ...made, values: ['1', '3'] }, two, /does not name its rows/)
  refused({ ...made, values: ['1', '2', '9'] }, two, /rule's condition/)
  refused(
    { ...made, text: made.text.replace('t0."ID"', 't0."OTHER"') },
    two,
    /does not use the whole key/,
  )
  refused({ text: 'TRUNCATE TABLE "T"', values: ['1', '2'] }, two, /does not start as DELETE/)
})
