/** Rows a step looks at: adapted so that a step takes the time it should. */
export interface StepSize {
  rows(): number
  /**
   * @param milliseconds what the last step took.
   * @param aim what it should have taken, where that is not the usual.
   * @param full whether it had as many rows as it may; the size does not grow by a step that had fewer.
   */
  adapt(milliseconds: number, aim?: number, full?: boolean): void
  /** After trouble. */
  shrink(): void
  /** The size that another table starts with: what the last one's rows took says nothing of it. @param most rows, never more. */
  anew(most?: number): StepSize
}

const least = 20
/** Rows that no step goes beyond. */
export const largest = 20_000

/** @param target time in ms a step aims at. */
export function stepSize(target: number, start = 500, most = largest): StepSize {
  let size = Math.min(start, most)
  const set = (rows: number) => {
    size = Math.round(Math.min(most, Math.max(least, rows)))
  }
  return {
    rows: () => size,
    // At most twice or half at once: one slow step (a flush, a neighbour) is no reason to crawl.
    adapt: (milliseconds, aim = target, full = true) =>
      set(size * Math.min(full ? 2 : 1, Math.max(0.5, aim / Math.max(1, milliseconds)))),
    shrink: () => set(size / 2),
    anew: (rows = largest) => stepSize(target, start, Math.min(rows, largest)),
  }
}

/** Steps of as many rows, whatever they take. */
export function fixedSize(rows: number): StepSize {
  const size: StepSize = {
    rows: () => rows,
    adapt() {},
    shrink() {},
    anew: (most = rows) => (most < rows ? fixedSize(most) : size),
  }
  return size
}
