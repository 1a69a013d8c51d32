import type { Database } from '../engines/database.ts'

/** Opens a second connection to the purge's database, and is told why it is not used any more. */
export interface SecondOpening {
  readonly open: () => Promise<Database>
  readonly failed: (why: unknown) => void
}

/**
 * A second connection, which only reads: a batch's rows are tested again, by key and content, under
 * the locks of the connection that deletes them, so no row depends on which server answers here, or
 * how late. It is opened at its first use. Once it fails, the purge goes on with one.
 */
export class SecondConnection {
  readonly #of: SecondOpening
  #database: Promise<Database> | null = null
  #failed = false

  constructor(of: SecondOpening) {
    this.#of = of
  }

  /** null if it fails, or has failed before. */
  async read<T>(work: (database: Database) => Promise<T>): Promise<T | null> {
    if (this.#failed) return null
    try {
      this.#database ??= this.#of.open()
      return await work(await this.#database)
    } catch (error) {
      this.#failed = true
      this.#of.failed(error)
      return null
    }
  }

  async close(): Promise<void> {
    const database = await this.#database?.catch(() => null)
    await database?.close().catch(() => undefined)
  }
}
