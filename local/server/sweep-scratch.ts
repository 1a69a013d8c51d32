import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processCommand, processIdentity } from './process-identity.ts'

/** The name prefix of scratch folders, followed by their owner's pid. */
export const scratchPrefix = 'drydock-'

/**
 * Removes scratch folders of dead owners (killed, or after a power-off), and ends what still runs
 * in them.
 */
export function sweepScratch(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^drydock-(\d+)-/.exec(name)?.[1])
    const folder = join(tmpdir(), name)
    try {
      if (
        Number.isNaN(pid) ||
        statSync(folder).uid !== process.getuid?.() ||
        ownerLives(folder, pid)
      )
        continue
      for (const server of existsSync(join(folder, 'pids'))
        ? readdirSync(join(folder, 'pids'))
        : [])
        endServer(Number(server), folder)
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
    } catch {
      // Another process is removing it at the same time.
    }
  }
}

function ownerLives(folder: string, pid: number): boolean {
  const identity = processIdentity(pid)
  if (identity === undefined) return false
  try {
    const owner = JSON.parse(readFileSync(join(folder, 'owner'), 'utf8')) as { identity?: string }
    return owner.identity === identity
  } catch {
    // The owner is just creating it.
    return true
  }
}

/** A pid may have been reused: only a process whose command line names the folder is ended. */
function endServer(pid: number, folder: string): void {
  if (!processCommand(pid)?.includes(folder)) return
  process.kill(pid, 'SIGKILL')
  const pause = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; tries < 100 && processIdentity(pid) !== undefined; tries++)
    Atomics.wait(pause, 0, 0, 20)
}
