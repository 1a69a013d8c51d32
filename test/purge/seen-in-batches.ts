import type { SeenBy } from './code-mutations.ts'

/** Rows, their children and their batches, and what would take them along. */
export const seenInBatches: SeenBy = {
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
    "children of a narrower type are named by values of their parents' type": [
      'children are named by values that their own type cuts off',
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
}
