import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { rows } from '../sample.ts'
import { statementsOf } from '../golden.ts'
import { DriverStub } from './stub.ts'

/** The real driver's own reader of a statement. */
const { Statement } = createRequire(import.meta.url)('oracledb/lib/thin/statement.js') as {
  readonly Statement: new () => {
    readonly bindInfoList: readonly unknown[]
    _prepare(text: string): void
  }
}

function marksIn(text: string): number {
  const statement = new Statement()
  statement._prepare(text)
  return statement.bindInfoList.length
}

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
