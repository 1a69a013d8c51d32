import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { z } from 'zod'
import { drydockArchiving, plainDelete } from '../../bench/contenders.ts'
import { percentiles } from '../../bench/percentiles.ts'
import { contendersSchema, growthSchema } from '../../bench/report.ts'
import { putLatencies } from '../../bench/s3-latency.ts'
import { ratios } from '../../bench/result.ts'
import { openScratch } from '../../local/scratch.ts'
import { runProgram } from '../../local/server/run-program.ts'

const out = join(openScratch().folder, 'bench')
after(() => openScratch().close())

const run = (engine: string, words: readonly string[]) =>
  runProgram(
    { file: process.execPath, arguments: ['bench/bench.ts'], environment: {} },
    ['--engine', engine, '--out', out, ...words],
    { directory: join(import.meta.dirname, '../..') },
  )

async function bench(engine: string, name: string, ...words: string[]): Promise<unknown> {
  const { code, output, errors } = await run(engine, words)
  assert.equal(code, 0, errors + output)
  assert.match(output, /^\| /m)
  assert.match(await readFile(join(out, `${name}.svg`), 'utf8'), /^<svg/)
  return JSON.parse(await readFile(join(out, `${name}.json`), 'utf8'))
}

test('nearest ranks', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
  assert.deepEqual(percentiles(hundred), { p50: 50, p95: 95, p99: 99, p999: 100, max: 100 })
})

test('a PUT to S3 takes as long as is stated, and the same for the same seed', () => {
  const latency = putLatencies(1)
  const { p50, p99 } = percentiles(Array.from({ length: 20_000 }, latency))
  assert.ok(Math.abs(p50 - 40) < 2 && Math.abs(p99 - 200) < 15, `${p50} and ${p99}`)
  assert.equal(putLatencies(7)(), putLatencies(7)())
})

for (const engine of ['mariadb', 'postgres'])
  test(`${engine}: contenders leave exactly the living rows, with and without a load, and a replica follows where one is started`, async () => {
    const replica = engine === 'mariadb'
    const json = await bench(
      engine,
      engine,
      ...['--rows', '5000', '--load', '50', '--warm-up', '0.5', '--idle', '2'],
      ...['--only', 'with the archive,as deployed,procedure', ...(replica ? ['--replica'] : [])],
    )
    const { everyRound } = contendersSchema.parse(json)
    const of = (contender: string, loaded: boolean) => {
      const found = everyRound.find(
        (result) => result.contender === contender && result.load > 0 === loaded,
      )
      assert.ok(found, contender)
      return found
    }
    assert.equal(everyRound.length, 8)
    for (const result of everyRound) {
      assert.deepEqual(result.faults, [], result.contender)
      assert.ok(
        (result.peakBytes ?? 0) > 30e6 &&
          result.redoBytes > 0 &&
          (result.serverSeconds ?? 1) > 0 &&
          (replica ? (result.binlogBytes ?? 0) > 100_000 : result.binlogBytes === null) &&
          (result.lag !== null) === replica,
        result.contender,
      )
    }
    assert.ok(of(drydockArchiving, false).archiveBytes > 100_000)
    assert.equal(of(plainDelete, false).archiveBytes, 0)
    assert.equal(ratios(of(plainDelete, false), everyRound)?.rate, 1)
    const { idle, during } = of(drydockArchiving, true)
    assert.equal((idle?.errors ?? 1) + (during?.errors ?? 1), 0)
    // How many of the hundred that are due are sent depends on what else runs here; that they are,
    // does not.
    assert.ok((idle?.requests ?? 0) > 10, `${idle?.requests} requests`)
    z.array(z.object({ met: z.boolean().nullable() }))
      .nonempty()
      .parse(z.object({ bars: z.unknown() }).parse(json).bars)
  })

test('what an engine has no competitor or replica for is refused before anything is built', async () => {
  for (const [engine, words, why] of [
    [
      'postgres',
      ['--only', 'limit 1000'],
      /pt-archiver purges MySQL and MariaDB only.*: one DELETE/,
    ],
    ['postgres', ['--replica'], /--replica starts replicas of MySQL and MariaDB only/],
    ['mariadb', ['--only', 'share 1,truncate'], /--only names "truncate".*: one DELETE/],
  ] as const) {
    const { code, output, errors } = await run(engine, words)
    assert.equal(code, 2, output)
    assert.match(errors, why)
    assert.doesNotMatch(output, /building/)
  }
})

for (const engine of ['mariadb', 'postgres'])
  test(`${engine}: growth measures, purges with the archive and verifies in one process`, async () => {
    const { results } = growthSchema.parse(
      await bench(engine, `growth-${engine}`, '--growth', '5000'),
    )
    assert.deepEqual(
      results.map(({ rows }) => rows),
      [5000],
    )
    for (const { faults, phases, archiveBytes } of results)
      assert.ok(faults.length === 0 && phases?.measure && phases.verify && archiveBytes > 0)
  })
