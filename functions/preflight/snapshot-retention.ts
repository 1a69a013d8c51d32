export interface RunSnapshot {
  readonly id: string
  /** ms since the epoch. */
  readonly taken: number
  readonly succeeded: boolean
}

/**
 * Snapshots to delete: those older than the oldest of the last `keep` successful runs. A failed
 * run's snapshot is kept as long as its neighbors: rows may have to be restored from it. While
 * fewer runs have succeeded, none are deleted.
 */
export function expired(snapshots: readonly RunSnapshot[], keep: number): string[] {
  const successes = snapshots.filter(({ succeeded }) => succeeded).sort((a, b) => b.taken - a.taken)
  const oldest = successes[keep - 1]
  return oldest === undefined
    ? []
    : snapshots.filter(({ taken }) => taken < oldest.taken).map(({ id }) => id)
}

/** Each source's snapshots, newest first, after the first `keep`. */
export function beyond<One extends { readonly source: string; readonly taken: number }>(
  snapshots: readonly One[],
  keep: number,
): One[] {
  const kept = new Map<string, number>()
  return [...snapshots]
    .sort((one, other) => other.taken - one.taken)
    .filter(({ source }) => {
      const count = (kept.get(source) ?? 0) + 1
      kept.set(source, count)
      return count > keep
    })
}
