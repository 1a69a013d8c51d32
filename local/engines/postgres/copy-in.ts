import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Client, Submittable } from 'pg'

/** What the driver's connection offers for COPY; its types leave it out. */
interface CopyConnection {
  readonly stream: Writable
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

/** Rows as they stand in a dump, sent behind `COPY … FROM stdin` without being read. */
export class CopyIn implements Submittable {
  readonly #statement: string
  readonly #began = Promise.withResolvers<void>()
  readonly #ended = Promise.withResolvers<void>()
  #connection: CopyConnection | undefined

  constructor(statement: string) {
    this.#statement = statement
    this.#began.promise.catch(() => undefined)
    this.#ended.promise.catch(() => undefined)
  }

  static async begin(client: Client, statement: string): Promise<CopyIn> {
    const copy = new CopyIn(statement)
    client.query(copy)
    await copy.#began.promise
    return copy
  }

  async write(chunk: Buffer): Promise<void> {
    const connection = this.#connection
    if (connection === undefined) throw new Error('COPY has not begun')
    connection.sendCopyFromChunk(chunk)
    if (connection.stream.writableNeedDrain)
      // A server that has refused a row reads no more.
      await Promise.race([once(connection.stream, 'drain'), this.#ended.promise])
  }

  /** @throws Error of the server, for a row it does not take. */
  async end(): Promise<void> {
    this.#connection?.endCopyFrom()
    await this.#ended.promise
  }

  submit(connection: unknown): void {
    this.#connection = connection as CopyConnection
    this.#connection.query(this.#statement)
  }

  handleCopyInResponse(): void {
    this.#began.resolve()
  }

  handleError(error: Error): void {
    this.#began.reject(error)
    this.#ended.reject(error)
  }

  handleReadyForQuery(): void {
    this.#ended.resolve()
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
}
