import { setTimeout } from 'node:timers/promises'

/** For how long a status is shown at least: AWS takes minutes. */
export const moment = (): Promise<void> => setTimeout(80)

/**
 * Work that outlives the call that began it, as on AWS; a failure shows in a status, and is said on
 * stderr.
 */
export class Background {
  readonly #work = new Set<Promise<void>>()

  run(work: () => Promise<void>): void {
    const quiet = work()
      .catch((error: unknown) =>
        console.error(`local RDS: ${error instanceof Error ? error.message : String(error)}`),
      )
      .finally(() => this.#work.delete(quiet))
    this.#work.add(quiet)
  }

  /** Waits for all of it, and for what it began in turn. */
  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work)
  }
}
