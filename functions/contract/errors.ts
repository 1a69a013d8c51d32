/**
 * The closed list of errors that a handler may end with. They are the protocol between handlers and
 * state machine: retries and catches match these names, and docs/runbook.md has a heading for each.
 */
export const errorNames = [
  /** Something was started and has not finished: the state machine waits and calls again. */
  'NotReady',
  /** The execution's input is not one of the allowed forms. */
  'InvalidInput',
  /** Mode `purge` was requested, but the environment does not allow it. */
  'ProductionNotAllowed',
  /** The source does not exist, or its engine is not supported. */
  'SourceNotFound',
  /** The snapshot or the clone is in a state from which it cannot become available. */
  'RestoreFailed',
  /** The clone's address or identity is that of production. */
  'CloneIsProduction',
  /**
   * The server that answers under production's name is not the one that the run was planned for.
   */
  'OtherServer',
  /** The clocks of the database server and the run differ too much to decide what is dead. */
  'ClocksDisagree',
  /** A resource to change or delete does not carry Drydock's name prefix and tags. */
  'NotDrydocks',
  /** A clone cannot be deleted: somebody enabled its deletion protection. */
  'CloneProtected',
  /**
   * AWS was throttling, failing or unreachable during all attempts of the client: the state machine
   * retries.
   */
  'AwsUnavailable',
  /** The database does not answer, or the connection is lost repeatedly. */
  'DatabaseUnreachable',
  /** The server accepts no writes: it is read-only, or no longer the writer. */
  'ReadOnly',
  /** The server has no disk space left. */
  'DiskFull',
  /** The credentials are rejected, or lack a privilege. */
  'AccessDenied',
  /** The server has no database of that name. */
  'DatabaseNotFound',
  /** No rule finds its table in the database. */
  'NoRuleApplies',
  /** The clone's server does something else than the rules and statements of the plan mean. */
  'EngineNotProven',
  /** A problem that would make the run fail was found before anything was created. */
  'PreflightFailed',
  /** Tokens are written in another zone than the environment states. */
  'ZoneContradicted',
  /** A table, column, key or foreign key does not match what the rules need. */
  'SchemaNotSupported',
  /** Schema or statements are no longer those of the plan. */
  'SchemaChanged',
  /** A statement does not have the form that a purge may run. */
  'StatementRefused',
  /** Another purge holds the lock of this database. */
  'PurgeRunning',
  /** A batch failed repeatedly because of deadlocks or lock timeouts. */
  'LockedOut',
  /** The number of deleted or restored rows differs from what was read and locked. */
  'RowsDisagree',
  /** A rule was about to delete a row that the application still accepts. */
  'LiveRow',
  /** A check found a difference. */
  'CheckFailed',
  /** The application did not start on the clone, or did not answer as expected. */
  'SmokeTestFailed',
  /** A row cannot be archived so that it could be restored unchanged, so it is not deleted. */
  'RowNotKept',
  /** The archive contains nothing that was requested. */
  'ArchiveMissing',
  /** An archive file differs from what was written. */
  'ArchiveDamaged',
  /** A row cannot be put back because its place is taken or gone. */
  'UndoCollision',
  /**
   * More rows would be deleted from a production table than the environment allows without a
   * confirmation.
   */
  'BlastRadius',
  /** The archive of production's purge would be larger than the environment allows. */
  'ArchiveSize',
  /** Production has changed since the rehearsal. */
  'Drift',
  /** Production may not be purged at this time, and the run must not wait. */
  'OutsideWindow',
  /** The approver rejected, or did not answer before the deadline. */
  'NotApproved',
  /** The environment's switch stops the purge, or could not be read. */
  'PurgeStopped',
  /** Somebody ended the run with `drydock cancel`. */
  'Cancelled',
  /** Production made the purge pause for too long, or has reached an abort level. */
  'Throttled',
  /** The run reached its time limit before it was done. */
  'OutOfTime',
  /** A result of an earlier step is missing in the evidence bucket. */
  'EvidenceMissing',
  /** Of the operator's tool alone: there is no such environment… */
  'EnvironmentNotFound',
  /** …or it has no such run. */
  'RunNotFound',
  /** An error that no other name covers: mostly a fault of Drydock. */
  'Unexpected',
] as const

export type ErrorName = (typeof errorNames)[number]

/** An error of the list. Its name is a literal, not the class name: bundling renames classes. */
export class NamedError extends Error {
  override readonly name: ErrorName

  /** @param message what was found, what was expected, what to do next; never a secret or a row. */
  constructor(name: ErrorName, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = name
  }
}

/** What an error says, whatever was thrown. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
