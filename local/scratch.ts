import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processIdentity } from './server/process-identity.ts'
import { scratchPrefix, sweepScratch } from './server/sweep-scratch.ts'

/** This process's single folder for everything that must be deleted when it ends. */
export interface Scratch {
  /** Absolute path. */
  readonly folder: string
  /**
   * Registers cleanup for the end of the process, however it ends; the last registered runs first.
   * @returns a function that cancels the registration, for what was cleaned up earlier.
   */
  onCleanup(undo: () => void | Promise<void>): () => void
  /**
   * Registers a child process that must not outlive this one. It is killed (SIGKILL) as a last
   * resort, also by the next process that finds this one dead, if its command line names the
   * scratch folder.
   * @returns a function that cancels the registration, for a process that has ended.
   */
  track(pid: number): () => void
  /**
   * Runs all registrations and removes the folder. Idempotent. Errors of single registrations are
   * reported on stderr.
   */
  close(): Promise<void>
}

let current: ScratchFolder | undefined
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const

/**
 * The scratch folder of this process: created at the first call, and again at the first call after
 * a close().
 */
export function openScratch(): Scratch {
  current ??= new ScratchFolder(() => (current = undefined))
  return current
}

class ScratchFolder implements Scratch {
  readonly folder: string
  readonly #undo = new Set<{ run: () => void | Promise<void> }>()
  readonly #pids = new Set<number>()
  readonly #forget: () => void
  #closing: Promise<void> | undefined
  #closed = false
  readonly #listeners: [string, () => void][] = []

  constructor(forget: () => void) {
    this.#forget = forget
    sweepScratch()
    this.folder = mkdtempSync(join(tmpdir(), `${scratchPrefix}${process.pid}-`))
    writeFileSync(
      join(this.folder, 'owner'),
      JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }),
    )
    mkdirSync(join(this.folder, 'pids'))
    for (const [signal, number] of Object.entries(signals)) {
      // The listener stays during cleanup, so that a second Ctrl-C cannot interrupt it.
      this.#listen(signal, () => void this.close(true).then(() => process.exit(128 + number)))
    }
    this.#listen('beforeExit', () => void this.close())
    this.#listen('exit', () => this.#lastResort())
  }

  onCleanup(undo: () => void | Promise<void>): () => void {
    const entry = { run: undo }
    this.#undo.add(entry)
    return () => void this.#undo.delete(entry)
  }

  track(pid: number): () => void {
    const file = join(this.folder, 'pids', String(pid))
    if (this.#closed) {
      process.kill(pid, 'SIGKILL')
      throw new Error('the scratch folder is closed: nothing more can be started in it')
    }
    this.#pids.add(pid)
    writeFileSync(file, '')
    return () => {
      this.#pids.delete(pid)
      rmSync(file, { force: true })
    }
  }

  close(keepListening = false): Promise<void> {
    this.#closing ??= this.#close()
    return keepListening ? this.#closing : this.#closing.then(() => this.#stopListening())
  }

  async #close(): Promise<void> {
    // Registrations made during cleanup (a server that was just starting) are cleaned up as well.
    for (let entry = [...this.#undo].pop(); entry !== undefined; entry = [...this.#undo].pop()) {
      this.#undo.delete(entry)
      try {
        await entry.run()
      } catch (error) {
        console.error(
          `while cleaning up: ${error instanceof Error ? error.message : String(error)}`,
        )
      }
    }
    this.#closed = true
    this.#lastResort()
    this.#forget()
  }

  #lastResort(): void {
    for (const pid of this.#pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It has ended.
      }
    }
    this.#pids.clear()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }

  #listen(event: string, listener: () => void): void {
    this.#listeners.push([event, listener])
    process.on(event, listener)
  }

  #stopListening(): void {
    for (const [event, listener] of this.#listeners.splice(0)) process.off(event, listener)
  }
}
