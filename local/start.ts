import { mkdir, readFile, copyFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { createConnection, type Connection } from 'mysql2/promise'
import { controlName } from '../functions/contract/control.ts'
import { modes, type Mode, type RunEnvironment } from '../functions/contract/environment.ts'
import { reportSchema } from '../functions/report/report.ts'
import { startClient } from './client/start-client.ts'
import { startCloud } from './cloud/start-cloud.ts'
import { laptop, settingsOf, workflowFor } from './laptop.ts'
import { runExecution } from './run-execution.ts'
import { loadSchema } from './schema/schemas.ts'
import { openScratch } from './scratch.ts'
import { seedTokens } from './seed/seed-tokens.ts'
import { verifyTruth } from './seed/verify-truth.ts'
import { loadDump } from './server/load-dump.ts'
import { shellCommand } from './server/run-program.ts'
import { ServerError } from './server/server-error.ts'
import { findSoftware } from './server/find-software.ts'
import { engines, type Engine } from './server/server-software.ts'

interface Options {
  readonly tokens: number
  readonly mode: Mode
  readonly engine: Engine
  readonly now?: Date
  readonly out: string
  readonly settings: Partial<RunEnvironment>
  readonly confirmBlastRadius?: boolean
  readonly fail?: string
  readonly keep?: true
  readonly dump?: readonly string[]
}

const instant = (text: string): Date => {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('expected an ISO 8601 instant such as 2026-11-24T09:00:00Z')
  return date
}
const count = (text: string): number => {
  if (!/^\d+$/.test(text) || Number(text) < 1000) throw new InvalidArgumentError('expected a whole number from 1000 on')
  return Number(text)
}
const program = new Command('npm start --')
  .description('Drydock whole on this computer: a production database is seeded, cloned, rehearsed on, checked and purged.')
  .option('--tokens <n>', 'tokens to seed', count, 100_000)
  .addOption(new Option('--mode <mode>', 'how far to go').choices(modes).default('purge'))
  .addOption(new Option('--engine <engine>', 'the database server').choices(engines).default('mariadb'))
  .option('--dump <file>', 'rehearse on a dump of your own database (.sql or .sql.gz) instead of the seed; repeatable', (file, all: string[] = []) => [...all, file])
  .option('--now <iso>', 'fix the clock', instant)
  .option('--out <dir>', 'where the reports go', 'out')
  .option('--settings <json>', 'settings of the environment, as in docs/configuration.md', settingsOf, {})
  .option('--confirm-blast-radius', 'purge however much would go')
  .option('--fail <state>', 'make this state fail')
  .option('--keep', 'leave production running until Ctrl-C, and print how to connect')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()

let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (interrupted = true))

const failures = await main(program.opts<Options>()).catch((error: unknown) => {
  // The servers are being stopped under it; the scratch folder's own end is what ends the process.
  if (interrupted) return new Promise<never>(() => undefined)
  if (!(error instanceof ServerError)) throw error
  console.error(`${error.name}: ${error.message}`)
  return 2
})
await openScratch().close()
process.exit(failures)

async function seeded(connection: Connection, tokens: number, now: Date, say: (line: string) => void) {
  await loadSchema(connection, 'apim-2.5.0')
  say(`seeding ${tokens.toLocaleString('en-US')} tokens`)
  return seedTokens(connection, { tokens, now, seed: 1 })
}

/** An error of a handler comes as Lambda hands it on. */
function messageOf(cause: string): string {
  try {
    return String((JSON.parse(cause) as { errorMessage?: unknown }).errorMessage)
  } catch {
    return cause
  }
}

