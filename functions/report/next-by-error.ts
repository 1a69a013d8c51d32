import { errorNames, type ErrorName } from '../contract/errors.ts'

/**
 * The last action for each error. A test checks that the report and docs/runbook.md use the same
 * words. If rows may be in danger, the action is never to start again.
 */
const byError: Readonly<Record<ErrorName, string>> = {
  NotReady: 'Raise limits.rdsWait and deploy if RDS was only slow, then start the execution again.',
  InvalidInput: 'Start the execution again with valid input.',
  ProductionNotAllowed: 'Allow the purge and deploy, or start with {"mode": "rehearse"}.',
  SourceNotFound: 'Deploy the corrected environment, then start the execution again.',
  RestoreFailed: 'Fix the cause that the RDS events show, then start the execution again.',
  CloneIsProduction:
    'Stop the schedule. Do not start another execution until you know why they are the same.',
  OtherServer:
    "Do not start another execution until you know which server production's name resolves to.",
  ClocksDisagree: 'Correct the wrong clock, then start the execution again.',
  NotDrydocks: 'Rename or delete the resource by hand, then start the execution again.',
  CloneProtected:
    'Disable the deletion protection of the clone or delete the clone by hand, then start the ' +
    'sweep.',
  AwsUnavailable:
    'Wait until AWS recovers, or fix the network path to it, then start the execution again.',
  DatabaseUnreachable: 'Fix the server or the network path to it, then start the execution again.',
  ReadOnly: 'Start the execution again once the server accepts writes.',
  DiskFull: 'Add storage to the server, then start the execution again.',
  AccessDenied:
    'Correct the secret, the grants, or the role or key that the error names, then start the ' +
    'execution again.',
  DatabaseNotFound: 'Deploy the corrected environment, then start the execution again.',
  NoRuleApplies: 'Correct the rules or the databases, then start the execution again.',
  EngineNotProven:
    'Do not start another execution on this server version until the difference is explained.',
  PreflightFailed: 'Do what each finding says, then start the execution again.',
  ZoneContradicted: 'Deploy the corrected environment, then start the execution again.',
  SchemaNotSupported: 'Do not start another execution until schema and rules match.',
  SchemaChanged: 'Wait until the schema no longer changes, then start the execution again.',
  StatementRefused: 'Do not start another execution. Report the fault with the log.',
  PurgeRunning: 'Wait for the other purge to end, or stop it, then start the execution again.',
  LockedOut: 'Wait until the long transactions have ended, then start the execution again.',
  RowsDisagree: 'Do not start another execution until you know who else deletes these rows.',
  LiveRow: 'Do not start another execution. Disable the rule and report the fault.',
  CheckFailed: 'Do not purge until every finding is explained.',
  SmokeTestFailed: 'Do not purge until every failed check of the application is explained.',
  RowNotKept:
    'Start the execution again once the row can be archived or is excluded from deletion.',
  ArchiveMissing: 'Start the undo again with a run whose archive exists.',
  ArchiveDamaged: 'Start the undo again once an older version of the file is in place.',
  UndoCollision:
    'Start the undo again with "onCollision": "skip", or after you remove the conflicting row.',
  BlastRadius:
    'Confirm with {"mode": "purge", "confirmBlastRadius": true} only if these rows should be ' +
    'deleted.',
  Drift: 'Find out what changed production, then start the execution again.',
  OutsideWindow: 'Start the execution so that its rehearsal ends within the window.',
  NotApproved: 'Start the execution again when somebody is available to answer.',
  PurgeStopped:
    'Run npx drydock resume only with the consent of whoever set the switch, then start ' +
    'another run.',
  Cancelled: 'Nothing needs repair. The next run deletes the remaining rows.',
  Throttled: "Start the execution again once production's load is normal.",
  EnvironmentNotFound: 'Correct the name, the profile or the region, or deploy the environment.',
  RunNotFound: 'Take the name of a run from drydock status.',
  Unexpected: 'Report the fault with the log. Start again only once the cause is understood.',
  OutOfTime: 'Start the execution again; it deletes the remaining rows.',
  EvidenceMissing:
    'Start the execution again. If it fails the same way, find out who deletes from the ' +
    'bucket first.',
}

/** The action for an error of the list; null for errors of Step Functions and Lambda. */
export function nextByError(name: string): string | null {
  const known = errorNames.find((one) => one === name)
  return known === undefined ? null : byError[known]
}
