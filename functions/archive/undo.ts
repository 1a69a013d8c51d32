import type { ArchiveFile } from '../contract/archive-file.ts'
import { NamedError } from '../contract/errors.ts'
import type { UndoTotals } from '../contract/undo.ts'
import { longestRow } from './keep-rows.ts'
import { addTotals } from './undo-totals.ts'
import { lookAt, putRows } from './undo-rows.ts'
import type { Row, Within } from './rows-there.ts'
import { same } from '../engines/schema.ts'
import { chunks, lengthOf } from './undo-chunks.ts'
import { isWanted, shownOf } from './undo-keys.ts'
import { hangsOnOneOut, stayOut } from './undo-marks.ts'
import { columnsNow, missing, type Place, type Undoing } from './undo-place.ts'

/** Collisions that are named, at most. */
const most = 10

/**
 * Puts the rows of one archive file back, parents first, and reads each back to compare it, by the
 * columns as they are now.
 * A row that is there again as it was is left. One that has no place collides, and is skipped and
 * counted, or fails the
 * file, whose rows are then all skipped: another row has taken its key or unique key; its parent no
 * longer exists, or stayed
 * out; or the table no longer holds what it held, or refuses it.
 * @throws NamedError UndoCollision
 */
export async function undoFile(undoing: Undoing, file: ArchiveFile): Promise<UndoTotals> {
  const longest = await longestRow(undoing.database, undoing.dialect)
  return undoing.database.transaction((within) => undoParts(undoing, within, longest, file))
}

/** Puts a file back within a transaction that the caller ends. */
export async function undoParts(
  undoing: Undoing,
  within: Within,
  longest: number,
  file: ArchiveFile,
): Promise<UndoTotals> {
  let totals: UndoTotals = {}
  const { dialect, schema, wanted } = undoing
  // With daylight saving, two instants of a TIMESTAMP can have the same text.
  if (schema.tables.some(({ columns }) => columns.some(({ unsteady }) => unsteady === true)))
    await within.execute(dialect.inUtc)
  for (const part of file.tables.toReversed()) {
    const all = wanted.table === undefined || same(part.table, wanted.table)
    const table = schema.tables.find(({ name }) => same(name, part.table))
    const place: Place = { undoing, within, part, table, longest }
    const rows = all ? part.rows.filter((row) => isWanted(place, row)) : []
    if (rows.length < part.rows.length) await leaveOut(place, new Set(rows))
    // A table reached by two cascade chains is listed twice.
    if (all) totals = addTotals(totals, { [part.table]: await undoPart(place, rows) })
  }
  return totals
}

async function undoPart(
  place: Place,
  rows: readonly Row[],
): Promise<NonNullable<UndoTotals[string]>> {
  const { undoing, within, part, table, longest } = place
  const total = { putBack: 0, present: 0, collided: 0, collisions: [] as string[] }
  const collide = (row: Row, why: string) => {
    const key = `${shownOf(place, row)} (${why})`
    if (undoing.onCollision === 'fail')
      throw new NamedError(
        'UndoCollision',
        `${part.table}: ${key}. No row of this file was put back; rows of earlier files stay. ` +
          'Start the undo with "onCollision": "skip", or remove the conflicting row.',
      )
    stayOut(place, row)
    total.collided++
    if (total.collisions.length < most) total.collisions.push(key)
  }
  const gone = missing(place)
  if (table === undefined || gone !== null) {
    for (const row of rows) collide(row, gone ?? 'its table no longer exists')
    return total
  }
  const columns = columnsNow(part.columns, table)
  for (const some of chunks(rows)) {
    const free: Row[] = []
    for (const row of some)
      if (lengthOf(row) > longest) collide(row, 'it exceeds max_allowed_packet')
      else if (hangsOnOneOut(place, row)) collide(row, 'its parent was not put back')
      else free.push(row)
    await putRows(
      { dialect: undoing.dialect, dryRun: undoing.dryRun, within, table, columns, collide },
      free,
      total,
    )
  }
  return total
}

/** Rows outside the filters: their child rows may be put back only if they exist unchanged. */
async function leaveOut(place: Place, asked: ReadonlySet<Row>): Promise<void> {
  const { undoing, within, part, table } = place
  if (!undoing.schema.foreignKeys.some(({ parent }) => same(parent, part.table))) return
  for (const some of chunks(part.rows.filter((row) => !asked.has(row)))) {
    const there =
      table === undefined || missing(place) !== null
        ? some.map(() => false)
        : await lookAt(
            { dialect: undoing.dialect, within, table, columns: columnsNow(part.columns, table) },
            some,
          )
    for (const [at, row] of some.entries()) if (there[at] !== true) stayOut(place, row)
  }
}
