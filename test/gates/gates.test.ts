import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Measured } from '../../functions/contract/evidence.ts'
import type { Gate } from '../../functions/contract/gates.ts'
import type { Run } from '../../functions/contract/steps.ts'
import { blastRadius } from '../../functions/gates/blast-radius.ts'
import { drift } from '../../functions/gates/drift.ts'
import { passGates } from '../../functions/gates/gates.ts'
import { dead, young, youngDead } from '../../functions/measure/row-classes.ts'
import { rules } from '../../functions/rules/rules.ts'
import { planned } from '../purge/planned.ts'
import { limits, type Counts, measured } from './measured-counts.ts'

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

const big = { dead: 100_000, live: 100_000 }

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
