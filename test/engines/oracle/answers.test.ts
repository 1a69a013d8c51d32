import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from '../../../functions/engines/database.ts'
import { encodedIn } from '../../../functions/engines/oracle/encoding.ts'
import { lockNumber } from '../../../functions/engines/oracle/lock.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { judgeServer } from '../../../functions/engines/oracle/settings.ts'
import { rows } from '../sample.ts'
import { DriverStub } from './stub.ts'

const name = { name: 'NAME', as: 'bytes', charset: 'utf8' } as const
const text = { name: 'TEXT', as: 'bytes', charset: 'utf8', long: true } as const
const body = { name: 'BODY', as: 'bytes', long: true } as const

test('a text is kept by its bytes in UTF-8, a long one only if all of it came', () => {
  assert.deepEqual(encodedIn({ column0: 'oén' }, [name]).values, ['6fc3a96e'])
  assert.deepEqual(encodedIn({ column0: '😀', length0: '2' }, [text]), {
    values: ['f09f9880'],
    lengths: [4],
  })
  assert.deepEqual(encodedIn({ column0: 'cut', length0: '9' }, [text]).lengths, [-1])
})

test('an empty LOB is told from NULL', () => {
  assert.deepEqual(encodedIn({ column0: null, length0: '0' }, [body]), {
    values: [''],
    lengths: [0],
  })
  assert.deepEqual(encodedIn({ column0: null, length0: null }, [body]), {
    values: [null],
    lengths: [null],
  })
})

test('a letter that the server cannot tell is not kept', () => {
  assert.throws(() => encodedIn({ column0: 'a\uFFFDb' }, [name]), {
    name: 'RowNotKept',
    message: /"NAME"/,
  })
})

test('rows that were locked one by one are added up', () => {
  const { read } = oracle.rows.lockSum(rows('1', '2'), null)
  assert.deepEqual(read([{ hash: '1152921504606846975' }, { hash: '1' }]), {
    rows: 2,
    hash: 1152921504606846976n,
  })
  const children = oracle.rows.lockChildren(rows('1'), [{ table: 'C', on: { T_ID: 'ID' } }], [])
  assert.deepEqual(
    children.read([
      { key0: '1', hash: '5' },
      { key0: '2', hash: '7' },
      { key0: '1', hash: '6' },
    ]),
    [
      { key: ['1'], sum: { rows: 2, hash: 11n } },
      { key: ['2'], sum: { rows: 1, hash: 7n } },
    ],
  )
})

test('a plan is read by table, with the index that leads to it', async () => {
  const driver = new DriverStub(({ text: said }) =>
    said.includes('FROM PLAN_TABLE')
      ? [
          row('SELECT STATEMENT', ''),
          row('TABLE ACCESS', 'FULL', 'T', '"C"@"SEL$1"'),
          row('TABLE ACCESS', 'BY INDEX ROWID BATCHED', 'T', '"T0"@"SEL$1"'),
          row('INDEX', 'RANGE SCAN', 'IDX', '"T0"@"SEL$1"', '"T0"."A">:1'),
          row('INDEX', 'UNIQUE SCAN', 'PK', '"J0"@"SEL$1"', '"J0"."A"=:1'),
        ]
      : [],
  )
  const database = await driver.open()
  const asked = oracle.server.plan(oracle.rows.find(rows('1'), null))
  const found = asked.read(await database.query(asked))
  assert.deepEqual(
    found.map(({ table, access, index }) => `${table} ${access} ${index}`),
    ['c scan null', 't0 range IDX', 'j0 lookup PK'],
  )
  assert.match(driver.texts()[0] ?? '', /^EXPLAIN PLAN SET STATEMENT_ID = 'drydock' FOR SELECT/)
})

const row = (operation: string, options: string, object = '', alias = '', access = '') => ({
  operation,
  options,
  object,
  alias,
  total: '3',
  access,
})

test('a lock has 30 bits of its name, and one number for one name', () => {
  for (const one of ['drydock a', 'drydock b']) {
    assert.ok(lockNumber(one) >= 0 && lockNumber(one) <= 1_073_741_823)
    assert.equal(lockNumber(one), lockNumber(one))
  }
  assert.notEqual(lockNumber('drydock a'), lockNumber('drydock b'))
  const { read } = oracle.takeLock('drydock a')
  assert.deepEqual(
    ['0', '4', '1', '3', '5'].map((got) => read([{ got }])),
    [true, true, false, false, false],
  )
  assert.equal(read([]), false)
})

test('what of the server stops a purge, and what is odd', () => {
  const fine = {
    role: 'PRIMARY',
    mode: 'READ WRITE',
    supplemental: 'NO',
    archived: 'ARCHIVELOG',
    flashback: 'NO',
    retention: 900,
    tooOld: 0,
    recovery: 10,
    undo: 10,
  }
  const judged = (changed: object, used: number | null = 50) =>
    judgeServer({ ...fine, ...changed }, used)
  assert.deepEqual([judged({}).stops, judged({}).odd, judged({}, null).odd], [[], [], []])
  assert.match(String(judged({ role: 'PHYSICAL STANDBY' }).stops), /accepts no writes/)
  assert.match(String(judged({ recovery: 95 }).stops), /recovery area is 95 % full/)
  assert.match(String(judged({}, 100).odd), /100 % of the online redo log.*all who write wait/)
  for (const [changed, words] of [
    [{ retention: 60 }, /undo_retention/],
    [{ tooOld: 2 }, /ORA-01555/],
    [{ undo: 90 }, /undo tablespace/],
    [{ supplemental: 'YES' }, /redo log/],
    [{ archived: 'NOARCHIVELOG' }, /not archived/],
  ] as const)
    assert.match(String(judged(changed).odd), words)
})

test('stub: the throttle reads how much redo cannot be written over, and nothing of few logs', async () => {
  const { logUsed } = oracle.server
  assert.ok(logUsed)
  for (const [used, told] of [
    ['75.00', 75],
    [null, null],
  ] as const) {
    const driver = new DriverStub(({ text: said }) => (said.includes('V$LOG') ? [{ used }] : []))
    assert.equal(await ask(await driver.open(), logUsed), told)
  }
})

test('two columns of one name are told apart', () => {
  const { text: said } = oracle.live.read({
    columns: [
      ['t', 'ID'],
      ['c', 'ID'],
    ],
    from: { table: 'T', as: 't' },
    where: { is: 'empty', at: ['t', 'ID'] },
    newest: ['t', 'ID'],
  })
  assert.match(said, /^SELECT t\."ID" AS "ID", c\."ID" AS "ID_1" FROM/)
})
