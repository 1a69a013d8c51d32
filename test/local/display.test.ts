import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { mock, test } from 'node:test'
import pino from 'pino'
import { tellRanges, watchRanges, type RangeOn } from '../../functions/jobs/watch-ranges.ts'
import { Display } from '../../local/display.ts'
import { Progress } from '../../local/progress.ts'

const tokens = { database: 'apim_db', rule: 'tokens', table: 'TOKENS' } as const
const others = { database: 'apim_db', rule: '', table: 'OTHERS' } as const

test('a run is displayed state by state, with estimates from earlier measurements', () => {
  const progress = new Progress(
    new Map([
      ['apim_db.TOKENS', 900],
      ['apim_db.OTHERS', 90],
    ]),
  )
  const at = (
    state: string,
    step: 'measureRows' | 'purgeRows' | 'verifyRows' | 'restoreClone',
    ...ranges: RangeOn[]
  ) => {
    progress.begin(state, step, 1000)
    for (const one of ranges) progress.add(one)
    return progress.line(3000)
  }
  assert.equal(at('RestoreClone', 'restoreClone'), 'RestoreClone  2 s')
  assert.equal(progress.line(84_000), 'RestoreClone  1 min 23 s')
  assert.equal(progress.line(7_500_000), 'RestoreClone  2 h 4 min')
  assert.equal(
    at('MeasureClone', 'measureRows', { ...tokens, target: 'clone', read: 495, dead: 300 }),
    'MeasureClone  TOKENS  495 of 990 rows  248 rows/s  2 s left',
  )
  // There are more than the statistics said: nothing is made up any more.
  for (const [step, read, dead] of [
    [tokens, 705, 500],
    [others, 100, 0],
  ] as const)
    progress.add({ ...step, target: 'clone', read, dead })
  assert.equal(progress.line(3000), 'MeasureClone  OTHERS  1,300 rows  650 rows/s')
  assert.equal(progress.summary(3000), 'MeasureClone  1,300 rows in 2 s')
  assert.equal(
    at('PurgeClone', 'purgeRows', { ...tokens, target: 'clone', deleted: 200 }),
    'PurgeClone  TOKENS  200 of 800 rows  100 rows/s  6 s left',
  )
  assert.equal(
    at('VerifyClone', 'verifyRows', { ...others, target: 'clone', read: 100, dead: 0 }),
    'VerifyClone  OTHERS  100 of 500 rows  50 rows/s  8 s left',
  )
  // On production the purge's own tables are read alone.
  assert.equal(
    at('MeasureProduction', 'measureRows', { ...tokens, target: 'production', read: 600, dead: 1 }),
    'MeasureProduction  TOKENS  600 of 1,200 rows  300 rows/s  2 s left',
  )
  assert.equal(
    at('PurgeProduction', 'purgeRows', { ...tokens, target: 'production', deleted: 0 }),
    'PurgeProduction  TOKENS  0 of 1 row  0 rows/s',
  )
})

test('without a measured clone nothing is due on production', () => {
  const progress = new Progress(new Map([['apim_db.TOKENS', 900]]))
  progress.begin('CountRows', 'measureRows', 0)
  progress.add({ ...tokens, target: 'production', read: 10, dead: 1 })
  assert.equal(progress.line(1000), 'CountRows  TOKENS  10 rows  10 rows/s')
})

test('what handlers tell reaches who watches in this process, as long as he does', () => {
  const seen: RangeOn[] = []
  const unwatch = watchRanges((range) => seen.push(range))
  const tell = tellRanges(pino({ level: 'silent' }), 'clone', 'apim_db')
  tell({ rule: 'tokens', table: 'TOKENS', deleted: 3 })
  unwatch()
  tell({ rule: 'tokens', table: 'TOKENS', deleted: 4 })
  assert.deepEqual(seen, [{ ...tokens, target: 'clone', deleted: 3 }])
})

for (const [where, isTTY, columns] of [
  ['a terminal', true, 120],
  ['a pipe', false, 120],
  ['a terminal without columns', true, 0],
] as const) {
  const moves = isTTY && columns > 0
  test(`on ${where} a state shows ${moves ? 'in a line that moves' : 'in plain lines, one each ten seconds'}`, () => {
    mock.timers.enable({ apis: ['setInterval'] })
    process.env.TERM = 'xterm'
    try {
      const stream = Object.assign(new PassThrough(), { isTTY, columns, rows: 40 })
      let now = 0
      const display = new Display(stream, () => now)
      const wait = (milliseconds: number): void => {
        for (const end = now + milliseconds; now < end; now += 100) mock.timers.tick(100)
      }
      display.begin('PurgeClone', 'purgeRows')
      display.range({ ...tokens, target: 'clone', deleted: 5 })
      wait(25_000)
      display.say('something else')
      display.end()
      wait(25_000)
      display.say('over')
      const written = String(stream.read() ?? '')
      if (moves) {
        assert.ok(written.split('5 rows').length > 10, written)
        assert.match(written, /something else\n[^]*PurgeClone {2}5 rows in 25 s\n[^]*over\n$/)
      } else {
        assert.deepEqual(
          written
            .split('\n')
            .map((line) => line.replace(/^[\d:]{8} {2}/, '').replace(/\d+ rows\/s/, 'n rows/s')),
          [
            'PurgeClone',
            'PurgeClone  TOKENS  5 rows  n rows/s',
            'PurgeClone  TOKENS  5 rows  n rows/s',
            'something else',
            'over',
            '',
          ],
        )
      }
    } finally {
      mock.timers.reset()
    }
  })
}

test('each retry is displayed, and a pause once for each reason', () => {
  const stream = Object.assign(new PassThrough(), { isTTY: false })
  const display = new Display(stream)
  const note = (what: 'pause' | 'retry', seconds: number, reason: string) =>
    display.note({ at: '', what, seconds, reasons: [reason] })
  note('pause', 5, 'cpu')
  note('pause', 10, 'cpu')
  note('retry', 37, 'connection lost: gone')
  note('retry', 2, 'connection lost: gone')
  assert.deepEqual(
    String(stream.read())
      .split('\n')
      .map((line) => line.slice(10)),
    [
      'pause: cpu',
      'retried after 37 s: connection lost: gone',
      'retried after 2 s: connection lost: gone',
      '',
    ],
  )
})

test('a stream that breaks is no trouble', () => {
  const stream = Object.assign(new PassThrough(), { isTTY: true })
  stream.write = () => {
    throw new Error('the terminal is gone')
  }
  const display = new Display(stream)
  display.begin('PurgeClone', 'purgeRows')
  display.say('hello')
  display.end()
  stream.emit('error', new Error('EPIPE'))
})
