import type { SeenBy } from './code-mutations.ts'

/** Gates, gathered archives, checks and rosters. */
export const seenAtGates: SeenBy = {
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
}
