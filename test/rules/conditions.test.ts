import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import type { Dialect, Sql } from '../../functions/engines/dialect.ts'
import { endlessPeriod, every, not, type Expression } from '../../functions/engines/expression.ts'
import { condition as piece } from '../../functions/engines/mysql/conditions.ts'
import { rowHash, written } from '../../functions/engines/mysql/mysql-text.ts'
import { mysql } from '../../functions/engines/mysql/mysql.ts'
import type { Schema, Table } from '../../functions/engines/schema.ts'
import { statementsHash } from '../../functions/purge/statements-hash.ts'
import { rules } from '../../functions/rules/rules.ts'
import { resolve, type Surroundings } from '../../functions/rules/resolve.ts'
import { identity } from '../../functions/walk/statements.ts'

const instant = new Date('2026-11-24T07:00:00.250Z')
const wall = '2026-11-24 07:00:00.250'
const condition = (expression: Expression) => written(piece(expression))

const said = (expression: Expression) => condition(expression).text

test('what is of the very instant lives: before, lapsed and number leave their end out', () => {
  const before = condition({ is: 'before', column: 'C', instant })
  assert.match(before.text, /`C` AS DATETIME\(6\)\) < CAST\(\? AS DATETIME\(6\)\)$/)
  assert.deepEqual(before.values, [wall])
  const lapsed = condition({ is: 'lapsed', created: 'C', period: 'P', unit: 'ms', instant })
  assert.match(lapsed.text, / MICROSECOND\) < CAST\(\? AS DATETIME\(6\)\)$/)
  assert.deepEqual(lapsed.values, [wall])
  assert.equal(
    said({ is: 'number', column: 'C', from: 1n, below: 2n }),
    '(t0.`C` >= CAST(? AS SIGNED) AND t0.`C` < CAST(? AS SIGNED))',
  )
})

test('a period that is endless, or none, never lapses', () => {
  for (const [unit, most] of [
    ['ms', endlessPeriod],
    ['s', endlessPeriod / 1000n],
  ] as const)
    assert.ok(
      said({ is: 'lapsed', created: 'C', period: 'P', unit, instant }).includes(
        `INTERVAL (CASE WHEN t0.\`P\` >= 1 AND t0.\`P\` < ${most} THEN t0.\`P\` END) * `,
      ),
    )
})

test('what is unknown is not selected, and its negation is', () => {
  assert.equal(said(not({ is: 'null', column: 'C' })), '(t0.`C` IS NULL) IS NOT TRUE')
})

test('a text counts byte for byte, and a number in a text up to 18 digits', () => {
  assert.equal(
    said({ is: 'text', column: 'S', among: ['A'] }),
    'CAST(t0.`S` AS BINARY) IN (CAST(? AS BINARY))',
  )
  assert.match(
    said({ is: 'digits', column: 'V', from: 1n, below: 2n }),
    /CHAR_LENGTH\(t0\.`V`\) BETWEEN 1 AND 18 AND t0\.`V` NOT REGEXP '\[\^0-9\]' THEN/,
  )
})

test("a row's hash is over every column, the last one too, and tells NULL from the empty text", () => {
  const { text } = written(rowHash(['A', 'B', 'C'].map((name) => ({ name, long: name === 'B' }))))
  assert.ok(
    text.includes(
      "SHA2(CONCAT_WS(',', COALESCE(HEX(CAST(t0.`A` AS BINARY)), '-'), COALESCE(SHA2(t0.`B`, " +
        "256), '-'), COALESCE(HEX(CAST(t0.`C` AS BINARY)), '-')), 256)",
    ),
    text,
  )
})

const around: Surroundings = {
  cutoff: instant,
  wall: new Date('2026-11-24T02:00:00Z'),
  zeroPeriods: 'never lapse',
  table: (name) => name,
  ruled: () => ({ table: 'OTHER', dead: { is: 'null', column: 'D' } }),
}

test('epochs are judged by the cutoff, wall times by what the wall said then', () => {
  for (const [unit, below] of [
    ['ns', 1_795_503_600_250_000_000n],
    ['ms', 1_795_503_600_250n],
    // The first whole second that is not before the cutoff.
    ['s', 1_795_503_601n],
  ] as const)
    assert.deepEqual(resolve({ is: 'elapsed', column: 'C', unit }, around), {
      is: 'number',
      column: 'C',
      from: 1n,
      below,
    })
  assert.deepEqual(resolve({ is: 'before', column: 'C' }, around), {
    is: 'before',
    column: 'C',
    instant: around.wall,
  })
})

test('where the vendor asks every row for its periods, none goes while one is negative', () => {
  const of = { is: 'text', column: 'S', among: ['REVOKED'] } as const
  const asked = { is: 'withinBounds', periods: ['P'], of } as const
  assert.deepEqual(resolve(asked, around), of)
  assert.deepEqual(resolve(asked, { ...around, zeroPeriods: 'lapse at once' }), of)
  const everyRow = {
    ...around,
    zeroPeriods: 'lapse at once, and of no row below zero',
  } as const
  assert.deepEqual(resolve(asked, everyRow), {
    is: 'every',
    of: [of, { is: 'number', column: 'P', from: 0n, below: 99_999_999_999_991n }],
  })
})

test('a period of zero lapses at once where the vendor says so, in its reading alone', () => {
  const engine = { ...around, zeroPeriods: 'lapse at once' } as const
  const plain = { is: 'lapsed', created: 'C', period: 'P', unit: 'ms' } as const
  const lapsed = { ...plain, instant: around.wall }
  assert.deepEqual(resolve(plain, engine), lapsed)
  assert.deepEqual(resolve({ ...plain, asVendor: true }, around), lapsed)
  assert.deepEqual(resolve({ ...plain, asVendor: true }, engine), {
    is: 'some',
    of: [
      lapsed,
      {
        is: 'every',
        of: [
          { is: 'number', column: 'P', from: 0n, below: 1n },
          { is: 'before', column: 'C', instant: around.wall },
        ],
      },
    ],
  })
})

