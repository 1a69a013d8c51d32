/** ms below which a latency counts as zero: a ratio of tiny times means nothing. */
const floor = 10
/**
 * The number of values in the first minutes, at one per five seconds, and the minimum to judge by.
 */
const most = 24
const enough = 6

/**
 * Compares a latency with the median of the first minutes.
 * @returns the first minutes including it, and its ratio to them; null while there are too few
 * values.
 */
export function againstFirst(
  first: readonly number[],
  milliseconds: number,
): { readonly first: readonly number[]; readonly times: number | null } {
  const times =
    first.length < enough ? null : Math.max(floor, milliseconds) / Math.max(floor, median(first))
  return { first: first.length < most ? [...first, milliseconds] : first, times }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
