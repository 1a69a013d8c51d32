import type { ArchiveFile } from '../contract/archive-file.ts'
import type { UndoTotals } from '../contract/undo.ts'
import { longestRow } from './keep-rows.ts'
import { undoParts } from './undo.ts'
import type { Undoing } from './undo-place.ts'
import type { Within } from './rows-there.ts'

/**
 * What was put back from a file, and which of the batch's rows differ from what was read before
 * their deletion.
 */
export interface Rehearsed {
  readonly totals: UndoTotals
  readonly changed: readonly string[]
}

/**
 * Rehearses putting a file's rows back: all are put back and compared, in a transaction that is
 * rolled back.
 * @param compare an independent comparison while they are back: the undo itself knows only the
 * archive.
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

/** Ends a transaction with a rollback. */
class RolledBack extends Error {
  readonly rehearsed: Rehearsed

  constructor(rehearsed: Rehearsed) {
    super('the rows put back are rolled back')
    this.rehearsed = rehearsed
  }
}
