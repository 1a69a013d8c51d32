import { errorNames, type ErrorName } from '../contract/errors.ts'

/**
 * The last action for each error. A test checks that the report and docs/runbook.md use the same
 * words. If rows may be in danger, the action is never to start again.
 */
const byError: Readonly<Record<ErrorName, string>> = {
  NotReady:
    'Raise limits.rdsWait and deploy if RDS was only slow, then start another run (npx ' +
    'drydock run).',
  InvalidInput: 'Start another run (npx drydock run) with valid input.',
  ProductionNotAllowed:
    'Allow the purge and deploy, or rehearse with npx drydock run --mode rehearse.',
  SourceNotFound: 'Deploy the corrected environment, then start another run (npx drydock run).',
  RestoreFailed:
    'Fix the cause that the RDS events show, then start another run (npx drydock run).',
  CloneIsProduction:
    'Stop the schedule. Do not start another run until you know why they are the same.',
  OtherServer:
    "Do not start another run until you know which server production's name resolves to.",
  ClocksDisagree: 'Correct the wrong clock, then start another run (npx drydock run).',
  NotDrydocks: 'Rename or delete the resource by hand, then start another run (npx drydock run).',
  CloneProtected:
    'Disable the deletion protection of the clone or delete the clone by hand, then run npx ' +
    'drydock sweep --apply.',
  AwsUnavailable:
    'Wait until AWS recovers, or fix the network path to it, then start another run (npx ' +
    'drydock run).',
  DatabaseUnreachable:
    'Fix the server or the network path to it, then start another run (npx drydock run).',
  ReadOnly: 'Start another run (npx drydock run) once the server accepts writes.',
  DiskFull: 'Add storage to the server, then start another run (npx drydock run).',
  AccessDenied:
    'Correct the secret, the grants, or the role or key that the error names, then start ' +
    'another run (npx drydock run).',
  DatabaseNotFound: 'Deploy the corrected environment, then start another run (npx drydock run).',
  ZoneContradicted: 'Deploy the corrected environment, then start another run (npx drydock run).',
  NoRuleApplies: 'Correct the rules or the databases, then start another run (npx drydock run).',
  EngineNotProven:
    'Do not start another run on this server version until the difference is explained.',
  PreflightFailed: 'Do what each finding says, then start another run (npx drydock run).',
  SchemaNotSupported: 'Do not start another run until schema and rules match.',
  SchemaChanged:
    'Wait until the schema no longer changes, then start another run (npx drydock run).',
  StatementRefused:
    'Do not start another run. Report the fault with the log (npx drydock logs --errors).',
  PurgeRunning:
    'Wait for the other purge to end, or end it (npx drydock cancel), then start another run ' +
    '(npx drydock run).',
  LockedOut:
    'Wait until the long transactions have ended, then start another run (npx drydock run).',
  RowsDisagree: 'Do not start another run until you know who else deletes these rows.',
  LiveRow: 'Do not start another run. Disable the rule and report the fault.',
  CheckFailed: 'Do not purge until every finding is explained.',
  SmokeTestFailed: 'Do not purge until every failed check of the application is explained.',
  RowNotKept:
    'Start another run (npx drydock run) once the row can be archived or is excluded from ' +
    'deletion.',
  ArchiveMissing: 'Start npx drydock undo again with a run whose archive exists.',
  ArchiveDamaged: 'Start npx drydock undo again once an older version of the file is in place.',
  UndoCollision:
    'Start npx drydock undo again with --on-collision skip, or after you remove the ' +
    'conflicting row.',
  BlastRadius:
    'Confirm with npx drydock run --mode purge --confirm-blast-radius only if these rows ' +
    'should be deleted.',
  ArchiveSize:
    'Raise limits.archiveGiB, or set archive.mode to hashed or off, then start another run ' +
    '(npx drydock run).',
  Drift: 'Find out what changed production, then start another run (npx drydock run).',
  OutsideWindow:
    'Start the next run (npx drydock run) so that its rehearsal ends within the window.',
  NotApproved: 'Start another run (npx drydock run) when somebody is available to answer.',
  PurgeStopped:
    'Run npx drydock resume only with the consent of whoever set the switch, then start ' +
    'another run (npx drydock run).',
  Cancelled: 'Nothing needs repair. The next run deletes the remaining rows.',
  Throttled: "Start another run (npx drydock run) once production's load is normal.",
  OutOfTime: 'Start another run (npx drydock run); it deletes the remaining rows.',
  EvidenceMissing:
    'Start another run (npx drydock run). If it fails the same way, find out who deletes from ' +
    'the bucket first.',
  EnvironmentNotFound: 'Correct the name, the profile or the region, or deploy the environment.',
  RunNotFound: 'Take the name of a run from npx drydock status.',
  Unexpected:
    'Report the fault with the log (npx drydock logs --errors). Start another run only once ' +
    'the cause is understood.',
}

/** The action for an error of the list; null for errors of Step Functions and Lambda. */
export function nextByError(name: string): string | null {
  const known = errorNames.find((one) => one === name)
  return known === undefined ? null : byError[known]
}
