import { spawn } from 'node:child_process'
import { consoleLinks } from '../../functions/contract/console.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import { readText } from '../aws/bucket.ts'
import { findDeployed, type Deployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
import { keepPage } from '../kept-page.ts'
import { isLocal } from '../place.ts'
import { findRun, latest } from '../runs.ts'
import type { Terminal } from '../terminal.ts'

interface Options {
  readonly environment?: string
  readonly folder: string
  readonly open?: true
}

/** Fetches a run's report page. It needs nothing else, so it can be read and sent as it is. */
export async function report(terminal: Terminal, run: string, options: Options): Promise<number> {
  const environment = await findDeployed(options.environment)
  const name = run === latest ? (await findRun(environment, run)).name : run
  const page = await reportPageOf(environment, name)
  const file = await keepPage(options.folder, `${name}.html`, page)
  terminal.print(file)
  const link = consoleLinks(environment.region).object(environment.bucket, keyOf(name))
  if (!isLocal()) terminal.say(`In the console: ${link}`)
  if (options.open === true) await openFile(terminal, file)
  return exitCodes.done
}

const keyOf = (run: string): string => `runs/${run}/report.html`

/** The page as it was written. @throws NamedError EvidenceMissing, RunNotFound */
export async function reportPageOf(environment: Deployed, run: string): Promise<string> {
  const page = await readText(environment.bucket, keyOf(run))
  if (page !== null) return page
  const { status } = await findRun(environment, run)
  throw new NamedError(
    'EvidenceMissing',
    `The run ${run} has no report (${status}). A report is written at a run's end: wait for ` +
      `it (drydock status), or see what failed (drydock show ${run}).`,
  )
}

/** @returns once the program has been started, or has turned out to be missing. */
function openFile(terminal: Terminal, file: string): Promise<void> {
  const programs: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' }
  const program = programs[process.platform] ?? 'xdg-open'
  const child = spawn(program, [file], { stdio: 'ignore', detached: true })
  child.unref()
  return new Promise((resolve) => {
    child.on('spawn', resolve)
    child.on('error', () => {
      terminal.say(`${program} is missing; open ${file} yourself.`)
      resolve()
    })
  })
}
