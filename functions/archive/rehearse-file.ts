import type { ArchiveFile } from '../contract/archive-file.ts'
import type { UndoTotals } from '../contract/undo.ts'
import { longestRow } from './keep-rows.ts'
import { undoParts, type Undoing } from './undo.ts'
import type { Within } from './undo-rows.ts'

/** What came back of a file, and which of the batch's rows were not what was read before they went. */
export interface Rehearsed {
  readonly totals: UndoTotals
  readonly changed: readonly string[]
}

/**
 * Tries how a file's rows come back: all of them are put back and compared, in a transaction that is rolled back.
 * @param compare asks once more by other means, while they are back: the undo itself knows the archive alone.
 */
export async function rehearseFile(
  { database, dialect, schema }: Pick<Undoing, 'database' | 'dialect' | 'schema'>,
  file: ArchiveFile,
  compare: (within: Within) => Promise<readonly string[]>,
): Promise<Rehearsed> {
  const whole = { wanted: {}, dryRun: false, onCollision: 'skip', out: new Set<string>() } as const
  const undoing = { database, dialect, schema, ...whole }
  const longest = await longestRow(database, dialect)
  try {
    return await database.transaction(async (within) => {
      const totals = await undoParts(undoing, within, longest, file)
      await within.execute(dialect.inServersZone)
      throw new RolledBack({ totals, changed: await compare(within) })
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.rehearsed
    throw error
  }
}

/** Ends a transaction by its rollback. */
class RolledBack extends Error {
  readonly rehearsed: Rehearsed

  constructor(rehearsed: Rehearsed) {
    super('the rows put back are rolled back')
    this.rehearsed = rehearsed
  }
}
