import type { SeenBy } from './code-mutations.ts'

/** The application, the archive and its undo. */
export const seenInArchives: SeenBy = {
  'test/application/invariants.test.ts': {
    'a living session, JWT or request that a broken rule deletes is told by name': [
      'a living session that Drydock deletes counts as ended by the application',
      'a request that the application ended is lost',
      'the roster holds the ids of sessions',
    ],
  },
  'test/archive/undo-complete.test.ts': {
    'an undo of a run whose archive has lost a file is refused': [
      'an undo goes on without files that its archive has lost',
    ],
    'each database of a source counts its files from 0': [
      'a file of one database stands for that of another',
      'the copy of a file in a second folder stands for another file',
    ],
  },
  'test/archive/stored-archive.test.ts': {
    'whichever byte of a volume is garbled': ["a volume's list may name files of any number"],
    'a volume without a list ends an undo': [
      'an undo goes on without what only a damaged volume has',
    ],
    'a damaged file is put back out of a volume': [
      'a damaged copy of a file ends the undo though another is whole',
    ],
    'an object that cannot be read for now is neither missing nor damaged': [
      'a volume whose list cannot be read for now counts as damaged',
    ],
    'the file of a batch that stayed does not stand': [
      'a file of a batch that stayed stands for one of another database',
    ],
    'a file that a garbled list calls by the number of another': [
      'a file with the number of another in a garbled list is passed over',
    ],
    'a file of another database does not stand': [
      'a damaged file is passed over though its rows are in no other',
    ],
  },
  'test/engines/other-protocol.test.ts': {
    'a server that greets as MySQL does': ['what a driver says of another protocol has no name'],
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
}
