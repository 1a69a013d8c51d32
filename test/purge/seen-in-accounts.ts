// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { SeenBy } from './code-mutations.ts'

/** Calls that are cut off, accounts, rebuilds and schemas that change. */
export const seenInAccounts: SeenBy = {
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
  'test/purge/second-given-up.test.ts': {
    'goes on with one connection where the second does not open, or fails': [
      'a second connection that failed is asked again',
    ],
    'a second connection that falls silent is given up': [
      'a silent second connection is waited for',
    ],
    'a second connection that answers once it is given up is asked nothing more': [
      'a second connection that was given up is asked on',
    ],
  },
  'test/purge/second-connection.test.ts': {
    'batches that are read on a second connection': ['the second connection stays open'],
    'a second connection to a server that is behind': [
      'what was read after a batch that stays is taken for what comes next',
    ],
    'no statement of the second connection runs while production is asked': [
      'a batch ends while the second connection still reads',
      'production is asked while the second connection reads',
    ],
    "a batch's time counts for the size that it had": [
      'the time of a batch counts for the size of those after it',
    ],
    'there is one connection where no permit lets a second one be': [
      'the second connection reads without a permit',
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
}