test('of the rules only upstream readings ask the vendor', () => {
  const asked = (condition: unknown): boolean =>
    inspect(condition, { depth: 9 }).includes('asVendor')
  for (const { dead, alive } of rules)
    assert.ok(!asked(dead) && !alive.some(({ when }) => asked(when)))
  assert.deepEqual(
    rules.filter(({ upstream }) => asked(upstream)).map(({ name }) => name),
    ['tokens', 'codes'],
  )
})

test('a row survives by another that is not dead; exact stays exact, byte for byte', () => {
  assert.deepEqual(resolve({ is: 'survivor', rule: 'r', on: { A: 'B' } }, around), {
    is: 'exists',
    table: 'OTHER',
    on: { A: 'B' },
    where: not({ is: 'null', column: 'D' }),
  })
  const row = resolve({ is: 'row', table: 'T', on: {}, alike: { A: 'B' }, exact: true }, around)
  assert.equal(
    said(row),
    'EXISTS (SELECT 1 FROM `T` t1 WHERE t1.`A` <=> t0.`B` AND CAST(t1.`A` AS BINARY) <=> ' +
      'CAST(t0.`B` AS BINARY))',
  )
})

test("the statements' hash is over the schema, the session and what is dead, too", () => {
  const bound = { rules: [], tables: [], others: [] } as unknown as Parameters<
    typeof statementsHash
  >[1]
  const of = (fingerprint: string, dialect: Dialect = mysql, dead?: Expression) =>
    statementsHash(
      dialect,
      dead === undefined
        ? bound
        : ({ ...bound, tables: [{ table: { name: 'T', key: [] }, dead }] } as never),
      { fingerprint } as Schema,
    )
  assert.equal(of('a'), of('a'))
  assert.notEqual(of('a'), of('b'))
  assert.notEqual(of('a'), of('a', { ...mysql, session: [] }))
  const before = (at: Date): Expression => ({ is: 'before', column: 'C', instant: at })
  assert.notEqual(of('a', mysql, before(instant)), of('a', mysql, before(around.wall)))
})

test("the statements' hash is over each text of a batch; one that deletes without its keys is refused", () => {
  const id = { name: 'ID', kind: 'integer', nullable: false, type: 'int', long: false }
  const made = { ...id, name: 'MADE', kind: 'time', type: 'datetime' }
  const table = {
    name: 'IDN_OAUTH2_DEVICE_FLOW',
    key: [id],
    type: 'table',
    keyIndex: 'PRIMARY',
    unique: true,
    columns: [id, made, { ...made, name: 'EXPIRY_TIME' }, { ...id, name: 'STATUS' }],
    indexes: [{ index: 'BY_TIME', column: made }],
  }
  const alone: Expression = { is: 'before', column: 'MADE', instant }
  const beside: Expression = every(alone, not({ is: 'exists', table: 'O', on: { T_ID: 'ID' } }))
  const of = (rows: Partial<Dialect['rows']>, dead: Expression) => {
    const rule = {
      rule: { name: 't', created: null, together: ['ID'] },
      table,
      dead,
      bare: null,
      old: null,
      children: [[{ table: 'C', on: { T_ID: 'STATUS' } }]],
    }
    const bound = {
      rules: [rule],
      tables: [{ table, dead }],
      others: [],
      times: { least: 0, most: 0 },
    } as never
    const dialect = { ...mysql, rows: { ...mysql.rows, ...rows } }
    return statementsHash(dialect, bound, { fingerprint: 'a' } as Schema)
  }
  for (const dead of [alone, beside]) {
    const whole = of({}, dead)
    // The delete asks again what looks at the row alone; what looks at others, a SELECT does.
    const deleteRows: Dialect['rows']['deleteRows'] = (rows, again) => {
      assert.equal(again, dead === alone ? alone : null)
      return mysql.rows.deleteRows(rows, again)
    }
    assert.equal(of({ deleteRows }, dead), whole)
    assert.equal(of({}, dead), whole)
    for (const name of Object.keys(mysql.rows) as (keyof Dialect['rows'])[]) {
      const make = mysql.rows[name] as (...given: unknown[]) => Sql
      const spaced = (...given: unknown[]) => ({
        ...make(...given),
        text: `${make(...given).text} `,
      })
      assert.notEqual(of({ [name]: spaced }, dead), whole, name)
      if (!name.startsWith('delete')) continue
      const bare = (...given: unknown[]) => {
        const { text, values } = make(...given)
        return {
          text: `${text.slice(0, text.indexOf(' WHERE '))} WHERE TRUE`,
          values: values.slice(2),
        }
      }
      assert.throws(() => of({ [name]: bare }, dead), { name: 'StatementRefused' }, name)
    }
  }
})

test('rows that share a key are told apart by all their columns', () => {
  const [id, made, state] = ['ID', 'MADE', 'STATE'].map((name) => ({ name })) as never[]
  const table = { key: [id], columns: [id, made, state], unique: true } as unknown as Table
  assert.deepEqual(identity(table, 'MADE'), [id, made])
  // A rule names columns in capitals, a server may fold them.
  assert.deepEqual(identity(table, 'made'), [id, made])
  assert.deepEqual(identity({ ...table, unique: false }, 'MADE'), [id, made, state])
})
