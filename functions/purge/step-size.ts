/** Rows a step looks at: adapted so that a step takes the time it should. */
export interface StepSize {
  rows(): number
  /**
   * @param milliseconds what the last step took.
   * @param aim what it should have taken, where that is not the usual.
   */
  adapt(milliseconds: number, aim?: number): void
  /** After trouble. */
  shrink(): void
}

const least = 20
const most = 20_000

/** @param target time in ms a step aims at. */
export function stepSize(target: number, start = 500): StepSize {
  let size = start
  const set = (rows: number) => {
    size = Math.round(Math.min(most, Math.max(least, rows)))
  }
  return {
    rows: () => size,
    // At most twice or half at once: one slow step (a flush, a neighbour) is no reason to crawl.
    adapt: (milliseconds, aim = target) => set(size * Math.min(2, Math.max(0.5, aim / Math.max(1, milliseconds)))),
    shrink: () => set(size / 2),
  }
}
