import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { stackName } from '../functions/contract/outputs.ts'
import { quantity } from '../functions/contract/quantity.ts'
import { watchNotes, watchRanges } from '../functions/jobs/watch-ranges.ts'
import { messageOf } from '../functions/report/message-of.ts'
import { reportSchema } from '../functions/report/schema.ts'
import type { Step } from '../infra/steps.ts'
import { applicationPort } from './application-port.ts'
import { startClient, type ClientReport, type TokenClient } from './client/start-client.ts'
import { cloudAround } from './cloud-around.ts'
import type { Cloud } from './cloud/start-cloud.ts'
import { Display } from './display.ts'
import { deployment, environmentFor, laptop, workflowFor } from './laptop.ts'
import { serveMachines, sweepAfterRuns } from './machines.ts'
import { readOptions, type Options } from './options.ts'
import { keepFiles, prepareFolder, reportFiles, tellCloud } from './out-folder.ts'
import { openScratch } from './scratch.ts'
import type { TokenTruth } from './seed/token-truth.ts'
import { compareDatabases, estimatedRows } from './seeded-databases.ts'
import { ServerError } from './server/server-error.ts'
import type { DatabaseServer } from './server/server-software.ts'
import { prepareSmoke, smokeSettingsFor } from './smoke.ts'
import { startProduction, type Production } from './start-production.ts'
import { summary } from './summary.ts'
import { systemTrouble } from './system-trouble.ts'

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

/** @returns the exit code: 0 only if the execution succeeded and production's rows are right. */
async function main(options: Options): Promise<number> {
  const { mode, dump, smoke, fail, now = new Date() } = options
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
      ? options.settings
      : { ...options.settings, smokeTest: smokeSettingsFor(await applicationPort(), now) }
  const { taskSteps } = workflowFor(mode, settings)
  if (fail !== undefined && !(fail in taskSteps)) {
    console.error(
      `There is no state "${fail}" to fail; expected one of ${Object.keys(taskSteps).join(', ')}.`,
    )
    return 2
  }
  const outFolder = resolve(options.out)
  await prepareFolder(outFolder)
  const scratch = openScratch()
  const production = await startProduction(scratch.folder, { ...options, now }, say)
  const { server, databases } = production
  const environment = environmentFor(
    mode,
    settings,
    databases,
    // The seed writes UTC; only a dump's owner knows its zone.
    dump === undefined ? 'UTC' : options.written,
  )
  const cloud = await cloudAround(server, scratch)
  const truth = databases[0]?.truth ?? null
  if (smoke !== undefined && truth) prepareSmoke(cloud, truth, smoke)
  // The user's own data gets no made-up tokens: the client runs only with the seed.
  const client = truth && (await clientOf(server, truth, now))
  const runId = `laptop-${Date.now()}`
  display.expect(await estimatedRows(server, databases))
  if (options.chaos !== undefined) {
    const seed = options.seed ?? Date.now() % 1_000_000
    cloud.beUnwell({ share: options.chaos, seed })
    say(`${options.chaos * 100} % of all AWS calls go wrong; to repeat: --seed ${seed}`)
  }
  const own: OwnRun = { display, runId, taskSteps, fail }
  serveMachines(cloud, { environment, deployment, ofRun: (name) => watchedBy(own, name) })
  await tellCloud(cloud.environment, laptop.name, outFolder, scratch)
  const { error, productionPurged } = await execute(options, cloud, own, now)
  const answered = await client?.stop()
  const copied = await keepFiles(join(scratch.folder, 'buckets/evidence'), runId, outFolder)
  for (const file of reportFiles.filter((one) => !copied.includes(one)))
    say(`no ${file}: the report itself failed`)

  // If a purge failed midway, a dead row may or may not be deleted.
  const midway = mode === 'purge' && error !== null && productionPurged
  const expected = mode === 'purge' && error === null ? 'purged' : 'as before'
  const compared =
    answered && !midway
      ? await compareDatabases(server, databases, answered.touchedSeedTokens, expected)
      : null
  const clones = [...cloud.rds.instances.keys()].filter((id) => id !== 'production')
  if (error !== null) console.error(`failed: ${error.name}: ${messageOf(error.message)}`)
  else if (copied.includes('report.json')) console.table(await summaryOf(outFolder))
  if (answered) say(meanwhile(answered))
  for (const line of compared?.lines ?? []) say(line)
  if (clones.length > 0) say(`left behind: ${clones.join(', ')}`)
  say(`${error === null ? 'succeeded' : 'failed'}; report in ${join(options.out, 'report.html')}`)
  if (options.keep === true) {
    sweepAfterRuns(cloud, laptop.name, () => display.end())
    await untilInterrupted(production, options.out, say)
  }
  const right =
    error === null &&
    (compared?.right ?? true) &&
    (answered?.lost.length ?? 0) === 0 &&
    clones.length === 0
  return right ? 0 : 1
}

