import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { openScratch } from '../scratch.ts'

/** A container, here a command: it never outlives this process. */
export interface Container {
  /** Its output from both streams; only the last lines. */
  readonly lines: readonly string[]
  /** Its exit code; undefined while it runs. */
  exitCode(): number | undefined
  /** Asks it to end, as ECS does, and kills it if it does not: here sooner than ECS's 30 s. */
  end(): void
  stop(): Promise<void>
}

/** @param patience ms from SIGTERM to SIGKILL. */
export function startContainer(
  [file = '', ...words]: readonly string[],
  environment: Readonly<Record<string, string>>,
  patience = 2_000,
): Container {
  const scratch = openScratch()
  // A process group of its own, so that child processes end with it, and this process handles
  // Ctrl-C.
  const child = spawn(file, words, {
    cwd: scratch.folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // What it leaves in its temporary folder goes with this process's.
    env: { PATH: process.env.PATH, LC_ALL: 'C', TMPDIR: scratch.folder, ...environment },
  })
  const lines: string[] = []
  let code: number | undefined
  const untrack = child.pid === undefined ? () => undefined : scratch.track(child.pid)
  const ended = new Promise<void>((resolve) => {
    const over = (how: number) => ((code ??= how), untrack(), forget(), resolve())
    child
      .once('error', (error) => (lines.push(String(error)), over(127)))
      .once('exit', (exit, signal) => over(exit ?? 128 + constants.signals[signal ?? 'SIGKILL']))
  })
  const send = (signal: NodeJS.Signals) => {
    if (code === undefined && child.pid !== undefined) kill(-child.pid, signal)
  }
  const stop = async () => {
    send('SIGKILL')
    await ended
  }
  const end = () => {
    send('SIGTERM')
    const killing = setTimeout(() => send('SIGKILL'), patience)
    void ended.then(() => clearTimeout(killing))
  }
  const forget = scratch.onCleanup(stop)
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      lines.push(...text.split('\n').filter((line) => line !== ''))
      lines.splice(0, lines.length - 1000)
    })
  return { lines, exitCode: () => code, end, stop }
}

function kill(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(group, signal)
  } catch {
    // It has just ended.
  }
}
