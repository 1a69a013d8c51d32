/** ms below which a latency is as good as none: a ratio of tiny times says nothing. */
const floor = 10
/** Readings that make the first minutes, at one in five seconds, and as many as are judged by at the least. */
const most = 24
const enough = 6

/**
 * A latency against that of the first minutes, by their median.
 * @returns the first minutes with it, and how many times theirs it is; null while they are too short to tell.
 */
export function againstFirst(
  first: readonly number[],
  milliseconds: number,
): { readonly first: readonly number[]; readonly times: number | null } {
  const times =
    first.length < enough ? null : Math.max(floor, milliseconds) / Math.max(floor, median(first))
  return { first: first.length < most ? [...first, milliseconds] : first, times }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
