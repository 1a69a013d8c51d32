/** The database engines that can be run here. */
export const engines = ['mariadb', 'mysql'] as const
export type Engine = (typeof engines)[number]

/** `lower case`: tables have names in lower case, and are found by any (lower_case_table_names=1). */
export type NamesOf = 'lower case' | 'as written'

export interface StartOptions {
  /** Absolute path of an initialized data directory, which no other server uses. */
  readonly dataDirectory: string
  /** The server's default session zone, e.g. '+05:30'; that of the machine when absent. */
  readonly timeZone?: string
  /** System variables by name, e.g. { innodb_flush_log_at_trx_commit: '2' }; all others keep the engine's defaults. */
  readonly settings?: Readonly<Record<string, string>>
  /** A port to listen on, for starting again where clients expect the server; a free one when absent. */
  readonly port?: number
  /** The password that root@localhost gets at the start, whatever it was; a random one when absent. */
  readonly rootPassword?: string
}

/** A database server's programs, wherever they were found. */
export interface ServerSoftware {
  readonly engine: Engine
  /** As the server tells it, e.g. '10.11.19' or '9.7.4'. */
  readonly version: string
  /**
   * Makes a data directory with the system tables and the user root@localhost, nothing else.
   * @param directory absolute path of a folder that does not exist.
   * @throws ServerError when it exists, or the server's own initialization fails.
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
  /** Of root@localhost, which may do everything. */
  readonly rootPassword: string
  /** Absolute path of the server's error log. */
  readonly errorLog: string
  /** Absolute path of an option file (readable by this user only) with which the engine's programs connect as root. */
  readonly clientOptions: string
  /** False from the moment the process has ended, by whatever cause. */
  readonly running: boolean
  /** How it ended, once it has: by stop(), or by whatever else. Never rejects. */
  readonly ended: Promise<'stopped' | 'died'>
  /** Ends the server in order: SIGTERM, SIGKILL when that has no effect within 30 s. Twice is the same as once. */
  stop(): Promise<void>
  /** Ends the server as a crash would: SIGKILL. Its data directory can be started again. */
  kill(): Promise<void>
  /**
   * Makes a consistent physical copy of the running server's data, on which another server can be started.
   * @param directory absolute path of a folder that does not exist.
   * @throws ServerError when the copy fails; what was written by then is removed.
   */
  copyTo(directory: string, signal?: AbortSignal): Promise<void>
}

/** The programs of an engine that are used here, by what they do. */
export type Program = 'server' | 'client' | 'initialize' | 'backup' | 'options'

/** A program and what has to stand before its own arguments. */
export interface Launch {
  readonly file: string
  readonly arguments: readonly string[]
  /** Variables to be set beside those of this process. */
  readonly environment: Readonly<Record<string, string>>
}

/** Where an engine's programs are and how they are run. */
export interface Installation {
  readonly engine: Engine
  /** As the server tells it. */
  readonly version: string
  program(name: Program): Launch
  /** What the server needs to find its own files: empty where it is installed at the place it was built for. */
  readonly placement: readonly string[]
}

/** In what the engines differ. */
export interface EngineTraits {
  /** Makes a data directory with a root@localhost without a password. @throws ServerError InitializeFailed */
  initialize(installation: Installation, directory: string, names?: NamesOf): Promise<void>
  /** Server arguments only this engine knows. */
  readonly serverArguments: readonly string[]
  /** Statements, each on a line, that give root@localhost a password; ALTER USER when absent. */
  rootPassword?(password: string): string
  /** Copies a running server's data into a folder that does not exist. @throws Error with the reason */
  copy(server: DatabaseServer, directory: string, signal: AbortSignal | undefined): Promise<void>
}