/** The run that this command starts. */
interface OwnRun {
  readonly display: Display
  readonly runId: string
  readonly taskSteps: Readonly<Record<string, Step>>
  /** Its state that is made to fail. */
  readonly fail: string | undefined
}

/** How a run is shown, also one that somebody else starts meanwhile. */
function watchedBy({ display, runId, taskSteps, fail }: OwnRun, name: string) {
  return {
    ...(name === runId && { fail }),
    onState: (state: string) => display.begin(state, taskSteps[state]),
    onFailure: (state: string, failure: string) => display.say(`${state} failed: ${failure}`),
  }
}

/** Runs the workflow, and shows how far it is. */
async function execute(
  { mode, confirmBlastRadius = false }: Options,
  cloud: Cloud,
  { display, runId }: OwnRun,
  now: Date,
): Promise<{ error: { name: string; message: string } | null; productionPurged: boolean }> {
  let productionPurged = false
  const unwatch = watchRanges((range) => {
    display.range(range)
    productionPurged ||= range.target === 'production' && 'deleted' in range
  })
  const unwatchNotes = watchNotes((note) => display.note(note))
  const runs = stackName(laptop.name)
  try {
    const error = await cloud.stepFunctions
      .begin(runs, runId, { mode, confirmBlastRadius }, now)
      .then(
        () => null,
        ({ name, message }: Error) => ({ name, message }),
      )
    return { error, productionPurged }
  } finally {
    unwatch()
    unwatchNotes()
    display.end()
  }
}

/** A client that sends 20 requests a second, on a clock that starts at the run's. */
function clientOf(server: DatabaseServer, truth: TokenTruth, now: Date): Promise<TokenClient> {
  const began = performance.now()
  return startClient({
    engine: server.engine,
    host: server.host,
    port: server.port,
    user: server.rootUser,
    password: server.rootPassword,
    database: 'apim_db',
    now: () => new Date(now.getTime() + performance.now() - began),
    perSecond: 20,
    truth,
  })
}

function meanwhile({ issued, refreshed, lost, latency }: ClientReport): string {
  return (
    `meanwhile a client issued ${issued} and refreshed ${quantity(refreshed, 'token')}: ` +
    `${lost.length} lost, p99 ${latency.p99.toFixed(0)} ms`
  )
}

async function summaryOf(folder: string) {
  const report = await readFile(join(folder, 'report.json'), 'utf8')
  return summary(reportSchema.parse(JSON.parse(report)))
}

/** Says how to connect and how to put rows back, and waits for Ctrl-C. */
async function untilInterrupted(
  { server, engine }: Production,
  out: string,
  say: (line: string) => void,
): Promise<never> {
  say(
    `production runs until Ctrl-C on 127.0.0.1:${server.port}: ` +
      engine.clientCommand(server, 'apim_db'),
  )
  say(
    `to put the deleted rows back: npm run undo -- --archive ${join(out, 'archive')} ` +
      `--connection ${server.clientOptions} --engine ${server.engine}`,
  )
  const folder = out === 'out' ? '' : ` --out ${out}`
  say(`to look at it, and to start more runs, as an operator: npx drydock status --local${folder}`)
  return new Promise<never>(() => setInterval(() => undefined, 60_000))
}
