import type { Readable } from 'node:stream'
import type { Connection } from '../connection-file.ts'
import type { DumpHeader } from '../dump/header.ts'
import type {
  DatabaseServer,
  Installation,
  NamesOf,
  StartOptions,
} from '../server/server-software.ts'

/** What Drydock has to know of an engine to run it on this computer. */
export interface LocalEngine extends EngineTraits {
  /**
   * Finds the engine's programs, or unpacks them into the project's cache, once.
   * @param report called with a line before long operations.
   * @throws Error with the reason why there are none
   */
  find(report: (line: string) => void): Promise<Installation>
  /** What to install where none are found. */
  readonly advice: string
  /** The engine as its makers write it. */
  readonly called: string
  /** Settings that make commits fast, and the last of them lost in a crash of the computer. */
  readonly quick: Readonly<Record<string, string>>
  readonly dumps: Dumps
  /**
   * Reads how to connect from a file as the engine's own programs do. There are no defaults but the
   * port: host or user are empty where the file does not name them.
   * @throws Error with what was found
   */
  readConnection(file: string): Promise<Connection>
  /** What such a file is. */
  readonly connectionFile: string
}

export interface SchemaTable {
  readonly schema: string
  readonly table: string
}

/** What its own program writes when a database is dumped. */
export interface Dumps {
  /** A format that is not text: the first bytes of such a file, and how it becomes text. */
  readonly archive?: {
    readonly magic: readonly (readonly number[])[]
    open(file: string): Readable
  }
  /** What the beginning of a dump says of its origin; null where it is not of this engine. */
  origin(beginning: string): DumpHeader | null
  /** Settings of a server that takes every row of a dump. */
  settings(names: NamesOf): Readonly<Record<string, string>>
  /** Loads a dump into a database. @throws ServerError DumpNotLoaded, which says what to do */
  load(server: DatabaseServer, database: string, file: string): Promise<void>
  /** The tables of a database by their schema, where a database has several. */
  tables?(server: DatabaseServer, database: string): Promise<readonly SchemaTable[]>
}

/** A server that is about to start. */
export interface Starting {
  readonly options: StartOptions
  readonly host: string
  readonly port: number
  readonly rootPassword: string
  /** For its socket, its temporary files and its settings; deleted with the scratch folder. */
  readonly runFolder: string
  /** Where the settings for the engine's own client programs are written. */
  readonly clientOptions: string
}

/** The differences between servers of different engines, and of old versions of one. */
export interface EngineTraits {
  /** The user of a new data directory, who has all privileges. */
  readonly rootUser: string
  /**
   * Creates a data directory with only the system tables and `rootUser`, who has no password.
   * @throws ServerError InitializeFailed
   */
  initialize(installation: Installation, directory: string, names?: NamesOf): Promise<void>
  /** Writes the files that the server starts with. @returns its arguments. */
  prepare(installation: Installation, starting: Starting): Promise<readonly string[]>
  /** Gives `rootUser` the password if that is not done; false until the server accepts it. */
  accepts(starting: Starting): Promise<boolean>
  /** An orderly shutdown that does not wait for clients; and a crash, after which all is over. */
  readonly signals: { readonly stop: NodeJS.Signals; readonly crash: NodeJS.Signals }
  /**
   * Copies a running server's data into a folder that does not exist.
   * @throws Error with the reason
   */
  copy(server: DatabaseServer, directory: string, signal: AbortSignal | undefined): Promise<void>
  /** The shell command with which a person connects to a server. */
  clientCommand(server: DatabaseServer, database: string): string
}
