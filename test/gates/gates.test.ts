import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitsSchema } from '../../functions/contract/environment.ts'
import type { Measured } from '../../functions/contract/evidence.ts'
import type { Gate } from '../../functions/contract/gates.ts'
import type { Run } from '../../functions/contract/steps.ts'
import { blastRadius } from '../../functions/gates/blast-radius.ts'
import { drift } from '../../functions/gates/drift.ts'
import { passGates } from '../../functions/gates/gates.ts'
import { dead, young, youngDead } from '../../functions/measure/row-classes.ts'
import { rules } from '../../functions/rules/rules.ts'
import { planned } from '../purge/planned.ts'

const limits = limitsSchema.parse({})
interface Counts {
  readonly dead?: number
  readonly live?: number
  readonly young?: number
}
function measured(
  { dead: gone = 0, live = 0, young: fresh = 0 }: Counts,
  {
    rule = 'tokens',
    kind = 'rule' as const,
    settled = true,
    schema = 's',
    steps = ['t0 range PRIMARY'],
  } = {},
): Measured {
  const classes = [
    [dead, gone],
    ['still valid', live],
    [young, fresh],
  ]
    .filter(([, rows]) => rows !== 0)
    .map(([name, rows]) => ({ name: String(name), rows: Number(rows), hash: '0', other: 0 }))
  return {
    databases: [
      {
        database: 'apim',
        schema,
        skipped: [],
        leftovers: [],
        plans: [{ rule, table: 'T', steps }],
        words: { refresh: 'ANALYZE TABLE', grantTriggers: 'GRANT TRIGGER ON `a`.* TO the user' },
        tables: [{ table: 'T', rule, kind, classes, settled, reading: null }],
      },
    ],
  }
}
const run = (more: Partial<Run> = {}) => ({ limits, rules: planned(new Date()), ...more }) as Run
const blast = (counts: Counts, more?: Partial<Run>, rule?: string) =>
  blastRadius(run(more), 'one', measured(counts, rule === undefined ? {} : { rule }))

test('an ordinary week passes: tokens of a week, refreshed for a day, and codes of which none is left', () => {
  assert.equal(blast({ dead: 845_000, live: 155_000 }).passed, true)
  assert.equal(blast({ dead: 990_000, live: 1000 }, {}, 'codes').passed, true)
  assert.equal(blast({ dead: 990_000, live: 1000 }, {}, 'jtis').passed, true)
})

test("a first run on ten years' backlog stops, by share where it is small and by rows where it is large", () => {
  const { detail } = blast({ dead: 199_000, live: 1000 })
  assert.match(detail, /^T \(apim\): 199,000 of 200,000 rows would be deleted, 99\.5 %; the limit/)
  assert.match(detail, /limit is 5,000,000 rows \(blastRows\) and 90 % of the table/)
  assert.equal(blast({ dead: 5_000_001, live: 80_000_000 }).passed, false)
  assert.equal(blast({ dead: 5_000_001, live: 1000 }, {}, 'codes').passed, false)
})

/**
 * Tokens by the upstream reading, which takes some however young: 1,000 old ones and 19,000 of
 * today.
 */
const upstreamMeasured = (target: 'clone' | 'production'): Measured => {
  const [database] = measured({}).databases
  const [table] = database?.tables ?? []
  const of = (name: string, rows: number, other: number) => ({ name, rows, hash: '0', other })
  const classes =
    target === 'clone'
      ? [of(dead, 20_000, 900)]
      : [of(dead, 1000, 900), of(youngDead, 19_000, 0), of(young, 5000, 0)]
  if (database === undefined || table === undefined) throw new TypeError('nothing was measured')
  return { databases: [{ ...database, tables: [{ ...table, reading: 'upstream', classes }] }] }
}

test('all rows that the upstream reading deletes count, however young, and those that the safe one keeps are reported', () => {
  const gate = blastRadius(run(), 'one', upstreamMeasured('production'))
  assert.equal(gate.passed, true)
  assert.equal(
    gate.detail,
    'T (apim): 19,100 of the rows are dead by the upstream reading only (INACTIVE, REVOKED and ' +
      'EXPIRED rows go at once, whatever their age and their refresh token; where the script for ' +
      'the engine counts periods from zero (docs/engines.md), one of zero lapses at once; on SQL ' +
      'Server no row goes while one of its periods is negative); the safe reading keeps them. ' +
      '20,000 rows would be deleted, within the limits of every table.',
  )
  const narrow = run({ limits: { ...limits, blastRows: 19_999 } })
  assert.equal(blastRadius(narrow, 'one', upstreamMeasured('production')).passed, false)
})

