export interface RunSnapshot {
  readonly id: string
  /** ms since the epoch. */
  readonly taken: number
  readonly succeeded: boolean
}

/**
 * Snapshots that may go: those older than the oldest of the last `keep` successful runs'. A failed run's stays as long as
 * its neighbours: it may be the one that rows have to be restored from. While fewer runs succeeded, nothing goes.
 */
export function expired(snapshots: readonly RunSnapshot[], keep: number): string[] {
  const successes = snapshots.filter(({ succeeded }) => succeeded).sort((a, b) => b.taken - a.taken)
  const oldest = successes[keep - 1]
  return oldest === undefined
    ? []
    : snapshots.filter(({ taken }) => taken < oldest.taken).map(({ id }) => id)
}

/** Of each source's snapshots, newest first, those beyond the first `keep`. */
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
