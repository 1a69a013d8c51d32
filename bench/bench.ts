import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { controlName } from '../functions/contract/control.ts'
import { startCloud } from '../local/cloud/start-cloud.ts'
import { openScratch } from '../local/scratch.ts'
import { findSoftware } from '../local/server/find-software.ts'
import { ServerError } from '../local/server/server-error.ts'
import type { ServerSoftware } from '../local/server/server-software.ts'
import { environment } from './as-deployed.ts'
import { buildDatabase, type Say } from './build-database.ts'
import { compare } from './compare.ts'
import { archiverNames, contenders, growing, plainDelete } from './contenders.ts'
import { benchEngine } from './engines.ts'
import { grow } from './growth.ts'
import { checkDisk, describeMachine, folderBytes } from './machine.ts'
import type { Ground } from './measure.ts'
import { growthSizes, readOptions, type Options } from './options.ts'
import { reportContenders, reportGrowth } from './report.ts'
import { putLatencies } from './s3-latency.ts'
import { poolFor } from './pool.ts'
import { procedureOf } from './procedure.ts'
import { refusal } from './refusal.ts'
import { wordsOf } from './words.ts'
import { writeDocs, writeResults } from './write-results.ts'

let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (interrupted = true))
const say: Say = (line) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`)

const buckets = () => join(openScratch().folder, 'buckets')

const code = await main(readOptions()).catch((error: unknown) => {
  // The servers are being stopped meanwhile; closing the scratch folder ends the process.
  if (interrupted) return new Promise<never>(() => undefined)
  console.error(error instanceof ServerError ? `${error.name}: ${error.message}` : error)
  return 1
})
await openScratch().close()
process.exit(code)

async function main(options: Options): Promise<number> {
  const machine = describeMachine()
  const now = Date.now()
  const software = await findSoftware(options.engine, say)
  const build = (rows: number) => buildGround(software, rows, options, now)
  const wanted = (name: string) =>
    options.only === undefined || options.only.split(',').some((part) => name.includes(part))
  const engine = await benchEngine(options.engine)
  const archiver =
    options.growth === undefined && archiverNames.some(wanted)
      ? ((await engine.findArchiver?.(say)) ?? null)
      : null
  if (engine.findArchiver === null) say('pt-archiver is left out: it purges MySQL and MariaDB only')
  // Drydock's archive goes where `npm start` keeps it: through the SDK to a local S3.
  const cloud = await startCloud(openScratch().folder, buckets())
  cloud.parameters.set(controlName(environment), '{"stop": false}')
  const latency = putLatencies(1)
  cloud.watch(async (action) => {
    if (action === 'PutObject') await sleep(latency())
  })
  const all = contenders({
    engine,
    archiver,
    procedure: procedureOf(options, engine),
    batches: options.batches ?? [],
    start: now,
    cloud: cloud.environment,
  })
  const refused = refusal(
    options,
    engine,
    all.map(({ name }) => name),
  )
  if (refused !== null) {
    console.error(refused)
    return 2
  }
  const circumstances = {
    machine,
    engine: software.engine,
    version: software.version,
    options,
    startedAt: new Date(now).toISOString(),
  }

  let findings
  if (options.growth !== undefined) {
    findings = reportGrowth({
      ...circumstances,
      results: await grow(
        options.growth === true ? growthSizes : options.growth,
        build,
        growing(now, cloud.environment),
        say,
      ),
    })
  } else {
    const ground = await build(options.rows)
    const chosen = all.filter(({ name }) => name === plainDelete || wanted(name))
    findings = reportContenders({
      ...circumstances,
      pool: ground.pool,
      databaseBytes: ground.bytes,
      everyRound: [...(await compare(ground, chosen, options))],
    })
  }
  console.log(`\n${findings.markdown}\n`)
  await writeResults(findings, resolve(options.out))
  if (options.docs === true) await writeDocs(findings)
  say(`written to ${options.out}/${findings.name}.json, .md and .svg`)
  await cloud.close()
  return 0
}

async function buildGround(
  software: ServerSoftware,
  rows: number,
  options: Options,
  now: number,
): Promise<Ground & { readonly bytes: number }> {
  const { dead, replica, pool = poolFor(rows) } = options
  const needed = await checkDisk(rows)
  say(
    `building ${rows.toLocaleString('en-US')} tokens on ${software.engine} ` +
      `${software.version}; up to ${(needed / 1e9).toFixed(1)} GB of disk in ` +
      `${openScratch().folder}`,
  )
  const copies = options.growth === undefined ? 1 : Math.ceil(rows / 100_000)
  const shape = { rows: Math.floor(rows / copies), dead, now, copies }
  const built = await buildDatabase(software, shape, pool, say)
  const bytes = await folderBytes(join(built, (await benchEngine(software.engine)).databaseFolder))
  say(
    `  the database is ${(bytes / 1e9).toFixed(2)} GB, the ${wordsOf(software.engine).pool} ` +
      `${(pool / 1e9).toFixed(2)} GB`,
  )
  return {
    software,
    shape,
    built,
    last: options.growth !== undefined,
    pool,
    say,
    buckets: buckets(),
    replica: replica === true,
    bytes,
  }
}
