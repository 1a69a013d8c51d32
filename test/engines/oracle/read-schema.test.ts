import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSchema } from '../../../functions/engines/schema.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { toColumn } from '../../../functions/engines/oracle/to-table.ts'
import { bindRules } from '../../../functions/rules/bind.ts'
import { rules } from '../../../functions/rules/rules.ts'
import { planned } from '../../purge/planned.ts'
import { catalogueOf } from './catalogue.ts'

const cutoff = new Date('2026-01-01T00:00:00.000Z')
const read = (version: 'apim-2.5.0' | 'apim-4.4.0') =>
  readSchema(catalogueOf(version), oracle, 'ORCL.WSO2')

for (const version of ['apim-2.5.0', 'apim-4.4.0'] as const)
  test(`${version}: rules bind, and every row of theirs can be kept and put back`, async () => {
    const schema = await read(version)
    const settings = Object.fromEntries(rules.map(({ name }) => [name, { enabled: true }]))
    const bound = bindRules(rules, planned(cutoff, settings), schema)
    const names = bound.rules.map(({ rule }) => rule.name)
    for (const name of ['tokens', 'codes', 'sessions', 'temporary-sessions'])
      assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`)
    for (const { table } of bound.tables) {
      assert.ok(table.key.length > 0, `${table.name} has a key to walk along`)
      for (const { name, archived } of table.columns)
        assert.notEqual(archived, null, `${table.name}.${name} can be archived`)
    }
  })

test('2.5.0: types, keys and foreign keys are read as the DDL has them', async () => {
  const { tables, foreignKeys, zeroPeriods } = await read('apim-2.5.0')
  const sessions = tables.find(({ name }) => name === 'IDN_AUTH_SESSION_STORE')
  assert.deepEqual(
    sessions?.key.map(({ name, kind }) => `${name} ${kind}`),
    ['SESSION_ID text', 'SESSION_TYPE text', 'TIME_CREATED integer', 'OPERATION text'],
  )
  assert.equal(sessions?.columns.find(({ name }) => name === 'SESSION_OBJECT')?.long, true)
  assert.equal(
    foreignKeys.find(({ table }) => table === 'IDN_OAUTH2_ACCESS_TOKEN_SCOPE')?.onDelete,
    'CASCADE',
  )
  assert.equal(zeroPeriods, 'lapse at once')
})

const column = (data: string, more: Readonly<Record<string, string>> = {}) =>
  toColumn({ name: 'A', data, charset: 'AL32UTF8', ...more })

test('what was never tried is not kept, and what loses letters is not either', () => {
  for (const data of ['TIMESTAMP(6) WITH TIME ZONE', 'BINARY_DOUBLE', 'XMLTYPE', 'LONG', 'JSON'])
    assert.equal(column(data).archived, null, data)
  assert.equal(column('VARCHAR2').archived, 'bytes')
  assert.equal(column('VARCHAR2', { charset: 'US7ASCII' }).archived, null)
  assert.equal(column('NVARCHAR2', { charset: 'WE8ISO8859P1' }).archived, null)
  assert.equal(column('NUMBER', { scale: '0' }).kind, 'integer')
  assert.equal(column('NUMBER').kind, 'other')
  // Two letters of such a character set may be one in Unicode: a text would name another row.
  assert.equal(column('VARCHAR2').kind, 'text')
  assert.equal(column('VARCHAR2', { charset: 'JA16SJIS' }).kind, 'other')
  assert.equal(column('NVARCHAR2', { charset: 'WE8MSWIN1252' }).kind, 'other')
})
