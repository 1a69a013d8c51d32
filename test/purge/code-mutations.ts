/**
 * Ways to break the code itself, each of which was tried, and the test that failed by it: by the
 * test's file, by its name. Two guards of one thing stand here where each is seen alone.
 */
export const seenBy: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'test/rules/conditions.test.ts': {
    'what is of the very instant lives': [
      '`before` takes the very instant',
      '`lapsed` takes the very instant',
      '`number` takes its end',
    ],
    'a period that is endless, or none, never lapses': [
      'a period of nothing lapses',
      'an endless period lapses',
    ],
    'what is unknown is not selected, and its negation is': [
      'the negation of the unknown is unknown',
    ],
    'a text counts byte for byte': ['a state counts by its collation'],
    "a row's hash is over every column, the last one too": [
      "a row's hash leaves out the last column",
    ],
    'epochs are judged by the cutoff, wall times by what the wall said then': [
      'an epoch of 0 counts as past',
      'an epoch in seconds is cut, not rounded up',
      'wall times are judged by the cutoff',
    ],
    'a row survives by another that is not dead; exact stays exact': [
      'a dead row keeps another alive',
      '`exact` of the registry is dropped',
      '`exact` says nothing in SQL',
    ],
    "the statements' hash is over the schema, the session and what is dead, too": [
      "the statements' hash leaves out the schema's fingerprint",
      "the statements' hash leaves out the conditions",
    ],
    'rows that share a key are told apart by all their columns': [
      'rows that share a key are told apart by the key',
    ],
  },
  'test/rules/schema-seen.test.ts': {
    'a key that may be NULL, of a part of a column, or with duplicates': [
      'a nullable unique key serves as key to walk along',
      'a key of a prefix orders the table',
    ],
    'a change of a column, an index or a foreign key is a change of the fingerprint': [
      'the fingerprint leaves out indexes',
      'the fingerprint leaves out foreign keys',
    ],
    'wall times are judged by the least offset of their zone': [
      'the zone of the wall times is left out',
      'a SET NULL key counts as covered',
      'a SET DEFAULT key counts as covered',
      'one column of a foreign key is enough to be covered',
    ],
  },
  'test/purge/lock-children.test.ts': {
    'children that only have the names of those that were read stay': [
      'children that only have the names of those that were read go',
    ],
  },
  'test/purge/take-batch.test.ts': {
    'a locked row that is not the one that was read stays': [
      'a locked row need not be the row that was read',
    ],
    'a row that somebody else holds stays': [
      'rows that changed or are held are deleted all the same',
    ],
    'a row that is no longer dead by another table stays': [
      'a row that lives by another table goes',
    ],
    'a row with one child more stays': ['children that changed are no matter'],
    'a row with another child stays': ['children are counted and not compared'],
    "nothing is locked without the purge's place": [
      "a batch is deleted without the purge's place",
      'the place counts as taken where another has it',
      'all databases share one place',
    ],
    'a row that the application accepts stops the purge': ['one living row of a batch is let go'],
    'a batch whose table has a new column is not deleted': [
      'the schema of a batch is not looked at before it goes',
    ],
    'a batch is rolled back if it deleted other rows than it locked': [
      'rows that went need not be as many as were locked',
    ],
    'the next batch is read while the archive is written': [
      'the next batch is read ahead where the database is to rest',
      'the next batch is read ahead where rows are judged by what goes',
    ],
    'between two batches, production gets its share of the time': [
      '`productionShare` is never slept',
    ],
  },
  'test/purge/children-by-reference.test.ts': {
    'children of another collation are found by their parents': [
      'children of another collation are named by what they refer to',
    ],
    'children at the end of two joins are found by their parents': [
      'children at the end of two joins are named by the first',
    ],
    'children of rows that share keys are found by their parents': [
      'children of rows that share keys are named by these',
    ],
    'children by more than the key are found by their parents': [
      'children that refer to more than the key are named by that',
    ],
    "a key of several columns is named in the parents' order": [
      "a key of several columns is named in the children's order",
    ],
  },
  'test/purge/batch.test.ts': {
    'rows whose archive is not written stay': [
      'a failed archive write is ignored, and the rows go',
      'the archive is not waited for',
    ],
    'a wrong rule ends at a row that the application accepts': [
      'the application is not asked before rows go',
      'a batch is stopped only where all of its rows live',
    ],
    'no child of a living row is locked': [
      'a small table of children is read whole under the lock',
    ],
    'a call that is cut off with its first file written': [
      'the account is not kept before the first file',
    ],
    'a session stays with a row of it that others hold': [
      'of a session one row stays, and the others go',
      'what stays of a session is forgotten with the batch',
      'what stays of a session is forgotten with the call',
    ],
    'a session of which others hold every row is read once': [
      'of a group each row is joined with all of them',
      'a group is read once for every part of its rows',
    ],
    'where more rows are to stay than an account keeps, the purge ends': [
      'any number of rows may be told to stay',
    ],
    'one that others hold ends the purge, and its session stays whole': [
      'a row that may not be left is left',
    ],
    'what is pinned to a code stays while others hold that, or the code': [
      'what is pinned to a row that had to stay goes',
    ],
    'a batch went, though another row came with the key of one of its rows': [
      'a batch in doubt is told by one row that is there',
    ],
    'a batch of one row went, though its key is another row by now': [
      'a batch in doubt is told by its keys alone',
    ],
    'a batch did not go, though another deleted one of its rows': [
      'a batch in doubt is told by every row that tells it',
    ],
    'a trigger that is made while the archive is written': [
      'a trigger that is made in the midst of a purge runs in the batches to come',
    ],
    'a foreign key that is added while the archive is written': [
      'a foreign key that is added in the midst of a purge takes rows along',
    ],
    'a foreign key that is added from another database': [
      'a foreign key that is added from another database takes rows along',
    ],
    'a character set that changes while the archive is written': [
      'a character set that changes in the midst of a purge is not seen',
    ],
    'a trigger that was not measured stops the purge at its start': [
      'a trigger that was not measured is taken for known',
    ],
    'a database whose name differs in its case alone is another': [
      'a database whose name differs in its case is the same one',
    ],
    'a batch that is read again begins where it began': [
      'the rest of a range is read on with whatever the batch before',
    ],
  },
  'test/purge/others-at-work.ts': {
    'told to stop, the purge waits for no other row, and its account is right': [
      'told to stop, a purge tries a batch again',
      'told to stop, a purge waits for the other rows of its batch',
      'a batch is tried again though the call ends',
      'a batch is tried again without a permit',
    ],
    'a child that another has put in keeps its row': [
      'a row is locked by its own key alone, whatever key its children refer to',
    ],
  },
  'test/purge/live-guard.test.ts': {
    'a row that lives at any of the instants is alive': [
      'a row has to live at all instants to be alive',
    ],
    'a child that refers to another key than the one its row is locked by': [
      'a column of a key counts as its beginning',
    ],
  },
  'test/rules/may-leave.test.ts': {
    'a row by whose absence even one other rule judges may not be left': [
      'a row may be left where one other rule judges by it',
    ],
    'a row stays with its session only where its key reads the same': [
      'a session may stay by a key that reads differently elsewhere',
    ],
  },
  'test/purge/read-in-chunks.test.ts': {
    'a batch ends before its archive gets too large': [
      'the children of a batch are not counted for its size',
    ],
    'no answer has more children than it should': ['children come in one answer, however many'],
    'locked rows and their descendants are skipped and counted': [
      'rows that others hold are not left out',
    ],
  },
  'test/purge/cut-connections.test.ts': {
    'every row is right and counted once': [
      'a lost connection is taken for a batch that was rolled back',
    ],
  },
  'test/purge/killed.test.ts': {
    'continues with every row counted once': [
      'a batch in doubt is never settled',
      'a batch in doubt is taken for rolled back',
    ],
  },
  'test/purge/keep-batch.test.ts': {
    'a batch that the archive has not is not confirmed': [
      'a batch that is not archived stays in doubt',
    ],
    'a batch that the account has not is not confirmed': [
      'a failed write of the account is ignored, and the rows go',
    ],
    'nothing is locked in another session than the one in which the batch was recorded': [
      'a batch goes in another session than the one that recorded it',
    ],
    'a batch that is let go is void': ['a batch that was let go is not void'],
  },
  'test/purge/others-come.test.ts': {
    'a batch that was kept while nobody was there is let go once others are': [
      'a batch that was kept keeps its size when others come',
      'a batch has as many rows as before, however short its time',
    ],
  },
  'test/purge/kept-ahead.test.ts': {
    'a batch whose file or entry fails while the one before it goes is not deleted': [
      'a batch goes before its file and its entry are confirmed',
    ],
    'a batch that was kept before the session was lost is not deleted': [
      'a batch that was kept goes although another call was here',
    ],
    'a batch that has to be read again takes the one that was kept after it along': [
      'the batch that was kept after one that stays goes before it',
    ],
    'a batch that was kept when the call had to end stays': [
      'what was recorded ahead stays in doubt when a call ends',
    ],
    'a call that is cut off before its account knows of two commits': [
      'the batch that was recorded ahead is forgotten with the call',
      'of two batches in doubt one is settled',
    ],
  },
  'test/purge/purge-account.test.ts': {
    'a batch is recorded as in doubt before its commit': [
      'the account is not kept before a commit',
    ],
    'a batch that went is counted once, exactly, and its file holds': [
      'a batch is counted twice',
      'hash sums are added as doubles',
      'the file of a batch that went stays void',
      'the number of a file is given twice',
    ],
    'a batch that is recorded ahead is as much in doubt as the one before it': [
      'the batch that is recorded ahead is not told of',
    ],
    'with a batch that was rolled back goes the one after it': [
      'the batch after one that was rolled back stays in doubt',
    ],
    'a batch that was rolled back counts nothing, its file is void': [
      'the file of a batch that was rolled back is not void',
    ],
    'a row that was there again before its undo was tried did not come back': [
      'a row that was there again counts as come back',
      'the undo of a table is tried on where rows did not come back',
    ],
    'a file that a call wrote and did not live to account for is void': [
      'the file of a call that was killed is not void',
    ],
  },
  'test/engines/mysql/inspect.test.ts': {
    'a statement that names its rows is accepted, and any other is refused': [
      "the last look at a named delete leaves out its start, or its key's index",
      'the last look leaves out its rows, or that there is one',
      'the last look leaves out the hashes of rows that share a key',
      'the last look leaves out the rest of the key',
    ],
  },
  'test/scenarios/attacked-batch.test.ts': {
    'keys that are equal and of other bytes are all gone over, and no other': [
      'keys that the collation takes for one are told apart by their bytes',
    ],
  },
  'test/local/reclaim.test.ts': {
    'in the midst of a rebuild ends it, and the run goes on': [
      'a rebuild goes on after its window',
      'a rebuild goes on while the switch says pause',
      'a switch that cannot be read lets a rebuild go on',
    ],
    'a metric of production that says pause in the midst of a rebuild ends it': [
      'a rebuild does not look at production',
    ],
    'production that is not calm is waited for, and then left as it is': [
      'a rebuild begins while production is not calm',
    ],
    'a failover of four minutes is waited for, and then the tables are rebuilt': [
      'a failover that takes longer than some seconds leaves tables as they are',
    ],
  },
  'test/scenarios/changed-schema.test.ts': {
    'VerifyProduction: ${what} while it reads': [
      'what was read of a schema that changed meanwhile is a verdict',
    ],
  },
  'test/gates/gates.test.ts': {
    'the gates check every table of every database': [
      'drift looks at the first database, or the first table, only',
      'blast radius looks at the first database, or the first table, only',
    ],
    'only a clear yes confirms': ['any word confirms the blast radius'],
    "a rule's own limits override the run's": ['the blast radius leaves out the rows'],
    'all closed gates are reported at once': ['a shut window lets the purge begin'],
  },
  'test/gates/drift.test.ts': {
    'drift: a table that was not on the clone': ['a table that was not rehearsed is purged'],
    'dead rows went': ['dead rows that went are no drift'],
  },
  'test/archive/volume.test.ts': {
    'cut off after any call, every file stays readable': [
      'files are deleted before their volume is written',
      'files that an earlier call has put into a volume stay beside it',
    ],
    'a volume that is not as written costs no file': [
      'files are deleted though their volume is damaged',
      'files of a damaged volume of an earlier call are deleted',
    ],
    'a file that is read wrong, and stored as it was written': [
      'a file that was read wrong is put into a volume, and deleted',
    ],
    'a file that would take too much memory': ['files of any size are gathered'],
  },
  'test/local/gather-archive.test.ts': {
    'the files of a verified purge are gathered': [
      'the undo does not look again for a file that was gathered meanwhile',
    ],
    'the archive of a purge that is under way': [
      'the archive of a purge that is under way is gathered',
      'the archive of a purge that failed its checks is gathered',
    ],
  },
  'test/gates/archive-size.test.ts': {
    "the archive's size is what the rehearsal made": [
      'the size of the archive is judged by the clone alone',
      'an archive of any size lets the purge begin',
    ],
  },
  'test/gates/backlog.test.ts': {
    'once it is worked off, a backlog allows no more than the limits': [
      'a confirmed backlog has no end',
    ],
    'what died since a run counts among what the next one deletes first': [
      'a confirmed backlog grows by what died since',
    ],
    'more dead rows than are left of a backlog and the limits allow': [
      'a confirmed backlog lifts the limits of what died since',
    ],
    'a confirmation is not in force with other terms': [
      'a confirmation holds for other rules',
      'a confirmation holds for ever',
      'a confirmation holds although its run was rejected',
      'a confirmation holds after a check failed on production',
    ],
  },
  'test/gates/confirmed.test.ts': {
    'a record that is no record': ['a confirmation of another source holds'],
  },
  'test/local/check-gates.test.ts': {
    'the gates of every source are judged': ["CheckGates passes the first source's gates only"],
    'a backlog is confirmed once: later runs go on with it': [
      'a run that goes on with a backlog is not recorded',
    ],
    'only what is beyond a limit is confirmed': ['a backlog is confirmed for every table'],
    'a purge that failed or was cancelled before production was verified': [
      'a confirmation holds after a purge that nobody verified',
      'a purge without its account has deleted nothing',
    ],
  },
  'test/checks/checks.test.ts': {
    'counts-agree is judged on production': ['counts-agree is not judged on production'],
    'on the clone every row counts': [
      'survivors are counted and not hashed',
      'other tables are counted and not hashed',
      'orphans are no finding',
      'a dead row that is left on the clone is borne',
      'fewer rows go on the clone than were counted',
    ],
    'with a roster, 1 lost row fails': ['a lost row is forgiven without a doubt'],
    'for a table that the application cleans itself, 1 live row in the archive fails': [
      'a living row in the archive fails nothing',
    ],
    'a doubt is borne up to the drift; more rows than the account knows are not': [
      'more rows than the account knows are no matter',
    ],
    'only tables whose rows move on production may differ by the drift': [
      'of a table whose rows stay where they are as many may be missing',
      'of a table whose rows move any number may be missing',
      'of a table whose rows move any number may be there',
    ],
    'an unfinished purge is not verified': ['an unfinished purge is verified'],
  },
  'test/measure/roster.test.ts': {
    'a roster that goes on in the midst of a table, without pages of what was before, is none': [
      'a roster may begin in the midst of a table',
    ],
    'a count without pages of a table that ought to have a roster is counted again': [
      'a count without rosters is taken over',
    ],
    'only its archived state explains a missing live row': [
      'a row that lived when it was deleted is explained',
    ],
    'in a table that the application cleans itself, an archived live row is lost': [
      'a row that the application deleted itself is lost',
    ],
    'a search that runs out of time continues in the next call': [
      'the search of the archive begins anew with each call',
    ],
    'the roster contains each table whose rows can be judged by themselves, or by the archive': [
      'sessions and revoked JWTs have no roster',
    ],
  },
  'test/measure/look-up.test.ts': {
    'a page that does not begin where the last one ended is refused': [
      'a page of the roster that is not the next one is looked up all the same',
    ],
    'a roster is explained only once all of its pages were looked up': [
      'a roster of which only a part was looked up is judged',
    ],
    'keys that are missing in one call are still missing in the next': [
      'what an earlier call found missing is forgotten',
    ],
  },
  'test/gates/counted-once.test.ts': {
    'a count is taken over for half an hour, and only with the rosters that it wrote': [
      'a count of any age is taken for the purge',
      'a count without rosters is taken for the purge',
    ],
    "the count for the gates is the purge's too only in a purge of which nobody is asked": [
      'a count before an approval is taken for the purge',
    ],
  },
  'test/application/invariants.test.ts': {
    'a living session, JWT or request that a broken rule deletes is told by name': [
      'a living session that Drydock deletes counts as ended by the application',
      'a request that the application ended is lost',
      'the roster holds the ids of sessions',
    ],
  },
  'test/archive/undo.test.ts': {
    'a value of every type, at every length, comes back byte for byte': [
      'a FLOAT is archived with six digits',
      'bits are archived as a text',
      'a TIMESTAMP is archived as its text',
    ],
    'after a change of the schema each row comes back that the table still holds as it was': [
      'a row that a CHECK or a trigger refuses ends the undo',
      'bytes are put into a column of another character set as they are',
      'a number with more places than it had is another one',
      'a column that is gone ends the undo',
    ],
    'what hung on a row does not come back under another': [
      'a row comes back though its parent stayed out',
      'parents that nobody asked for count as back',
    ],
    'npm run undo that is stopped says what is back and how to go on': [
      'npm run undo accepts a server of the other engine',
      'npm run undo tells a lock in a stack trace',
      'npm run undo that is stopped keeps its totals to itself',
      "npm run undo tells a missing privilege in the purge's words",
    ],
    'a row whose place was taken is skipped and named': [
      'of rows without a key that are the same one comes back',
    ],
  },
  'test/archive/archive-columns.test.ts': {
    'a file gives back every value, whatever it is': [
      'digits that do not come back as they were are packed as bytes',
      'half of a surrogate pair is packed as if it had a place in UTF-8',
    ],
    'a row whose values are not those of its columns is not packed': [
      'a row is packed with other values than its columns',
    ],
    'a file that is not as it was written is refused, and its content is not shown': [
      'a value of another length is taken for one of a column',
      'what follows the last column of a file is passed over',
    ],
  },
  'test/archive/archive-file.test.ts': {
    'rows that were put back are read back': [
      'rows that were put back are not read back',
      'a dry run puts rows back',
    ],
    'a file that was altered is refused': ['an archive file of another sum is put back'],
    'a file that unpacks to more than one that was written can have is refused': [
      'a file is unpacked however large it is',
    ],
    'an unreadable file is reported by its place, and its content is not shown': [
      'a file that is no JSON is shown in the error',
      'a file need not be the one that its name says',
      'a row may have other values than its columns',
    ],
    'a type that would not come back as it was is refused before anything is made': [
      'a type that nobody knows is archived as a text',
    ],
    'a value that the server did not answer whole is not archived': [
      'a value need not be as long as the server says it is',
    ],
    'a row that one statement cannot put back, a child too, is not written': [
      'a row is read however long it is',
      'a row is written however long it is',
      'a file is written that cannot be read',
    ],
    'a file of another run, source, database or schema is refused': [
      'a file of another run is put back',
    ],
  },
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
  'test/cli/worked-off.test.ts': {
    'a failed run, a rehearsal and one of other rules leave a confirmed backlog open': [
      'a confirmed backlog counts as open for ever',
      'a purge of other rules closes a confirmed backlog',
    ],
    'a backlog that is done, one of which nothing went, and one of an earlier report': [
      'a backlog of which nothing went takes no more runs',
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
  'test/throttle/production-permit.test.ts': {
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
    'the next call ends right, and account, archive and checks are exact': [
      'nothing is archived on production',
    ],
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
