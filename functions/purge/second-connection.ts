import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseTrouble, type Database } from '../engines/database.ts'

/** How to open a second connection to the purge's database. */
export interface SecondOpening {
  readonly open: () => Promise<Database>
  /** ms after which it is taken for dead, its opening included. */
  readonly longest: number
  /** Told why it is not used any more. */
  readonly failed: (why: unknown) => void
}

/**
 * A second connection, which only reads. The rows of a batch are tested again, by key and content,
 * under the locks of the connection that deletes them: none goes because of what was read here. It
 * is opened at its first use. Once it fails, or does not answer, the purge goes on with one.
 */
export class SecondConnection {
  readonly #of: SecondOpening
  #database: Promise<Database> | null = null
  #failed = false

  constructor(of: SecondOpening) {
    this.#of = of
  }

  /** null if it fails, or has failed before. Never throws. */
  async read<T>(work: (database: Database) => Promise<T>): Promise<T | null> {
    if (this.#failed) return null
    const over = new AbortController()
    try {
      this.#database ??= this.#of.open()
      const reading = this.#database.then((database) => work(this.#untilGivenUp(database)))
      return await Promise.race([reading, this.#silence(over.signal)])
    } catch (error) {
      this.#failed = true
      this.#of.failed(error)
      // It may not answer, and is not waited for.
      void this.close()
      return null
    } finally {
      over.abort()
    }
  }

  async close(): Promise<void> {
    const closed = this.#database?.then((database) => database.close()).catch(() => undefined)
    this.#database = null
    await closed
  }

  /**
   * One that was given up and answers after all is asked nothing more: that would open another
   * connection, which nobody closes, and go on while production is asked.
   */
  readonly #untilGivenUp = (database: Database): Database => ({
    ...database,
    query: async (statement) => {
      if (this.#failed)
        throw new DatabaseTrouble('connection lost', 'the second connection was given up')
      return database.query(statement)
    },
  })

  async #silence(signal: AbortSignal): Promise<never> {
    const { longest } = this.#of
    await sleep(longest, undefined, { signal }).catch(() => undefined)
    throw new DatabaseTrouble(
      'connection lost',
      `the second connection did not answer within ${Math.round(longest / 1000)} s`,
    )
  }
}
