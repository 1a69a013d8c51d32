import { quantity } from '../functions/contract/quantity.ts'
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { controlName } from '../functions/contract/control.ts'
import { messageOf } from '../functions/report/message-of.ts'
import { reportSchema } from '../functions/report/schema.ts'
import { watchNotes, watchRanges } from '../functions/jobs/watch-ranges.ts'
import { applicationPort } from './application-port.ts'
import { startClient } from './client/start-client.ts'
import { startCloud } from './cloud/start-cloud.ts'
import { Display } from './display.ts'
import { suitedTo } from './dump/suited-server.ts'
import { localEngine } from './engines/engines.ts'
import { laptop, workflowFor } from './laptop.ts'
import { readOptions, type Options } from './options.ts'
import { runExecution } from './run-execution.ts'
import { openScratch } from './scratch.ts'
import {
  compareDatabases,
  estimatedRows,
  loadProduction,
  seedProduction,
} from './seeded-databases.ts'
import { ServerError } from './server/server-error.ts'
import { findSoftware } from './server/find-software.ts'
import { summary } from './summary.ts'
import { systemTrouble } from './system-trouble.ts'
import { prepareSmoke, smokeSettingsFor } from './smoke.ts'

let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (interrupted = true))

const failures = await main(readOptions()).catch((error: unknown) => {
  // The servers are being stopped meanwhile; closing the scratch folder ends the process.
  if (interrupted) return new Promise<never>(() => undefined)
  const said =
    error instanceof ServerError ? `${error.name}: ${error.message}` : systemTrouble(error)
  if (said === null) throw error
  console.error(said)
  return 2
})
await openScratch().close()
process.exit(failures)

/**
 * @returns the exit code: 0 only if the execution succeeded and production's rows are as expected.
 */
