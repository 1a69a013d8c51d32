/** The rows of a range or batch, adapted to its target duration. */
export interface RangeSize {
  rows(): number
  /**
   * The next one's target duration in ms, if not the default: with a shorter one than the size was
   * found with, it has fewer rows at once.
   */
  aim(milliseconds?: number): void
  /**
   * @param milliseconds duration of the last range.
   * @param aim its target duration, if not the default.
   * @param full whether it had the maximum rows; the size does not grow after a range with fewer.
   * @param of the size that it had, if others were sized since: its time says nothing about theirs.
   */
  adapt(milliseconds: number, aim?: number, full?: boolean, of?: number): void
  /** After trouble. */
  shrink(): void
  /**
   * The initial size for another table: the last one's duration says nothing about it. @param most
   * maximum rows.
   */
  anew(most?: number): RangeSize
}

const least = 20
/** The maximum that a size grows by. */
const growth = 4
/** The maximum rows of a range. */
export const largest = 20_000

/** @param target duration of a range in ms. */
export function rangeSize(target: number, start = 500, most = largest): RangeSize {
  let [size, aimed] = [Math.min(start, most), target]
  const set = (rows: number) => {
    size = Math.round(Math.min(most, Math.max(least, rows)))
  }
  return {
    rows: () => size,
    aim(milliseconds = target) {
      if (milliseconds < aimed) set((size * milliseconds) / aimed)
      aimed = milliseconds
    },
    // Falls by half at most: one slow range (a flush, a noisy neighbor) must not slow everything
    // down. Grows as the last range's time allows, since what each costs whatever its rows makes
    // that time too long, not too short; not all at once, since rows differ.
    adapt(milliseconds, aim = target, full = true, of = size) {
      const times = Math.min(growth, Math.max(0.5, aim / Math.max(1, milliseconds)))
      if (times < 1) set(Math.min(size, of * times))
      else if (full) set(Math.min(size, of) * times)
    },
    shrink: () => set(size / 2),
    anew: (rows = largest) => rangeSize(target, start, Math.min(rows, largest)),
  }
}

/** Ranges of a fixed number of rows, whatever their duration. */
export function fixedSize(rows: number): RangeSize {
  const size: RangeSize = {
    rows: () => rows,
    aim() {},
    adapt() {},
    shrink() {},
    anew: (most = rows) => (most < rows ? fixedSize(most) : size),
  }
  return size
}
