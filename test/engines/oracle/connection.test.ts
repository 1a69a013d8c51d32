import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, DatabaseTrouble } from '../../../functions/engines/database.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { rows } from '../sample.ts'
import { DriverStub, oraError } from './stub.ts'

const insert = oracle.insert(
  'T',
  [
    { name: 'ID', as: 'text' },
    { name: 'NAME', as: 'bytes', charset: 'utf8' },
    { name: 'BODY', as: 'bytes', long: true },
  ],
  [
    ['1', '6fc3a96e', '00ff'],
    ['2', null, ''],
  ],
)
const drop = { text: 'DELETE FROM "T" t0 WHERE t0."ID" IN (TO_NUMBER(:1))', values: ['1'] }

test('a session has its settings and its schema before anything else is said', async () => {
  const driver = new DriverStub()
  await driver.open()
  const said = driver.said.map(({ text }) => text)
  assert.deepEqual(said.slice(0, oracle.session.length), oracle.session)
  assert.equal(said[oracle.session.length], 'ALTER SESSION SET CURRENT_SCHEMA = "WSO2"')
  assert.match(
    driver.dialled[0]?.connectString ?? '',
    /PROTOCOL=tcp\)\(HOST=127\.0\.0\.1\)\(PORT=1521\)/,
  )
  assert.match(driver.dialled[0]?.connectString ?? '', /SERVICE_NAME=ORCL\)/)
})

test('TLS is TCPS with the name verified; a service that is more than a name is refused', async () => {
  const driver = new DriverStub()
  await driver.open({ tls: true, port: 2484 })
  assert.match(driver.dialled[0]?.connectString ?? '', /PROTOCOL=tcps\).*SSL_SERVER_DN_MATCH=TRUE/)
  await assert.rejects(driver.open({ database: 'X)(HOST=evil' }), { name: 'DatabaseNotFound' })
})

test('a transaction that writes is SERIALIZABLE, and what is said within is not committed', async () => {
  const driver = new DriverStub(({ text }) => (text.startsWith('DELETE') ? 1 : []))
  const database = await driver.open()
  assert.equal(await database.transaction((within) => within.execute(drop)), 1)
  assert.deepEqual(driver.texts(), [
    'SET TRANSACTION ISOLATION LEVEL SERIALIZABLE',
    'SET CONSTRAINTS ALL IMMEDIATE',
    drop.text,
  ])
  assert.equal(driver.said.at(-1)?.autoCommit, false)
  await database.execute(drop)
  assert.equal(driver.said.at(-1)?.autoCommit, true)
  await database.transaction((within) => within.query(drop), { readOnly: true })
  assert.ok(driver.texts().includes('SET TRANSACTION READ ONLY'))
})

test('what writes without saying so leaves no transaction behind', async () => {
  const driver = new DriverStub(({ text }) => (text.startsWith('DELETE') ? 1 : []))
  const database = await driver.open()
  await database.query(oracle.server.plan(drop))
  // Else the next one could not be made SERIALIZABLE (ORA-01453).
  assert.deepEqual(
    driver.said.slice(-2).map(({ autoCommit }) => autoCommit),
    [true, true],
  )
  await database.transaction((within) => within.query(oracle.server.plan(drop)))
  assert.ok(driver.said.slice(-4).every(({ autoCommit }) => !autoCommit))
})

test('a COMMIT without an answer is in doubt; one that the server refuses is not', async () => {
  for (const [error, inDoubt] of [
    [oraError('NJS-500', 'connection was closed or broken'), true],
    [oraError('ORA-03113', 'end-of-file on communication channel'), true],
    [oraError('NJS-123', 'call timeout of 5 ms exceeded'), true],
    // A call that was broken off may have been done by then.
    [oraError('ORA-01013', 'user requested cancel of current operation'), true],
    [oraError('ORA-02054', 'transaction 1.2.3 in-doubt'), true],
    [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), true],
    [oraError('ORA-02091', 'transaction rolled back'), false],
  ] as const) {
    const driver = new DriverStub(() => 1)
    const database = await driver.open()
    driver.commits.push(error)
    const kind = await database
      .transaction((within) => within.execute(drop))
      .then(
        () => 'committed',
        (found: unknown) =>
          found instanceof DatabaseTrouble
            ? `${found.kind}: ${/COMMIT got no answer/.test(found.message)}`
            : 'refused',
      )
    assert.equal(kind, inDoubt ? 'connection lost: true' : 'refused', error.message)
    // Whoever does not know must not go on with the same connection.
    assert.equal(driver.rollbacks, inDoubt ? 0 : 1)
    await database.query({ text: 'SELECT 1 FROM DUAL', values: [] })
    assert.equal(driver.dialled.length, inDoubt ? 2 : 1)
  }
})

