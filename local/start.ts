import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { messageOf } from '../functions/report/message-of.ts'
import { belowRows } from '../functions/report/in-production.ts'
import { rowsByTable } from '../functions/report/rows-by-table.ts'
import { reportSchema, type Report } from '../functions/report/schema.ts'
import { applicationPort } from './application-port.ts'
import { askHere } from './approval-here.ts'
import { cloudAround, onQuestion } from './cloud-around.ts'
import { Display, stamped } from './display.ts'
import { tellInterruption } from './interrupted.ts'
import { untilInterrupted } from './kept-production.ts'
import { deployment, environmentFor, laptop, workflowFor } from './laptop.ts'
import { serveMachines, sweepAfterRuns } from './machines.ts'
import { readOptions, typedOptions, type Options } from './options.ts'
import { keepFiles, prepareFolder, reportFiles, tellCloud } from './out-folder.ts'
import { meanwhile, ownClient } from './own-client.ts'
import { OwnRun } from './own-run.ts'
import { refusedOptions } from './refused-options.ts'
import { openScratch } from './scratch.ts'
import { compareDatabases, estimatedRows } from './seeded-databases.ts'
import { ServerError } from './server/server-error.ts'
import { prepareRebuilds } from './rebuilds.ts'
import { driversOf } from '../infra/drivers.ts'
import { prepareSmoke, smokeSettingsFor } from './smoke.ts'
import { startProduction } from './start-production.ts'
import { systemTrouble } from './system-trouble.ts'
import { ownTerminal } from './terminal.ts'

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
  const settings =
    smoke === undefined
      ? options.settings
      : { ...options.settings, smokeTest: smokeSettingsFor(await applicationPort(), now) }
  const { taskSteps } = workflowFor(mode, settings)
  const outFolder = resolve(options.out)
  const refused =
    refusedOptions(options, taskSteps, typedOptions()) ?? (await prepareFolder(outFolder))
  if (refused !== null) {
    console.error(refused)
    return 2
  }
  const scratch = openScratch()
  const own = new OwnRun(display, taskSteps, fail)
  let clones = (): readonly string[] => []
  tellInterruption(scratch, {
    state: () => own.state,
    clones: () => clones().length,
    folder: outFolder,
    say: (line) => console.log(stamped(line)),
    silence: () => display.silence(),
  })
  if (mode === 'purge' && settings.window === undefined && settings.approval === undefined)
    say(
      'production is purged without a window and without an approval; to be asked first, add ' +
        `--settings '{"approval": {"deadline": "1h"}}'`,
    )
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
  clones = () => [...cloud.rds.instances.keys()].filter((id) => id !== 'production')
  const truth = databases[0]?.truth ?? null
  if (smoke !== undefined && truth) prepareSmoke(cloud, truth, smoke)
  if (environment.rebuilds.task !== undefined)
    await prepareRebuilds(
      cloud,
      scratch.folder,
      join(scratch.folder, 'buckets'),
      driversOf([{ engine: options.engine }]),
    )
  // The user's own data gets no made-up tokens: the client runs only with the seed.
  const client = truth && (await ownClient(server, truth, now))
  display.expect(await estimatedRows(server, databases))
  if (options.chaos !== undefined) {
    const seed = options.seed ?? Date.now() % 1_000_000
    cloud.beUnwell({ share: options.chaos, seed })
    say(`${options.chaos * 100} % of all AWS calls go wrong; to repeat: --seed ${seed}`)
  }
  const forTool = `--local${options.out === 'out' ? '' : ` --out ${options.out}`}`
  const evidence = join(scratch.folder, 'buckets/evidence')
  onQuestion(cloud, (run, subject) => {
    const withdrawn = own.asks(run)
    say(subject)
    const asked = {
      cloud,
      folder: join(evidence, 'runs', run),
      ask: run === own.runId ? ownTerminal() : null,
      print: (line: string) => console.log(line),
      options: forTool,
      by: `${userInfo().username} on this computer`,
    }
    askHere(asked, run, withdrawn).catch((error: unknown) => say(`not asked: ${String(error)}`))
  })
  serveMachines(cloud, { environment, deployment, ofRun: (name) => own.watched(name) })
  const told = { environment: laptop.name, connection: server.clientOptions }
  await tellCloud(cloud.environment, told, outFolder, scratch)
  const { error, productionPurged } = await own.execute(options, cloud, now)
  if (interrupted) return new Promise<never>(() => undefined)
  const answered = await client?.stop()
  const copied = await keepFiles(evidence, own.runId, outFolder)
  for (const file of reportFiles.filter((one) => !copied.includes(one)))
    say(`no ${file}: the report itself failed`)

  // If a purge failed midway, a dead row may or may not be deleted.
  const midway = mode === 'purge' && error !== null && productionPurged
  const expected = mode === 'purge' && error === null ? 'purged' : 'as before'
  const compared =
    answered && !midway
      ? await compareDatabases(server, databases, answered.touchedSeedTokens, expected)
      : null
  const left = clones()
  if (error !== null) console.error(`failed: ${error.name}: ${messageOf(error.message)}`)
  if (copied.includes('report.json'))
    for (const line of linesOf(await reportIn(outFolder))) console.log(line)
  if (answered) say(meanwhile(answered))
  for (const line of compared?.lines ?? []) say(line)
  if (left.length > 0) say(`left behind: ${left.join(', ')}`)
  say(`${error === null ? 'succeeded' : 'failed'}; report in ${join(options.out, 'report.html')}`)
  if (options.keep === true) {
    sweepAfterRuns(cloud, laptop.name, () => display.end())
    await untilInterrupted(production, options.out, forTool, say)
  }
  const right =
    error === null &&
    (compared?.right ?? true) &&
    (answered?.lost.length ?? 0) === 0 &&
    left.length === 0
  return right ? 0 : 1
}

async function reportIn(folder: string): Promise<Report> {
  return reportSchema.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')))
}

/** The rows by table, whose they are, and of a failed run what to do next. */
function linesOf(report: Report): readonly string[] {
  return [
    ...rowsByTable(report),
    ...belowRows(report),
    ...(report.outcome === 'failed' ? report.next.slice(0, 1) : []),
  ]
}
