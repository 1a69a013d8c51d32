import type { UndoTotals } from '../contract/undo.ts'
import { RowRefused } from '../engines/database.ts'
import { readThere, type Looking, type Row } from './rows-there.ts'

export interface Putting extends Looking {
  readonly dryRun: boolean
  readonly collide: (row: Row, why: string) => void
}

/** Whether each of the rows exists unchanged. */
export async function lookAt(looking: Looking, rows: readonly Row[]): Promise<boolean[]> {
  const there = await readThere(looking, rows)
  return rows.map((row) => there.take(row) === 'same')
}

/** Puts missing rows back, and counts the outcome of each. */
export async function putRows(
  putting: Putting,
  rows: readonly Row[],
  total: UndoTotals[string],
): Promise<void> {
  const { dialect, within, table, columns, dryRun, collide } = putting
  const there = await readThere(putting, rows)
  const missing: Row[] = []
  for (const row of rows) {
    const found = there.take(row)
    if (found === 'none') missing.push(row)
    else if (found === 'same') total.present++
    else collide(row, 'another row has its key')
  }
  if (dryRun) return void (total.putBack += missing.length)
  /** Why one of them was not put back unchanged; null if all were. */
  const attempt = async (some: readonly Row[]): Promise<string | null> => {
    const before = table.unique ? null : await readThere(putting, some)
    try {
      await within.execute(dialect.insert(table.name, columns, some))
    } catch (error) {
      if (error instanceof RowRefused) return error.why
      throw error
    }
    const after = await readThere(putting, some)
    for (const row of some) {
      const other = after.differs(row, before)
      if (other !== null) return other
    }
    return null
  }
  const put = async (some: readonly Row[]): Promise<void> => {
    const [only, ...more] = some
    if (only === undefined) return
    await within.execute(dialect.savepoint)
    const why = await attempt(some)
    if (why === null) return void (total.putBack += some.length)
    await within.execute(dialect.toSavepoint)
    // Bisects to find the row that caused the error.
    if (more.length === 0) return collide(only, why)
    await put(some.slice(0, some.length / 2))
    await put(some.slice(some.length / 2))
  }
  await put(missing)
}