test('rows are put in one by one, each with its own values, and a rejected one is told', async () => {
  const driver = new DriverStub(() => 1)
  const database = await driver.open()
  assert.equal(await database.execute(insert), 2)
  const [one, two] = driver.said.slice(-2)
  assert.equal(one?.text, 'INSERT INTO "T" ("ID", "NAME", "BODY") VALUES (:1, :2, :3)')
  assert.deepEqual(one?.values, ['1', 'oén', Buffer.from([0, 255])])
  // An empty LOB is no NULL.
  assert.equal(two?.text, 'INSERT INTO "T" ("ID", "NAME", "BODY") VALUES (:1, NULL, EMPTY_BLOB())')
  assert.deepEqual(two?.values, ['2'])
  for (const [number, why] of [
    ['ORA-00001', /unique key/],
    ['ORA-02291', /parent/],
    ['ORA-01400', /NULL/],
    ['ORA-20123', /trigger/],
  ] as const) {
    const refusing = new DriverStub(({ text }) =>
      text.startsWith('INSERT') ? oraError(number, 'value "secret of a row"') : [],
    )
    const on = await refusing.open()
    await assert.rejects(on.execute(insert), (error: Error & { why?: string }) => {
      assert.equal(error.name, 'RowRefused')
      assert.match(error.why ?? '', why)
      return true
    })
  }
})

test('a write waits for others for 10 s, and a read as long as it was told', async () => {
  const late = oraError('NJS-123', 'call timeout of 10000 ms exceeded')
  const driver = new DriverStub(({ text }) => (text.startsWith('DELETE') ? late : []))
  const database = await driver.open()
  await database.execute(oracle.server.limitTime(30_000))
  await database.query({ text: 'SELECT 1 FROM DUAL', values: [] })
  assert.equal(driver.said.at(-1)?.callTimeout, 30_000)
  await assert.rejects(database.execute(drop), { name: 'DatabaseTrouble', kind: 'lock timeout' })
  assert.equal(driver.said.at(-1)?.callTimeout, 10_000)
  await database.query(oracle.rows.lock(rows('1'), null))
  assert.equal(driver.said.at(-1)?.callTimeout, 10_000, 'a table may be locked whole')
  await database.query({ text: 'SELECT 1 FROM DUAL', values: [] })
  assert.equal(driver.said.at(-1)?.callTimeout, 30_000)
})

test('a password that was rotated is asked for once', async () => {
  const driver = new DriverStub()
  driver.refusals.push(oraError('ORA-01017', 'invalid username/password'))
  const refused: string[] = []
  const renew = async (password: string) => {
    refused.push(password)
    return { user: 'drydock', password: 'new' }
  }
  await driver.open({ renew })
  assert.deepEqual(refused, ['secret'])
  assert.deepEqual(
    driver.dialled.map(({ password }) => password),
    ['secret', 'new'],
  )
})

test('values are texts, and bytes digits', async () => {
  const driver = new DriverStub(() => [
    {
      a: '19999999999999999999',
      b: Buffer.from([0, 255]),
      c: ' 2026-01-02 03:04:05.006000000',
      d: null,
    },
  ])
  const database = await driver.open()
  assert.deepEqual(await database.query({ text: 'SELECT 1 FROM DUAL', values: [] }), [
    { a: '19999999999999999999', b: '00ff', c: ' 2026-01-02 03:04:05.006000000', d: null },
  ])
})

test('what a check finds wrong is its answer; another session breaks off its statement', async () => {
  const driver = new DriverStub(({ text }) =>
    text.startsWith('ANALYZE') ? oraError('ORA-01499', 'table/index cross reference failure') : [],
  )
  const database = await driver.open()
  assert.deepEqual(await ask(database, oracle.upkeep.check('T')), {
    fault: 'ORA-01499: table/index cross reference failure',
  })
  await oracle.upkeep.endStatement(database, '77')
  await oracle.upkeep.endStatement(database, '78')
  assert.equal(driver.broken, 1)
})
