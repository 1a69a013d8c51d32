import type { Engine } from '../engines/engines.ts'

/** `lower case`: table names are lower case, and matched in any case (lower_case_table_names=1). */
export type NamesOf = 'lower case' | 'as written'

export interface StartOptions {
  /** Absolute path of an initialized data directory, which no other server uses. */
  readonly dataDirectory: string
  /** The server's default session zone, e.g. '+05:30'; when absent, the machine's. */
  readonly timeZone?: string
  /**
   * The server's own settings by name, e.g. { max_connections: '50' }; all others keep the engine's
   * defaults.
   */
  readonly settings?: Readonly<Record<string, string>>
  /**
   * The port to listen on, for a restart where clients expect the server; when absent, a free one.
   */
  readonly port?: number
  /** The password that rootUser gets at startup; when absent, a random one. */
  readonly rootPassword?: string
}

/** The programs of a database server. */
export interface ServerSoftware {
  readonly engine: Engine
  /** As the server reports it, e.g. '10.11.19' or '9.7.4'. */
  readonly version: string
  /**
   * Creates a data directory with only the system tables and a user who has all privileges.
   * @param directory absolute path of a folder that does not exist.
   * @throws ServerError if it exists, or the server's own initialization fails.
   */
  initialize(directory: string, names?: NamesOf): Promise<void>
  /**
   * Starts a server on 127.0.0.1 and waits until it answers.
   * @throws ServerError with the last lines of the server's error log.
   */
  start(options: StartOptions): Promise<DatabaseServer>
  /** How to run one of the engine's own programs. */
  program(name: Program): Launch
}

/** One server process of this computer. */
export interface DatabaseServer {
  readonly software: ServerSoftware
  readonly engine: Engine
  readonly version: string
  /** Always 127.0.0.1. */
  readonly host: string
  readonly port: number
  readonly pid: number
  /** What it was started with. */
  readonly dataDirectory: string
  readonly timeZone: string | undefined
  readonly settings: Readonly<Record<string, string>>
  /** Who has all privileges. */
  readonly rootUser: string
  readonly rootPassword: string
  /** Absolute path of the server's error log. */
  readonly errorLog: string
  /**
   * Absolute path of a file (readable by this user only) with which the engine's programs connect
   * as rootUser.
   */
  readonly clientOptions: string
  /** False once the process has ended, for whatever reason. */
  readonly running: boolean
  /** How it ended, once it has: by stop() or otherwise. Never rejects. */
  readonly ended: Promise<'stopped' | 'died'>
  /** Stops the server in good order; kills it if that has no effect within 30 s. Idempotent. */
  stop(): Promise<void>
  /** Ends the server like a crash. Its data directory can be started again. */
  kill(): Promise<void>
  /**
   * Creates a consistent physical copy of the running server's data, from which another server can
   * be started.
   * @param directory absolute path of a folder that does not exist.
   * @throws ServerError if the copy fails; a partial copy is removed.
   */
  copyTo(directory: string, signal?: AbortSignal): Promise<void>
}

/** The programs of an engine, by purpose. */
export type Program = 'server' | 'client' | 'initialize' | 'backup' | 'options' | 'restore'

/** A program and the arguments that must precede its own. */
export interface Launch {
  readonly file: string
  readonly arguments: readonly string[]
  /** Environment variables in addition to those of this process. */
  readonly environment: Readonly<Record<string, string>>
  /** The user to run it as; when absent, this process's own. */
  readonly runAs?: { readonly uid: number; readonly gid: number } | undefined
}

/** Where an engine's programs are and how they are run. */
export interface Installation {
  readonly engine: Engine
  /** As the server reports it. */
  readonly version: string
  program(name: Program): Launch
  /**
   * Arguments for the server to find its own files: empty if it is installed where it was built
   * for.
   */
  readonly placement: readonly string[]
}
