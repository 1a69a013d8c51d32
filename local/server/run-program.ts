import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openScratch } from '../scratch.ts'
import type { Launch } from './server-software.ts'

export interface ProgramResult {
  /** null if a signal ended it. */
  readonly code: number | null
  readonly output: string
  /** The last 64 KiB of its stderr. */
  readonly errors: string
}

export interface ProgramOptions {
  readonly input?: Readable
  readonly directory?: string
  readonly signal?: AbortSignal
}

/**
 * Runs a program to its end; it never outlives this process.
 * @throws Error if it cannot be started, or `input` fails while the program still reads it. The
 * caller judges its exit code.
 */
export async function runProgram(
  launch: Launch,
  programArguments: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const child = spawn(launch.file, [...launch.arguments, ...programArguments], {
    cwd: options.directory ?? '/',
    env: { ...process.env, LC_ALL: 'C', ...launch.environment },
    ...launch.runAs,
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    // Its own process group: this process handles Ctrl-C in the terminal.
    detached: true,
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (child.pid === undefined) {
    await ended
    throw new Error(`${launch.file} was not started`)
  }
  const group = -child.pid
  const untrack = openScratch().track(child.pid)
  const end = (): void =>
    void (child.exitCode === null && child.signalCode === null && killGroup(group))
  const forget = openScratch().onCleanup(end)
  options.signal?.addEventListener('abort', end)
  if (options.signal?.aborted) end()
  let output = ''
  let errors = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => (errors = (errors + text).slice(-65_536)))
  try {
    if (options.input !== undefined && child.stdin !== null) {
      await pipeline(options.input, child.stdin).catch((error: NodeJS.ErrnoException) => {
        // A program that ended early reports why.
        if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
          end()
          throw error
        }
      })
    }
    return { code: await ended, output, errors }
  } finally {
    await ended.catch(() => undefined)
    untrack()
    forget()
    options.signal?.removeEventListener('abort', end)
  }
}

/** The same as a shell command line. */
export function shellCommand(
  { file, arguments: first, environment }: Launch,
  ...words: readonly string[]
): string {
  const quoted = (word: string) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
  return [
    ...Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`),
    ...[file, ...first, ...words].map(quoted),
  ].join(' ')
}

function killGroup(group: number): void {
  try {
    process.kill(group, 'SIGKILL')
  } catch {
    // It has just ended.
  }
}
