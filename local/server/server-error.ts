/** The errors of a local database server. */
export type ServerErrorName =
  /** No server software was found, and none could be unpacked. */
  | 'SoftwareNotFound'
  /** The server's own initialization of a data directory failed. */
  | 'InitializeFailed'
  /** The server did not start, or ended during startup. */
  | 'StartFailed'
  /** A physical copy failed. */
  | 'CopyFailed'
  /** A dump is broken, or the server rejects it. */
  | 'DumpNotLoaded'
  /** An option file does not state which server to connect to. */
  | 'ConnectionFile'

/** An error of a local database server; its message says what was attempted and what to do. */
export class ServerError extends Error {
  override readonly name: ServerErrorName

  constructor(name: ServerErrorName, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = name
  }
}
