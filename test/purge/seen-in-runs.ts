// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { SeenBy } from './code-mutations.ts'

/** Whole runs, what they leave behind, and what they report. */
export const seenInRuns: SeenBy = {
  'test/local/account-not-as-planned.ts': {
    'a production that is no longer as it was planned loses no row': [
      'a schema that changed since the plan is purged',
      'a table that filled since the plan is no matter',
      'a foreign key that comes while a call runs is no matter',
      'the zone is not asked again before the first batch',
    ],
  },
  'test/local/account-ended.ts': {
    'a purge whose time is over ends at the next batch': ['a failed check does not end the run'],
    'a purge in whose midst ${what} ends at its next batch': [
      "a purge goes on when the run's time is over",
      'the window is not looked at while production is purged',
    ],
  },
  'test/scenarios/purge-killed.test.ts': {
    'a commit: the next call ends right': ['nothing is archived on production'],
  },
  'test/local/fenced-evidence.test.ts': {
    'an account that another call wrote since is not written over': [
      'the account is written over whatever another call wrote',
      'an account that changed counts as unchanged',
    ],
    'a write whose answer was lost is recognized by its content': [
      'a write whose answer was lost is refused',
    ],
  },
  'test/local/sweep.test.ts': {
    'archives that cannot be listed keep no clone': [
      'archives that cannot be listed keep clones from being swept',
    ],
    'only the clones of this environment whose run has ended': [
      'the clone of a run that is at work is swept once it is overdue',
      'the clone of a run that nobody knows is swept at once',
      'a clone without a date counts as overdue',
      'a run that Step Functions calls neither running nor over counts as ended',
      'a clone of another environment is swept',
      "what does not bear Drydock's tag, or its name, is swept",
      'a dry run sweeps',
    ],
    'a run with a protected clone ends in CloneProtected': [
      'a cluster loses its writer before it is asked whether it is protected',
    ],
    'a sweep that meets protected clones deletes the others': [
      'a sweep ends at the first clone that it cannot delete',
    ],
  },
  'test/local/clone-identity.test.ts': {
    'refuses a clone that another run of the same environment made': [
      'a clone of another run is accepted',
    ],
    "that has production's address": ['a clone with the address of production is accepted'],
    'that is production by another address, and one that Drydock did not make': [
      'a clone with the identity of production is accepted',
      "a clone without Drydock's tags is accepted",
    ],
  },
  'test/rules/schema-faults.test.ts': {
    'a foreign key from another database is refused': [
      'a foreign key from another database is no matter',
    ],
    'a cascade from a table to itself': ['a key that leads back to its own table is as any other'],
  },
  'test/rules/secrets.test.ts': {
    'a column that nobody has judged is taken for a secret': [
      'a column that nobody judged is no secret',
      'a hashed archive holds secrets',
    ],
  },
  'test/preflight/snapshot-retention.test.ts': {
    "the last successful runs' snapshots are kept": ['the oldest snapshot to keep goes'],
  },
  'test/aws/statuses.test.ts': {
    'transient and unknown statuses are awaited': ['an unknown status of RDS counts as usable'],
    'the password is its own once the secret can be used': [
      'a password of the clone that is still pending is no matter',
    ],
  },
  'test/report/metrics.test.ts': {
    'a purge that stopped midway does not guess what it has left': [
      'what a purge that stopped midway has left is guessed',
    ],
    'a backlog rises where each purge leaves more than the one before': [
      'a backlog rises by a few rows',
      'a rehearsal counts as a purge that left rows',
    ],
    'the oldest dead row waits since the last run that left its table clean': [
      'a table that was not counted counts as clean',
    ],
    'a purge is throttled for the time that load slows or pauses it': [
      'a pause by the switch counts as load',
    ],
  },
  'test/report/report-run.test.ts': {
    'an earlier report that is altered or missing is a warning of the next one': [
      'a report that was altered counts as whole',
    ],
    'a report that may have expired is not missed': ['a report that has expired counts as missing'],
  },
  'test/report/verdict-mail.test.ts': {
    'whatever ends a run, its mail says what to do': [
      'the mail of a failure leaves out what the runbook says',
    ],
  },
}