async function main({
  tokens,
  schema,
  mode,
  engine: wanted,
  settings: typed,
  smoke,
  confirmBlastRadius = false,
  now = new Date(),
  out,
  fail,
  chaos,
  seed,
  keep,
  dump,
  written,
}: Options): Promise<number> {
  const display = new Display(process.stdout)
  const say = (line: string) => display.say(line)
  if (smoke !== undefined && dump !== undefined) {
    console.error(
      '--smoke needs a token from before the cleanup, which only the seed knows: omit --dump.',
    )
    return 2
  }
  const settings =
    smoke === undefined
      ? typed
      : { ...typed, smokeTest: smokeSettingsFor(await applicationPort(), now) }
  const { taskSteps } = workflowFor(mode, settings)
  if (fail !== undefined && !(fail in taskSteps)) {
    console.error(
      `There is no state "${fail}" to fail; expected one of ${Object.keys(taskSteps).join(', ')}.`,
    )
    return 2
  }
  const outFolder = resolve(out)
  await mkdir(outFolder, { recursive: true })
  // No file of an earlier run may be mistaken for this one's.
  for (const name of ['drydock.log', 'report.json', 'report.html', 'archive'])
    await rm(join(outFolder, name), { recursive: true, force: true })
  process.env.DRYDOCK_LOG = join(outFolder, 'drydock.log')
  await writeFile(process.env.DRYDOCK_LOG, '')
  const scratch = openScratch()

  const { engine, names, settings: suited } = await suitedTo(dump, wanted, say)
  const [its, software] = [await localEngine(engine), await findSoftware(engine, say)]
  say(`starting production (${software.engine} ${software.version})`)
  const dataDirectory = join(scratch.folder, 'production')
  await software.initialize(dataDirectory, names)
  const production = await software.start({
    dataDirectory,
    settings: { ...its.quick, ...suited },
  })
  const databases =
    dump === undefined
      ? await seedProduction(production, { schema, tokens, now }, say)
      : await loadProduction(production, dump, say)
  const workflow = workflowFor(
    mode,
    settings,
    databases.map(({ name }) => name),
    // The seed writes UTC; only a dump's owner knows its zone.
    dump === undefined ? 'UTC' : written,
  )

  const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
  scratch.onCleanup(() => cloud.close())
  Object.assign(process.env, cloud.environment)
  cloud.rds.addInstance('production', production)
  cloud.parameters.set(controlName(laptop.name), '{"stop": false}')
  cloud.metrics.set('production', 'FreeStorageSpace', 80 * 2 ** 30)
  cloud.secrets.add('production', {
    username: production.rootUser,
    password: production.rootPassword,
  })

  if (smoke !== undefined && databases[0]?.truth) prepareSmoke(cloud, databases[0].truth, smoke)

  cloud.onMessage(({ subject, message }) => {
    if (/ approve until /.test(subject))
      console.log(
        `\n${subject}\n\n${message}\nOn this computer, first run: export ${Object.entries(
          cloud.environment,
        )
          .map(([name, value]) => `${name}=${value}`)
          .join(' ')}\n`,
      )
  })

  const began = performance.now()
  // The user's own data gets no made-up tokens: the client runs only with the seed.
  const [{ truth } = { truth: null }] = databases
  const client =
    truth &&
    (await startClient({
      engine: production.engine,
      host: production.host,
      port: production.port,
      user: production.rootUser,
      password: production.rootPassword,
      database: 'apim_db',
      now: () => new Date(now.getTime() + performance.now() - began),
      perSecond: 20,
      truth,
    }))
  const runId = `laptop-${Date.now()}`
  display.expect(await estimatedRows(production, databases))
  if (chaos !== undefined) {
    const drawn = seed ?? Date.now() % 1_000_000
    cloud.beUnwell({ share: chaos, seed: drawn })
    say(`${chaos * 100} % of all AWS calls go wrong; to repeat: --seed ${drawn}`)
  }
  let productionPurged = false
  const unwatch = watchRanges((range) => {
    display.range(range)
    productionPurged ||= range.target === 'production' && 'deleted' in range
  })
  const unwatchNotes = watchNotes((note) => display.note(note))
  const error = await runExecution(workflow, {
    name: runId,
    startTime: now,
    input: { mode, confirmBlastRadius },
    fail,
    answerTo: cloud.answerTo,
    executions: cloud.executions,
    onState: (state) => display.begin(state, workflow.taskSteps[state]),
    onFailure: (state, error) => display.say(`${state} failed: ${error}`),
  }).finally(() => (unwatch(), unwatchNotes(), display.end()))
  const answered = await client?.stop()

  const copied: string[] = []
  for (const file of ['report.json', 'report.html'])
    await copyFile(
      join(scratch.folder, 'buckets/evidence/runs', runId, file),
      join(outFolder, file),
    ).then(
      () => copied.push(file),
      () => say(`no ${file}: the report itself failed`),
    )
  await cp(join(scratch.folder, 'buckets/evidence/archive'), join(outFolder, 'archive'), {
    recursive: true,
  }).catch(() => undefined)
  // Tells an undo which files' rows were deleted.
  for (const name of ['production'])
    await copyFile(
      join(scratch.folder, 'buckets/evidence/runs', runId, name, 'purge-production.json'),
      join(outFolder, 'archive', runId, name, 'account.json'),
    ).catch(() => undefined)
  const expected = mode === 'purge' && error === null ? 'purged' : 'as before'
  // If a purge failed midway, a dead row may or may not be deleted.
  const midway = mode === 'purge' && error !== null && productionPurged
  const compared =
    answered && !midway
      ? await compareDatabases(production, databases, answered.touchedSeedTokens, expected)
      : null
  const clones = [...cloud.rds.instances.keys()].filter((id) => id !== 'production')

  if (error === null) {
    if (copied.includes('report.json'))
      console.table(
        summary(
          reportSchema.parse(JSON.parse(await readFile(join(outFolder, 'report.json'), 'utf8'))),
        ),
      )
  } else console.error(`failed: ${error.name}: ${messageOf(error.message)}`)
  if (answered)
    say(
      `meanwhile a client issued ${answered.issued} and refreshed ` +
        `${quantity(answered.refreshed, 'token')}: ${answered.lost.length} lost, p99 ` +
        `${answered.latency.p99.toFixed(0)} ms`,
    )
  for (const line of compared?.lines ?? []) say(line)
  if (clones.length > 0) say(`left behind: ${clones.join(', ')}`)
  say(`${error === null ? 'succeeded' : 'failed'}; report in ${join(out, 'report.html')}`)
  if (keep === true) {
    say(
      `production runs until Ctrl-C on 127.0.0.1:${production.port}: ` +
        its.clientCommand(production, 'apim_db'),
    )
    say(
      `to put the deleted rows back: npm run undo -- --archive ${join(out, 'archive')} ` +
        `--connection ${production.clientOptions} --engine ${engine}`,
    )
    await new Promise<never>(() => setInterval(() => undefined, 60_000))
  }
  return error === null &&
    (compared?.right ?? true) &&
    (answered?.lost.length ?? 0) === 0 &&
    clones.length === 0
    ? 0
    : 1
}
