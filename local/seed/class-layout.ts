import type { RowClass, Verdict } from './row-class.ts'

/**
 * Rows are numbered; each class has a run of numbers, so that a row's number tells its class and
 * nothing is stored.
 */
export interface ClassLayout<C extends RowClass> {
  readonly total: number
  readonly runs: readonly { readonly rowClass: C; readonly start: number; readonly count: number }[]
}

/**
 * Each class gets its share, a few rows at least where the total allows it, and one at the very
 * least.
 */
export function layOut<C extends RowClass>(classes: readonly C[], total: number): ClassLayout<C> {
  const least = Math.min(5, Math.floor(total / (2 * classes.length)))
  if (least < 1)
    throw new RangeError(
      `${total} rows are too few for ${classes.length} classes: at least ` +
        `${2 * classes.length} are needed`,
    )
  const counts = classes.map(({ share }) =>
    share === 'rest' ? 0 : Math.max(least, Math.floor(total * share)),
  )
  const rest = total - counts.reduce((sum, count) => sum + count, 0)
  if (rest < 1) throw new RangeError(`${total} rows leave none for the class of the rest`)
  let start = 0
  const runs = classes.map((rowClass, at) => {
    const count = rowClass.share === 'rest' ? rest : (counts[at] ?? 0)
    const run = { rowClass, start, count }
    start += count
    return run
  })
  return { total, runs }
}

export function classAt<C extends RowClass>(layout: ClassLayout<C>, row: number): C {
  const run = layout.runs.find(({ start, count }) => row >= start && row < start + count)
  if (run === undefined) throw new RangeError(`no row ${row} among ${layout.total}`)
  return run.rowClass
}

/** The number of the nth row (counted round and round) of those with a verdict. */
export function nthWith<C extends RowClass>(
  layout: ClassLayout<C>,
  verdict: Verdict,
  nth: number,
): number {
  const runs = layout.runs.filter(({ rowClass }) => rowClass.verdict === verdict)
  let left = nth % runs.reduce((sum, { count }) => sum + count, 0)
  for (const { start, count } of runs) {
    if (left < count) return start + left
    left -= count
  }
  throw new RangeError(`no row is ${verdict}`)
}

export function countWith<C extends RowClass>(layout: ClassLayout<C>, verdict: Verdict): number {
  return layout.runs.reduce(
    (sum, { rowClass, count }) => sum + (rowClass.verdict === verdict ? count : 0),
    0,
  )
}
