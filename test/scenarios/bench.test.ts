import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { z } from 'zod'
import { drydockArchiving, plainDelete } from '../../bench/contenders.ts'
import { percentiles } from '../../bench/percentiles.ts'
import { contendersSchema, growthSchema } from '../../bench/report.ts'
import { ratios } from '../../bench/result.ts'
import { openScratch } from '../../local/scratch.ts'
import { runProgram } from '../../local/server/run-program.ts'

const out = join(openScratch().folder, 'bench')
after(() => openScratch().close())

async function bench(name: string, ...words: string[]): Promise<unknown> {
  const { code, output, errors } = await runProgram(
    { file: process.execPath, arguments: ['bench/bench.ts'], environment: {} },
    ['--engine', 'mariadb', '--out', out, ...words],
    { directory: join(import.meta.dirname, '../..') },
  )
  assert.equal(code, 0, errors + output)
  assert.match(output, /^\| /m)
  assert.match(await readFile(join(out, `${name}.svg`), 'utf8'), /^<svg/)
  return JSON.parse(await readFile(join(out, `${name}.json`), 'utf8'))
}

test('nearest ranks', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at)
  assert.deepEqual(percentiles(hundred), { p50: 50, p95: 95, p99: 99, p999: 100, max: 100 })
})

test('contenders leave exactly the living rows, with and without a load, and a replica follows', async () => {
  const json = await bench(
    'mariadb',
    '--rows',
    '5000',
    '--load',
    '50',
    '--warm-up',
    '0.5',
    '--idle',
    '2',
    '--replica',
    '--only',
    'with the archive',
  )
  const { everyRound } = contendersSchema.parse(json)
  const of = (contender: string, loaded: boolean) => {
    const found = everyRound.find(
      (result) => result.contender === contender && result.load > 0 === loaded,
    )
    assert.ok(found, contender)
    return found
  }
  assert.equal(everyRound.length, 4)
  for (const result of everyRound) {
    assert.deepEqual(result.faults, [], result.contender)
    assert.ok(
      (result.peakBytes ?? 0) > 30e6 &&
        result.redoBytes > 0 &&
        result.binlogBytes > 100_000 &&
        result.lag !== null,
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

test('growth: measure, purge with the archive and verify in one process', async () => {
  const { results } = growthSchema.parse(await bench('growth-mariadb', '--growth', '5000'))
  assert.deepEqual(
    results.map(({ rows }) => rows),
    [5000],
  )
  for (const { faults, phases, archiveBytes } of results)
    assert.ok(faults.length === 0 && phases?.measure && phases.verify && archiveBytes > 0)
})
