import assert from 'node:assert/strict'
import { test } from 'node:test'
import oracledb from 'oracledb'
import { asTexts } from '../../../functions/engines/oracle/driver.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { rows } from '../sample.ts'
import { statementsOf } from '../golden.ts'
import { driverFile, marksIn } from './marks.ts'
import { DriverStub } from './stub.ts'

test('the driver finds as many marks in each statement as it is given values', async () => {
  const driver = new DriverStub()
  const database = await driver.open()
  for (const statements of (await statementsOf(oracle)).values())
    for (const statement of statements)
      if (/^(INSERT|DELETE) /.test(statement.text)) await database.execute(statement)
      else await database.query(statement)
  assert.ok(driver.said.length > 150, `${driver.said.length} statements`)
  for (const { text, values } of driver.said) assert.equal(marksIn(text), values.length, text)
})

test('a plan is asked for without values, whatever stands in quotation marks', () => {
  const { text, values } = oracle.server.plan({
    text: `SELECT 1 FROM "A:1" t0 WHERE t0."B" = :1 AND t0."C" > TIMESTAMP '1970-01-01 00:00:00'`,
    values: ['x'],
  })
  assert.deepEqual([marksIn(text), values], [0, []])
  assert.match(text, /"A:1" t0 WHERE t0\."B" = SYS_CONTEXT\('USERENV', 'CLIENT_INFO'\) AND/)
  assert.match(text, /'1970-01-01 00:00:00'$/)
  const many = oracle.server.plan(oracle.rows.find(rows('1', '2'), null))
  assert.equal(marksIn(many.text), 0)
})

test('each type is asked for as one that the driver converts it to', () => {
  const { DB_TYPE_CONVERSION_MAP: conversions } = driverFile('oracledb/lib/types.js') as {
    readonly DB_TYPE_CONVERSION_MAP: ReadonlyMap<unknown, ReadonlyMap<unknown, unknown>>
  }
  const types = Object.entries(oracledb).filter(([name]) => name.startsWith('DB_TYPE_'))
  const asked = types.flatMap(([name, dbType]) => {
    const type = asTexts({ dbType })?.type
    return type === undefined ? [] : [{ name, known: conversions.get(dbType)?.has(type) }]
  })
  assert.deepEqual(
    asked.filter(({ known }) => known !== true),
    [],
  )
  const names = asked.map(({ name }) => name)
  for (const type of ['NUMBER', 'DATE', 'TIMESTAMP', 'CLOB', 'BLOB', 'NCLOB'])
    assert.ok(names.includes(`DB_TYPE_${type}`), type)
})
