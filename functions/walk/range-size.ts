/** Rows of a range, or of a batch: adapted so that one takes the time it should. */
export interface RangeSize {
  rows(): number
  /**
   * @param milliseconds what the last range took.
   * @param aim what it should have taken, where that is not the usual.
   * @param full whether it had as many rows as it may; the size does not grow by a range that had fewer.
   */
  adapt(milliseconds: number, aim?: number, full?: boolean): void
  /** After trouble. */
  shrink(): void
  /** The size that another table starts with: what the last one's rows took says nothing of it. @param most rows, never more. */
  anew(most?: number): RangeSize
}

const least = 20
/** Rows that no range goes beyond. */
export const largest = 20_000

/** @param target time in ms a range aims at. */
export function rangeSize(target: number, start = 500, most = largest): RangeSize {
  let size = Math.min(start, most)
  const set = (rows: number) => {
    size = Math.round(Math.min(most, Math.max(least, rows)))
  }
  return {
    rows: () => size,
    // At most twice or half at once: one slow range (a flush, a neighbour) is no reason to crawl.
    adapt: (milliseconds, aim = target, full = true) =>
      set(size * Math.min(full ? 2 : 1, Math.max(0.5, aim / Math.max(1, milliseconds)))),
    shrink: () => set(size / 2),
    anew: (rows = largest) => rangeSize(target, start, Math.min(rows, largest)),
  }
}

/** Ranges of as many rows, whatever they take. */
export function fixedSize(rows: number): RangeSize {
  const size: RangeSize = {
    rows: () => rows,
    adapt() {},
    shrink() {},
    anew: (most = rows) => (most < rows ? fixedSize(most) : size),
  }
  return size
}
