import { setTimeout } from 'node:timers/promises'

/** The minimum time that a status is visible; on AWS it takes minutes. */
export const moment = (): Promise<void> => setTimeout(80)

/**
 * Work that outlives the call that started it, as on AWS; a failure shows as a status and on
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

  /** Waits for all of it, including work that it starts. */
  async settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work)
  }
}
