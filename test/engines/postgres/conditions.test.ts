import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ask } from '../../../functions/engines/database.ts'
import type { KeyColumn } from '../../../functions/engines/dialect.ts'
import type { Expression } from '../../../functions/engines/expression.ts'
import type { Live } from '../../../functions/engines/live.ts'
import { liveQuestions } from '../../../functions/engines/postgres/live-rows.ts'
import { walkStatements } from '../../../functions/engines/postgres/pg-walk.ts'
import { edgeRows, edges, instant, makeEdgeTables } from './edge-rows.ts'
import { judged, lives } from './oracle.ts'
import { inPostgres, open, skip } from './server.ts'

const database = 'drydock_conditions'
const id: KeyColumn = { name: 'id', kind: 'integer', nullable: false }
const all = { low: null, high: null }

const texts = ['WORD', 'PADDED', 'FLAG', 'PARENT']
const numbers = ['SMALL', 'BIG', 'NUMBER']
const times = ['MADE', 'LATER']
const one = (of: readonly string[]) => fc.constantFrom(...of)
const text = one([...edges.word, ...edges.padded, 'true'].filter((value) => value !== null))
const number = fc.constantFrom(
  ...[...edges.small, ...edges.big, ...edges.number].flatMap((value) =>
    value === null ? [] : [BigInt(value)],
  ),
)
const when = fc.constantFrom(instant, new Date(instant.getTime() + 1), new Date('2025-01-01'))
const on = fc.constantFrom({ parent: 'WORD' }, { WORD: 'PARENT' }, { small: 'BIG' }, {})

const conditions = fc.letrec<{ condition: Expression }>((tie) => {
  const part = tie('condition')
  return {
    condition: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'condition' },
      fc.record({
        is: fc.constant('null' as const),
        column: one([...texts, ...numbers, ...times]),
      }),
      fc.record({
        is: fc.constant('text' as const),
        column: one(texts),
        among: fc.array(text, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        is: fc.constant('number' as const),
        column: one(numbers),
        from: number,
        below: number,
      }),
      fc.record({ is: fc.constant('number' as const), column: one(numbers), from: number }),
      fc.record({
        is: fc.constant('digits' as const),
        column: one(['WORD', 'PARENT']),
        from: number,
        below: number,
      }),
      fc.record({ is: fc.constant('before' as const), column: one(times), instant: when }),
      fc.record({
        is: fc.constant('lapsed' as const),
        created: one(times),
        period: one(numbers),
        unit: fc.constantFrom('ms' as const, 's' as const),
        instant: when,
      }),
      fc.record({
        is: fc.constant('outdated' as const),
        table: fc.constant('edge'),
        group: fc.constant(['WORD', 'SMALL']),
        by: fc.constant('BIG'),
      }),
      fc.record({ is: fc.constant('not' as const), of: part }),
      fc.record({
        is: fc.constantFrom('every' as const, 'some' as const),
        of: fc.array(part, { maxLength: 3 }),
      }),
      fc.record({
        is: fc.constant('exists' as const),
        table: one(['edge', 'beside']),
        on,
        alike: fc.constantFrom({}, { padded: 'PADDED' }, { WORD: 'parent' }),
        compare: fc.constantFrom(
          [],
          [{ there: 'BIG', sign: '>' as const, here: 'BIG' }],
          [{ there: 'big', sign: '<=' as const, here: 'SMALL' }],
        ),
        where: fc.oneof(
          part,
          fc.record({
            is: fc.constant('lapsed' as const),
            created: one(times),
            outer: fc.constant(true as const),
            period: one(numbers),
            unit: fc.constant('ms' as const),
            instant: when,
          }),
        ),
      }),
    ),
  }
}).condition

/** The row that is judged is one of the table whose newest rows are looked for. */
function placed(condition: Expression, table: string): Expression {
  switch (condition.is) {
    case 'every':
    case 'some':
      return { ...condition, of: condition.of.map((part) => placed(part, table)) }
    case 'not':
      return { ...condition, of: placed(condition.of, table) }
    case 'outdated':
      return { ...condition, table }
    case 'exists':
      return condition.where === undefined
        ? condition
        : { ...condition, where: placed(condition.where, condition.table) }
    default:
      return condition
  }
}

