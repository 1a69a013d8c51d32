import { errorNames, type ErrorName } from '../contract/errors.ts'

/**
 * What to do after each error, last of all: the report and docs/runbook.md say it in the same words, which a test sees to.
 * Where rows may be in danger it is never to start again.
 */
const byError: Readonly<Record<ErrorName, string>> = {
  NotReady: 'Raise limits.rdsWait and deploy if RDS was only slow, then start the execution again.',
  InvalidInput: 'Start the execution again with a valid input.',
  ProductionNotAllowed: 'Allow the purge and deploy, or start with {"mode": "rehearse"}.',
  SourceNotFound: 'Deploy the corrected environment, then start the execution again.',
  RestoreFailed: 'Mend what the events in RDS name, then start the execution again.',
  CloneIsProduction:
    'Stop the schedule, and do not start another execution until you know why they are the same.',
  OtherServer: 'Do not start another execution until you know where the name of production leads.',
  ClocksDisagree: 'Set the clock that is wrong, then start the execution again.',
  NotDrydocks: 'Rename or delete the resource by hand, then start the execution again.',
  CloneProtected:
    'Switch the deletion protection of the clone off or delete the clone by hand, then start the sweep.',
  AwsUnavailable:
    'Wait until AWS is well again, or mend the way to it, then start the execution again.',
  DatabaseUnreachable: 'Mend the server or the way to it, then start the execution again.',
  ReadOnly: 'Start the execution again once the server takes writes.',
  DiskFull: 'Give the server storage, then start the execution again.',
  AccessDenied: 'Mend the secret or the grants, then start the execution again.',
  DatabaseNotFound: 'Deploy the corrected environment, then start the execution again.',
  NoRuleApplies: 'Deploy the corrected environment, then start the execution again.',
  PreflightFailed: 'Do what each finding says, then start the execution again.',
  ZoneContradicted: 'Deploy the corrected environment, then start the execution again.',
  SchemaNotSupported:
    'Do not start another execution until the schema fits the rules, or the rules the schema.',
  SchemaChanged: 'Wait until the schema is settled, then start the execution again.',
  StatementRefused: 'Do not start another execution: report the fault with the log.',
  PurgeRunning: 'Let the other purge end, or stop it, then start the execution again.',
  LockedOut: 'Wait until the long transactions have ended, then start the execution again.',
  RowsDisagree: 'Do not start another execution until you know who else deletes these rows.',
  LiveRow: 'Do not start another execution: switch the rule off, and report the fault.',
  CheckFailed: 'Do not purge until every finding is explained.',
  SmokeTestFailed: 'Do not purge until every failed check of the application is explained.',
  RowNotKept: 'Start the execution again once the row can be kept, or is not to be deleted.',
  ArchiveMissing: 'Start the undo again with a run whose archive is there.',
  ArchiveDamaged: 'Start the undo again once an older version of the file is in place.',
  UndoCollision: 'Start the undo again with "onCollision": "skip", or once there is room.',
  BlastRadius:
    'Confirm with {"mode": "purge", "confirmBlastRadius": true} only if these rows should go.',
  Drift: 'Find out what changed production, then start the execution again.',
  OutsideWindow: 'Start the execution so that its rehearsal ends within the window.',
  NotApproved: 'Start the execution again when somebody can answer.',
  PurgeStopped:
    'Put {"stop": false} only with the consent of whoever set the switch, then start again.',
  Throttled: 'Start the execution again once production is at ease.',
  Unexpected: 'Report the fault with the log, and start again only once it is understood.',
  OutOfTime: 'Start the execution again: it deletes what is left.',
  EvidenceMissing:
    'Start the execution again once; if it fails the same way, find out first who deletes from the bucket.',
}

/** The sentence for an error of the list; null for the state machine's and the platform's own. */
export function nextByError(name: string): string | null {
  const known = errorNames.find((one) => one === name)
  return known === undefined ? null : byError[known]
}
