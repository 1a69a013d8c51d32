import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openScratch } from '../../local/scratch.ts'
import { readOptions } from './options.ts'
import { startProduction } from './production.ts'
import { weeklyRun, type RunFigures } from './run.ts'
import type { Space } from './space.ts'
import { aWeekOfWork, random } from './week.ts'

const week = 7 * 86_400_000
const { runs, seed, tokens, engine, out } = readOptions()
const say = (line: string) => console.log(line)
say(`soak: ${runs} runs on ${engine}, seed ${seed} (repeat it with --seed ${seed})`)
await mkdir(resolve(out), { recursive: true })
process.env.DRYDOCK_LOG = join(resolve(out), 'soak.log')
await rm(process.env.DRYDOCK_LOG, { force: true })

const draw = random(seed)
const start = Date.parse('2026-01-04T02:00:00Z')
const production = await startProduction(engine, tokens, new Date(start), say)
const figures: (RunFigures & Space & { readonly heapMegabytes: number })[] = []
for (let number = 0; number < runs; number += 1) {
  const now = new Date(start + number * week)
  if (number > 0) {
    const store = await production.open()
    await aWeekOfWork(store, now.getTime(), tokens / 2, draw)
    await store.close()
  }
  const one = await weeklyRun(production, number + 1, now, draw)
  const space = await production.space()
  const heapMegabytes = Math.round(process.memoryUsage().heapUsed / 1e6)
  const weekly = { ...one, ...space, heapMegabytes }
  figures.push(weekly)
  say(
    `${one.run} ${one.seconds} s ${one.outcome}: ${one.deadBefore} dead before, ` +
      `${one.deadAfter} after, ` +
      `${one.rows} rows, ${space.megabytes} MB` +
      (space.deadTuples === null ? '' : `, ${space.deadTuples} dead tuples`) +
      `, heap ${heapMegabytes} MB; client ${one.issued} issued, ` +
      `${one.refreshed} refreshed, p99 ${one.p99} ms` +
      (one.struckBy.length > 0 ? `; ${one.struckBy.join('; ')}` : ''),
  )
  for (const fault of one.wrong) say(`  WRONG: ${fault}`)
  await writeFile(
    join(resolve(out), 'soak.json'),
    JSON.stringify({ seed, engine, figures }, null, 1),
  )
}
const wrong = figures.filter((one) => one.wrong.length > 0)
const green = figures.filter(({ outcome }) => outcome === 'succeeded').length
say(
  `${runs} runs, seed ${seed}: ${green} succeeded, ${runs - green} ended in an error, ` +
    `${wrong.length} of all were not told or not done right`,
)
await openScratch().close()
process.exit(wrong.length === 0 ? 0 : 1)