const places = (row: string, columns: readonly string[]) =>
  one(columns).map((column) => [row, column] as const)
const questions = (row: string): fc.Arbitrary<Live> =>
  fc.letrec<{ live: Live }>((tie) => {
    const part = tie('live')
    return {
      live: fc.oneof(
        { maxDepth: 3, depthIdentifier: `live ${row}` },
        fc.record({ is: fc.constant('empty' as const), at: places(row, [...texts, ...times]) }),
        fc.record({
          is: fc.constantFrom('among' as const, 'not among' as const),
          at: places(row, ['WORD', 'PARENT']),
          texts: fc.array(text, { minLength: 1, maxLength: 3 }),
        }),
        fc.record({
          is: fc.constant('time' as const),
          at: places(row, times),
          sign: fc.constantFrom('<=' as const, '>' as const),
          instant: when,
        }),
        fc.record({
          is: fc.constant('number' as const),
          at: places(row, numbers),
          sign: fc.constantFrom('<=' as const, '>' as const),
          value: number,
        }),
        fc.record({
          is: fc.constant('digits' as const),
          at: places(row, ['WORD', 'PARENT']),
          from: number,
          to: number,
        }),
        fc.record({ is: fc.constant('digits' as const), at: places(row, ['WORD']), from: number }),
        fc.record({
          is: fc.constant('runs' as const),
          created: places(row, times),
          period: places(row, numbers),
          instant: when,
        }),
        fc.record({
          is: fc.constant('greater' as const),
          one: places(row, numbers),
          other: places('t0', numbers),
        }),
        fc.record({ is: fc.constant('unset' as const), at: places(row, numbers) }),
        fc.record({
          is: fc.constant('value' as const),
          at: places(row, ['WORD']),
          value: fc.option(text),
          orEmpty: fc.constant(true as const),
        }),
        fc.record({ is: fc.constant('none' as const), of: part }),
        fc.record({
          is: fc.constantFrom('all' as const, 'any' as const),
          of: fc.array(part, { maxLength: 3 }),
        }),
        ...(row === 't0'
          ? [
              fc.record({
                is: fc.constant('there' as const),
                from: fc.constantFrom({ table: 'edge', as: 'e' }, { table: 'beside', as: 'e' }),
                where: fc
                  .tuple(
                    places('e', ['WORD', 'PARENT']),
                    places('t0', ['WORD', 'PARENT']),
                    fc.boolean(),
                    questions('e'),
                  )
                  .map(
                    ([here, there, orEmpty, more]): Live => ({
                      is: 'all',
                      of: [
                        { is: 'equal', one: here, other: there, ...(orEmpty && { orEmpty }) },
                        more,
                      ],
                    }),
                  ),
              }),
            ]
          : []),
      ),
    }
  }).live

test('every condition says of every edge what its documentation says', { skip }, () =>
  inPostgres(database, async () => {
    const connection = await open(database)
    const draws = fc.sample(fc.nat(1000), { numRuns: 1200, seed: 7 })
    let next = 0
    const draw = (upTo: number) => (draws[next++ % draws.length] ?? 0) % upTo
    const tables = { edge: edgeRows(draw, 120), beside: edgeRows(draw, 30) }
    const wanted = (test: (row: (typeof tables.edge)[number]) => boolean | null) =>
      tables.edge.filter((row) => test(row) === true).map((row) => [String(row.id)])
    try {
      await makeEdgeTables(connection, tables)
      await fc.assert(
        fc.asyncProperty(conditions, async (drawn) => {
          const condition = placed(drawn, 'edge')
          const found = await ask(
            connection,
            walkStatements.keys('edge', [id], all, condition, 1000),
          )
          assert.deepEqual(
            found,
            wanted((row) => judged(condition, row, tables)),
          )
        }),
        { numRuns: 120 },
      )
      await fc.assert(
        fc.asyncProperty(questions('t0'), async (live) => {
          const found = await ask(connection, liveQuestions.some('edge', [id], all, live, 1000))
          assert.deepEqual(
            found,
            wanted((row) => lives(live, { t0: row }, tables)),
          )
        }),
        { numRuns: 80 },
      )
    } finally {
      await connection.close()
    }
  }),
)