/** @returns the exit code: 0 only if the execution succeeded and every row is as the seed knows it. */
async function main({ tokens, mode, engine, settings, confirmBlastRadius = false, now = new Date(), out, fail, keep, dump }: Options): Promise<number> {
  const say = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)}  ${line}`)
  const workflow = workflowFor(mode, settings)
  if (fail !== undefined && !(fail in workflow.taskSteps)) {
    console.error(`There is no state "${fail}" to fail; expected one of ${Object.keys(workflow.taskSteps).join(', ')}.`)
    return 2
  }
  const scratch = openScratch()
  const outFolder = resolve(out)
  await mkdir(outFolder, { recursive: true })
  process.env.DRYDOCK_LOG = join(outFolder, 'drydock.log')
  await rm(process.env.DRYDOCK_LOG, { force: true })

  const software = await findSoftware(engine, say)
  say(`starting production (${software.engine} ${software.version})`)
  const dataDirectory = join(scratch.folder, 'production')
  await software.initialize(dataDirectory)
  const production = await software.start({ dataDirectory, settings: { innodb_flush_log_at_trx_commit: '2' } })
  const address = { host: production.host, port: production.port, user: 'root', password: production.rootPassword }
  const connection = await createConnection(address)
  await connection.query('CREATE DATABASE apim_db')
  await connection.changeUser({ database: 'apim_db' })
  const truth = dump === undefined ? await seeded(connection, tokens, now, say) : null
  for (const file of dump ?? []) {
    say(`loading ${file}`)
    await loadDump(production, 'apim_db', file)
  }

  const cloud = await startCloud(scratch.folder, join(scratch.folder, 'buckets'))
  scratch.onCleanup(() => cloud.close())
  Object.assign(process.env, cloud.environment)
  cloud.rds.addInstance('production', production)
  cloud.parameters.set(controlName(laptop.name), '{"stop": false}')
  cloud.secrets.add('production', { username: 'root', password: production.rootPassword })

  cloud.onMessage(({ subject, message }) => {
    if (/ approve until /.test(subject)) console.log(`\n${subject}\n\n${message}\nHere, before any of these: export ${Object.entries(cloud.environment).map(([name, value]) => `${name}=${value}`).join(' ')}\n`)
  })

  const began = performance.now()
  // Someone's own data gets no made-up tokens: the client goes with the seed.
  const client = truth && await startClient({ ...address, database: 'apim_db', now: () => new Date(now.getTime() + performance.now() - began), perSecond: 20, truth })
  const runId = `laptop-${Date.now()}`
  const error = await runExecution(workflow, { name: runId, startTime: now, input: { mode, confirmBlastRadius }, fail, answerTo: cloud.answerTo, onState: (state) => say(state) })
  const answered = await client?.stop()

  for (const file of ['report.json', 'report.html']) await copyFile(join(scratch.folder, 'buckets/evidence/runs', runId, file), join(outFolder, file)).catch(() => say(`no ${file}: the report itself failed`))
  const differences = truth && answered && mode === 'purge' && error === null ? await verifyTruth(connection, truth, answered.touchedSeedTokens) : null
  const clones = [...cloud.rds.instances.keys()].filter((id) => id !== 'production')
  await connection.end()

  if (error === null) console.table(reportSchema.parse(JSON.parse(await readFile(join(outFolder, 'report.json'), 'utf8'))).rules)
  else console.error(`failed: ${error.name}: ${messageOf(error.message)}`)
  if (answered) say(`meanwhile a client issued ${answered.issued} and refreshed ${answered.refreshed} tokens: ${answered.lost.length} lost, p99 ${answered.latency.p99.toFixed(0)} ms`)
  if (differences) say(differences.length === 0 ? 'every row is as the seed knows it' : `${differences.length} rows are not as the seed knows: ${JSON.stringify(differences.slice(0, 10))}`)
  if (clones.length > 0) say(`left over: ${clones.join(', ')}`)
  say(`${error === null ? 'succeeded' : 'failed'}; report in ${join(out, 'report.html')}`)
  if (keep === true) {
    say(`production stays until Ctrl-C on 127.0.0.1:${production.port}: ${shellCommand(software.program('client'), `--defaults-file=${production.clientOptions}`, 'apim_db')}`)
    await new Promise<never>(() => setInterval(() => undefined, 60_000))
  }
  return error === null && (differences?.length ?? 0) === 0 && (answered?.lost.length ?? 0) === 0 && clones.length === 0 ? 0 : 1
}
