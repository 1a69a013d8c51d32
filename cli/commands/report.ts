import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { consoleLinks } from '../../functions/contract/console.ts'
import { NamedError } from '../../functions/contract/errors.ts'
import { readText } from '../aws/bucket.ts'
import { findDeployed, type Deployed } from '../deployed.ts'
import { exitCodes } from '../exit-codes.ts'
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
  await mkdir(options.folder, { recursive: true })
  const file = resolve(options.folder, `${name}.html`)
  await writeFile(file, page)
  terminal.print(file)
  const link = consoleLinks(environment.region).object(environment.bucket, keyOf(name))
  terminal.say(`In the console: ${link}`)
  if (options.open === true) openFile(terminal, file)
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

function openFile(terminal: Terminal, file: string): void {
  const programs: Readonly<Record<string, string>> = { darwin: 'open', win32: 'explorer' }
  const program = programs[process.platform] ?? 'xdg-open'
  const child = spawn(program, [file], { stdio: 'ignore', detached: true })
  child.on('error', () => terminal.say(`${program} is missing; open ${join(file)} yourself.`))
  child.unref()
}
