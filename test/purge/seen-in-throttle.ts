// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { SeenBy } from './code-mutations.ts'

/** Pace, readers, windows and clocks. */
export const seenInThrottle: SeenBy = {
  'test/throttle/pace-at-first.test.ts': {
    'a load that is there before the first batch': [
      'an even load is taken for sessions that always run',
    ],
    'what a call has learned of production at rest': [
      'what a call has learned of production ends with it',
    ],
  },
  'test/engines/sqlserver/table-readiness.test.ts': {
    'SQL Server: what would hide rows or lock more than rows stops a purge, and warns before': [
      'a table with a security policy is ready',
      'an index without row locks is ready',
      'a disabled foreign key is only odd',
    ],
    "SQL Server: locks of a batch that would become the table's are told, with LOCK_ESCALATION": [
      'locks that become those of a table are not told',
    ],
    'SQL Server: a batch names fewer rows than the locks from which the server takes a table': [
      'a batch names as many rows as make a lock of a table',
    ],
  },
  'test/engines/postgres/unlike-keys.test.ts': {
    'a key whose texts a statement compares in another way than the server is found': [
      'a key that a statement follows in another way than the server is only odd',
    ],
  },
  'test/engines/oracle/jobs.test.ts': {
    'stub: what a job calls is read, line by line and through other routines': [
      "a job's routines are read no further than their first",
    ],
    'stub: what cannot be read of a job is told, so that a person reads it': [
      'a routine of another owner counts as read',
    ],
    "stub: a job of DBMS_JOB is stopped by its number, as its owner, and DBMS_SCHEDULER's by name":
      ['a job of DBMS_JOB is stopped as one of DBMS_SCHEDULER'],
  },
  'test/cli/left-rebuilds.test.ts': {
    'a rebuild that the server may go on with after its run was ended is shown by its session': [
      'a rebuild that was left behind is not shown',
    ],
    'nothing is left behind by a run that succeeded, or that ended days ago': [
      'a rebuild of a run that succeeded counts as left behind',
    ],
  },
  'test/cli/confirmed-settings.test.ts': {
    'status and history say that a confirmation is void by other settings before the gate does': [
      'settings of a confirmed backlog may change unseen',
    ],
    'the rules that a run was started with count for its confirmation': [
      'the rules that a confirming run was started with are forgotten',
    ],
  },
  'test/cli/worked-off.test.ts': {
    'a failed run, a rehearsal and one of other rules leave a confirmed backlog open': [
      'a confirmed backlog counts as open for ever',
      'a purge of other rules closes a confirmed backlog',
    ],
    'a backlog that is done, one of which nothing went, and one of an earlier report': [
      'a backlog of which nothing went takes no more runs',
    ],
    'once the 90 days of its confirmation are over, the line says that it is void': [
      'a confirmed backlog is never void by its age',
    ],
    'once the gate blast-radius has ended a purge of the same rules, the line says': [
      'a confirmed backlog that the gates refuse is not called void',
    ],
  },
  'test/reclaim/foresee.test.ts': {
    'changes are refused that do not fit beside the rebuild for as long as it may take': [
      'production rebuilds as fast as the clone',
      'an update counts as one row of the changes beside a rebuild',
      'changes that nobody knows fit beside a rebuild',
    ],
    'a table whose rows count as empty still costs something for each change': [
      'changes of rows that count as empty take nothing',
    ],
    'replicas that would lag beyond the level at which a purge pauses are refused': [
      "replicas' lag counts as the clone's time",
      'replicas may lag up to the level at which a purge pauses, and a second more',
    ],
    'a window that closes before the clone would have been done is not begun': [
      'a rebuild begins in half the time that it takes',
    ],
  },
  'test/reclaim/reclaim.test.ts': {
    'room is for a second copy, with a tenth of the storage to spare': [
      'a second copy may take the last tenth of the storage',
      'room that is unknown counts as enough',
    ],
    'a copy that grows must leave a tenth of the storage, and its free part be known': [
      'a copy may grow until the storage is full',
      'storage that is no longer told counts as free',
    ],
    'production is rebuilt only as the clone was, in the time of one call, with room that is known':
      [
        'production is rebuilt where no clone was',
        "production is rebuilt where the clone's rebuild failed",
        'a call rebuilds what takes longer than it',
        'unknown room stops no production',
      ],
  },
  'test/reclaim/rebuild-lost.test.ts': {
    'a rebuild whose connection is lost after hours does not go on unwatched': [
      'a rebuild is begun again after hours',
      'a rebuild whose connection is lost goes on unwatched',
    ],
    'one that is kept out at the end of hours is not begun six times': [
      'a rebuild that is kept out at its end is begun six times',
    ],
  },
  'test/reclaim/claim.test.ts': {
    "one rebuild at a time; one that was cut off is ended, another's is not": [
      "another's rebuild is ended as one that was cut off",
      "whoever looks after a rebuild ends another's",
      'a rebuild that was cut off is left to go on',
    ],
  },
  'test/local/watch-rebuild.test.ts': {
    'a rebuild goes on if AWS does not tell the free storage once, and ends if': [
      'a disk that nobody sees fill up ends no rebuild',
      'AWS that does not tell once ends a rebuild',
      'looks that AWS answered between two that it did not are forgotten',
    ],
  },
  'test/throttle/readers.test.ts': {
    'the lag of Aurora PostgreSQL is read of readers alone, by identifier and in milliseconds': [
      "the writer's lag of Aurora PostgreSQL counts as a reader's",
    ],
    'lag is told in seconds, and not of a reader that was deleted or is of another cluster': [
      "readers' lag counts in seconds",
      'a reader that was deleted lags for ever',
    ],
    'lag that was told and is refused midway is unknown, unless CloudWatch tells it': [
      'lag that nobody tells any more counts as none',
    ],
  },
  'test/report/space-left.test.ts': {
    "on PostgreSQL the report says once that a table's own space comes back by pg_repack": [
      'the report leaves out how the space of a table comes back',
    ],
  },
  'test/throttle/standing.test.ts': {
    'a replica is taken for a thread that always runs only': [
      'replicas that are not counted are taken for threads that always run',
    ],
  },
  'test/throttle/second-pace.test.ts': {
    'below all of the time there is one connection': [
      'a second connection joins below all of the time',
    ],
    'a second connection that makes commits late is tried ever more rarely': [
      'a second connection that makes commits late is tried as often as before',
    ],
    'only an answer that is late beside a second connection': [
      'late answers to one connection have the second one wait for longer',
      'late answers that others brought about have the second one wait for longer',
    ],
    'a pause that came beside a second connection': [
      'a second connection that made production pause is tried as soon as before',
      'each look of a pause has the second connection wait for longer',
    ],
  },
  'test/throttle/second-opening.test.ts': {
    'a second connection takes a server of 4 vCPUs': [
      'the second connection is opened on a server of 2 vCPUs',
      'the second connection is opened where a reader waits for what is deleted',
    ],
  },
  'test/throttle/production-permit.test.ts': {
    'at all of the time and calm it allows a second connection': [
      'a second connection is allowed until the next pulse, whatever the switch says',
    ],
    'a pause has an end': ['a pause has no end'],
    'past an abort level it ends at once': ['an abort level only pauses'],
    'slows down by the factor': ['slower is as fast as before'],
    'gives way at once when others use production': ['others on production are not given way to'],
    'the control parameter changes share, step, levels and pause before the next step': [
      "the switch's pace is no ceiling",
    ],
  },
  'test/throttle/throttle.test.ts': {
    'no metric means pause, unless the metric is off': ['a missing metric is good news'],
  },
  'test/throttle/read-control.test.ts': {
    'an answer holds for a second and no longer': ['the control parameter is asked once'],
    'a minute of silence stops the purge': ['silence of the switch lets the purge go on'],
    'a cancel ends the run that it names, says by whom, and no other run': ['a cancel ends no run'],
    'pause, pace and levels expire; a stop, a cancel and a value that is not valid never do': [
      'a pause that has expired still holds',
    ],
  },
  'test/local/throttle.test.ts': {
    'the switch applies to every database of a source': [
      'the permit is given to the first database only',
    ],
  },
  'test/gates/window.test.ts': {
    'at ${time} it opens in ${seconds} s': ['the window is open at its end'],
    'a running purge ends when its time is over': ['a purge goes on after its time'],
  },
  'test/rules/wall-times.test.ts': {
    'a token that came since the plan and reads earlier than it ends the run': [
      'a token that contradicts the zone does not end the run',
    ],
  },
}