test('rows dead however young are no drift', () => {
  const now = upstreamMeasured('production')
  assert.equal(drift(limits, 'one', upstreamMeasured('clone'), now).passed, true)
})

test('a confirmation opens the gate and leaves the numbers on record', () => {
  const { passed, detail } = blast({ dead: 199_000, live: 1000 }, { confirmBlastRadius: true })
  assert.equal(passed, true)
  assert.match(detail, /99\.5 %.* Confirmed by the execution's input\.$/)
})

test('only a clear yes confirms', () => {
  for (const confirmBlastRadius of [false, undefined, 'yes', 1])
    assert.equal(
      blast({ dead: 199_000, live: 1000 }, { confirmBlastRadius } as unknown as Partial<Run>)
        .passed,
      false,
    )
})

test('small tables have no share', () => {
  assert.equal(blast({ dead: 9999 }).passed, true)
  assert.equal(blast({ dead: 10_000 }).passed, false)
})

test("a rule's own limits override the run's", () => {
  const own = (blastRows?: number, blastShare?: number) => ({
    rules: planned(new Date(), {
      tokens: {
        ...(blastRows !== undefined && { blastRows }),
        ...(blastShare !== undefined && { blastShare }),
      },
    }),
  })
  assert.equal(blast({ dead: 199_000, live: 1000 }, own(undefined, 1)).passed, true)
  assert.equal(blast({ dead: 100, live: 199_900 }, own(99)).passed, false)
})

test('only rules whose rows live for hours have no share by default', () => {
  assert.deepEqual(
    rules
      .filter(({ fleeting }) => fleeting !== true)
      .map(({ name }) => name)
      .filter((name) => !/^(registry|workflow|recovery|subject|app|gateway)-/.test(name)),
    ['tokens', 'refresh-tokens', 'sts-tokens', 'token-audit'],
  )
})

const moved = (then: Measured, now: Measured) => drift(limits, 'one', then, now)
const big = { dead: 100_000, live: 100_000 }

test('a drift within the limits is reported with the limit, and new rows do not count', () => {
  const { detail } = moved(measured(big), measured({ dead: 100_900, live: 99_100, young: 50_000 }))
  assert.equal(
    detail,
    'Row counts are within the allowed drift (limits.driftRows, limits.driftShare), and query ' +
      'plans and triggers are as rehearsed; rows newer than the cutoff do not count. Closest to ' +
      'its limit is T (apim): 900 dead rows more than on the clone; 1,000 are allowed.',
  )
  assert.match(
    moved(measured(big), measured(big)).detail,
    /The number of dead rows is the same as on the clone\.$/,
  )
})

test("an unchanged production passes, and so do an hour's changes by the application", () => {
  assert.equal(moved(measured(big), measured(big)).passed, true)
  assert.equal(
    moved(measured(big), measured({ dead: 101_000, live: 99_000, young: 50_000 })).passed,
    true,
  )
  assert.equal(
    moved(measured({ dead: 10, live: 20 }), measured({ dead: 110, live: 0 })).passed,
    true,
  )
})

for (const [what, now, expected] of [
  [
    'more rows died',
    { dead: 101_001, live: 98_999 },
    /T \(apim\): 101,001 rows are dead, compared with 100,000 on the clone \(1,000 may differ\)\./,
  ],
  [
    'dead rows went',
    { dead: 98_999, live: 100_000 },
    /98,999 rows are dead, compared with 100,000/,
  ],
  [
    'live rows went',
    { dead: 100_000, live: 97_999 },
    /it has 197,999 rows, compared with 200,000 on the clone \(2,000 may differ\)/,
  ],
  [
    'old rows came',
    { dead: 100_000, live: 102_001 },
    /202,001 rows are older than the cutoff, but the clone had only 200,000 in total/,
  ],
] as const)
  test(`drift: ${what}`, () => {
    const { passed, detail } = moved(measured(big), measured(now))
    assert.equal(passed, false)
    assert.match(detail, expected)
    assert.match(detail, /Nothing was deleted in production\. Find out what changed it/)
  })

test('drift: another query plan, another database', () => {
  const scan = measured(big, { steps: ['t0 ALL without index'] })
  const { detail } = moved(measured(big), scan)
  assert.match(detail, /T \(apim\): rule tokens would find and lock its rows by "t0 ALL without/)
  assert.match(detail, /ALL without index", but used "t0 range PRIMARY" on the clone/)
  assert.match(moved({ databases: [] }, measured(big)).detail, /apim was not rehearsed\./)
  const small = { dead: 10, live: 20 }
  assert.equal(
    moved(measured(small), measured(small, { steps: ['t0 ALL without index'] })).passed,
    true,
    'a small table is read in no time',
  )
})

test('drift: a table that was not on the clone', () => {
  const then = measured(big).databases.map((one) => ({ ...one, tables: [] }))
  assert.match(moved({ databases: then }, measured(big)).detail, /^T \(apim\) was not rehearsed\. /)
})

test('a table without creation times may grow', () => {
  assert.equal(
    moved(
      measured(big, { settled: false }),
      measured({ dead: 100_000, live: 200_000 }, { settled: false }),
    ).passed,
    true,
  )
})

test('all closed gates are reported at once; drift names the error, since no confirmation opens it', () => {
  const gate = (gate: Gate['gate'], passed: boolean, source = 'one'): Gate => ({
    gate,
    source,
    passed,
    detail: `because of ${gate}`,
  })
  passGates([gate('drift', true), gate('blast-radius', true), gate('window', true)])
  assert.throws(
    () =>
      passGates([
        gate('drift', true),
        gate('blast-radius', false),
        gate('blast-radius', false, 'two'),
      ]),
    {
      name: 'BlastRadius',
      message:
        'blast-radius (one): because of blast-radius\nblast-radius (two): because of blast-radius',
    },
  )
  assert.throws(() => passGates([gate('blast-radius', false), gate('drift', false)]), {
    name: 'Drift',
  })
  assert.throws(() => passGates([gate('window', false)]), { name: 'OutsideWindow' })
})

test('the gates check every table of every database, not only the first', () => {
  const among = (last: Counts, steps?: string[]): Measured => {
    const [[calm], [moving]] = [
      measured({ dead: 10, live: 20_000 }).databases,
      measured(last, steps && { steps }).databases,
    ]
    const [own] = calm?.tables ?? []
    const [other] = moving?.tables ?? []
    if (!calm || !moving || !own || !other) throw new Error('there are none')
    return {
      databases: [
        calm,
        { ...moving, database: 'shared', tables: [own, { ...other, table: 'LAST' }] },
      ],
    }
  }
  const radius = blastRadius(run(), 'one', among({ dead: 199_000, live: 1000 }))
  assert.equal(radius.passed, false)
  assert.match(radius.detail, /^LAST \(shared\): 199,000 of 200,000 rows would be deleted/)
  const moved = drift(limits, 'one', among(big), among({ dead: 102_000, live: 98_000 }))
  assert.equal(moved.passed, false)
  assert.match(moved.detail, /^LAST \(shared\): 102,000 rows are dead, compared with 100,000/)
  assert.equal(drift(limits, 'one', among(big), among(big)).passed, true)
})

test('a trigger that only the clone or only production shows closes the drift gate', () => {
  const withTriggers = (...triggers: string[]): Measured => ({
    databases: measured({ live: 10 }).databases.map((one) => ({ ...one, triggers })),
  })
  const judged = (clone: Measured, production: Measured) => drift(limits, 'one', clone, production)
  assert.equal(judged(withTriggers('t on T (a)'), withTriggers('t on T (a)')).passed, true)
  const { detail } = judged(withTriggers('t on T (a)'), withTriggers())
  assert.match(detail, /^The clone's master user sees triggers in apim that production's user does/)
  assert.match(detail, /does not: t on T \(a\)\. If they were not dropped, GRANT TRIGGER ON `a`\./)
  assert.match(
    judged(withTriggers(), withTriggers('t on T (a)')).detail,
    /^Triggers in apim were not part of the rehearsal: t on T \(a\)\./,
  )
})
