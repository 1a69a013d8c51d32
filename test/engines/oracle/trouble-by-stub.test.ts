import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DatabaseTrouble, type Database } from '../../../functions/engines/database.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { faultsOf } from '../grammar/grammar.ts'
import { plsql, plsqlParts } from '../grammar/plsql.ts'
import { rows } from '../sample.ts'
import { DriverStub, oraError, type Reply } from './stub.ts'

/**
 * What the connection makes of errors that a server might send. The driver is a stub of its
 * interface: that a server sends them, and when, no test here says.
 */
const drop = oracle.rows.deleteRows(rows('1'), null)
const lock = oracle.rows.lock(rows('1'), null)

const batch = (database: Database) =>
  database.transaction(async (within) => {
    await within.query(lock)
    return within.execute(drop)
  })

/** The kind of trouble, or the name of another error. */
const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: Error) => (error instanceof DatabaseTrouble ? error.kind : error.name),
  )

for (const [what, statement, error, kind] of [
  ['a deadlock', 'DELETE', oraError('ORA-00060', 'deadlock detected'), 'deadlock'],
  ['a row that changed since', 'SELECT', oraError('ORA-08177', 'cannot serialize'), 'deadlock'],
  ['a lock refused at once', 'SELECT', oraError('ORA-00054', 'resource busy'), 'lock timeout'],
  ['a lock refused in the end', 'DELETE', oraError('ORA-30006', 'resource busy'), 'lock timeout'],
  ['a table that is locked whole', 'SELECT', oraError('NJS-123', 'call timeout'), 'lock timeout'],
  ['a wait that the driver ended', 'DELETE', oraError('NJS-123', 'call timeout'), 'lock timeout'],
  ['a call that was cancelled', 'SELECT', oraError('ORA-01013', 'cancel'), 'time limit'],
  ['a child that came since', 'DELETE', oraError('ORA-02292', 'child record'), 'rows disagree'],
  ['versions that are gone', 'SELECT', oraError('ORA-01555', 'snapshot too old'), 'deadlock'],
  ['undo that is full', 'DELETE', oraError('ORA-30036', 'unable to extend'), 'DiskFull'],
] as const)
  test(`stub: ${what} rolls the batch back, commits nothing and keeps the connection`, async () => {
    let troubled = true
    const driver = new DriverStub(({ text }): Reply => {
      if (troubled && text.startsWith(statement)) return error
      return text.startsWith('DELETE') ? 1 : []
    })
    const database = await driver.open()
    assert.equal(await kindOf(batch(database)), kind)
    assert.deepEqual([driver.rollbacks, driver.committed], [1, 0])
    troubled = false
    assert.equal(await batch(database), 1)
    assert.deepEqual([driver.dialled.length, driver.committed], [1, 1])
  })

test('stub: a connection lost in a batch is broken off, closed, and made anew', async () => {
  let lost = true
  const driver = new DriverStub(({ text }): Reply => {
    if (lost && text.startsWith('DELETE')) return oraError('NJS-500', 'connection was closed')
    return text.startsWith('DELETE') ? 1 : []
  })
  const database = await driver.open()
  assert.equal(await kindOf(batch(database)), 'connection lost')
  await new Promise(setImmediate)
  // In this order: the driver closes a connection after the call that is running.
  assert.deepEqual(driver.endings, ['break', 'close'])
  lost = false
  assert.equal(await batch(database), 1)
  assert.equal(driver.dialled.length, 2)
})

test('stub: a call without an answer ends with the deadline, and its statement is broken off', async () => {
  const ending = new AbortController()
  let silent = true
  const driver = new DriverStub(({ text }) => {
    if (silent && text.startsWith('DELETE')) return new Promise<Reply>(() => undefined)
    return []
  })
  const database = await driver.open({ ending: ending.signal })
  const work = kindOf(batch(database))
  setImmediate(() => ending.abort())
  assert.equal(await work, 'connection lost')
  silent = false
  await new Promise(setImmediate)
  assert.equal(driver.endings[0], 'break')
  assert.equal(driver.committed, 0)
})

test('stub: a transaction that could not begin is in the way of no other', async () => {
  let refused = true
  const driver = new DriverStub(({ text }): Reply => {
    if (refused && text.startsWith('SET CONSTRAINTS')) return oraError('NJS-123', 'call timeout')
    return text.startsWith('DELETE') ? 1 : []
  })
  const database = await driver.open()
  assert.equal(await kindOf(batch(database)), 'time limit')
  // Else the next would be told ORA-01453: "must be first statement of transaction".
  assert.equal(driver.rollbacks, 1)
  refused = false
  assert.equal(await batch(database), 1)
})

test('stub: another session cancels the statement of this one, and no other', async () => {
  const driver = new DriverStub()
  const database = await driver.open()
  await oracle.upkeep.endStatement(database, '77')
  assert.deepEqual(driver.endings, ['break'])
  await database.close()
  await oracle.upkeep.endStatement(database, '77')
  assert.deepEqual(driver.endings, ['break', 'close'])
})

test('stub: within a batch the catalogue is asked as of now, not as of its beginning', async () => {
  const driver = new DriverStub()
  const database = await driver.open()
  await database.transaction(async (within) => {
    await within.query(lock)
    await within.query(oracle.server.deleteTriggers('ORCL.WSO2'))
    await within.query(oracle.schema.keysTo('ORCL.WSO2', ['T', 'C']))
    await oracle.schema.columnsOf(within, 'ORCL.WSO2', 'T')
    await oracle.schema.keysFromElsewhere(within, 'ORCL.WSO2')
  })
  const asked = driver.texts().filter((text) => text.includes('DBA_'))
  assert.equal(asked.length, 4)
  for (const text of asked) {
    assert.match(text, /^DECLARE PRAGMA AUTONOMOUS_TRANSACTION; .* OPEN c FOR SELECT /)
    assert.deepEqual(
      plsqlParts(text).flatMap((part) => faultsOf(plsql, part)),
      [],
    )
  }
  // Its rows are the batch's own, and a read outside has no transaction to be told of.
  assert.ok(driver.texts().includes(lock.text))
  await database.query(oracle.server.deleteTriggers('ORCL.WSO2'))
  assert.match(driver.texts().at(-1) ?? '', /^SELECT /)
})
