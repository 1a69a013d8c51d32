/**
 * The closed list of errors a handler may end in. They are the protocol between handlers and state machine: retries and
 * catches match these names, and docs/runbook.md has a heading for each.
 */
export const errorNames = [
  /** Something was started and is not finished: the state machine waits and asks again. */
  'NotReady',
  /** The execution's input is not one of the allowed forms. */
  'InvalidInput',
  /** Mode `purge` was asked for where the environment does not allow it. */
  'ProductionNotAllowed',
  /** The source does not exist, or is not an instance or a cluster of an engine that Drydock knows. */
  'SourceNotFound',
  /** The snapshot or the clone reached a state from which it can not become available. */
  'RestoreFailed',
  /** The clone's address or identity is that of production. */
  'CloneIsProduction',
  /** The server that answers under production's name is not the one that the run was planned on. */
  'OtherServer',
  /** The database server's clock and the run's are too far apart to tell what is dead. */
  'ClocksDisagree',
  /** A resource that Drydock was about to change or delete does not carry its name prefix and tags. */
  'NotDrydocks',
  /** A clone cannot be deleted: somebody switched its deletion protection on. */
  'CloneProtected',
  /** AWS was throttling, ill or out of reach for longer than the client's own tries: the state machine tries again. */
  'AwsUnavailable',
  /** The database does not answer, or the connection is lost again and again. */
  'DatabaseUnreachable',
  /** The server takes no writes: it is read-only, or no longer the writer. */
  'ReadOnly',
  /** The server has no room left to write. */
  'DiskFull',
  /** The credentials are refused, or lack a privilege. */
  'AccessDenied',
  /** The server has no database of that name. */
  'DatabaseNotFound',
  /** None of the rules finds its table in the database. */
  'NoRuleApplies',
  /** Something that would spoil the run was found before anything was made. */
  'PreflightFailed',
  /** Tokens are written in another zone than the environment states. */
  'ZoneContradicted',
  /** A table, column, key or foreign key is not what the rules need. */
  'SchemaNotSupported',
  /** Schema or statements are no longer those of the plan. */
  'SchemaChanged',
  /** A statement is not of the form a purge may run. */
  'StatementRefused',
  /** Another purge holds the lock of this database. */
  'PurgeRunning',
  /** A step failed again and again on deadlocks or lock timeouts. */
  'LockedOut',
  /** Another number of rows went, or came back, than was read and locked. */
  'RowsDisagree',
  /** A rule was about to delete a row that the application still accepts. */
  'LiveRow',
  /** A check found a difference. */
  'CheckFailed',
  /** The application did not start on the clone, or did not answer there as it should. */
  'SmokeTestFailed',
  /** A row cannot be archived so that it would come back as it was, so it is not deleted. */
  'RowNotKept',
  /** The archive holds nothing of what was asked for. */
  'ArchiveMissing',
  /** A file of the archive is not what was written. */
  'ArchiveDamaged',
  /** A row has no place to be put back to. */
  'UndoCollision',
  /** More rows would go from a production table than the environment allows without a person's word. */
  'BlastRadius',
  /** Production is no longer as the rehearsal found it. */
  'Drift',
  /** Production may not be purged at this time, and the run is not to wait until it may. */
  'OutsideWindow',
  /** Whoever was asked said no, or nothing until the deadline. */
  'NotApproved',
  /** The switch of the environment stops the purge, or could not be read. */
  'PurgeStopped',
  /** Production had the purge pause for too long, or is past a level at which it has to end. */
  'Throttled',
  /** The run's time is over before it is done. */
  'OutOfTime',
  /** A result of an earlier step is missing in the evidence bucket. */
  'EvidenceMissing',
  /** Something that no other name of this list tells: mostly a fault of Drydock. */
  'Unexpected',
] as const

export type ErrorName = (typeof errorNames)[number]

/** An error of the list. The name is a literal, not the class's: bundling renames classes. */
export class NamedError extends Error {
  override readonly name: ErrorName

  /** @param message what was found, what was expected, what to do next; never a secret or a row. */
  constructor(name: ErrorName, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = name
  }
}
