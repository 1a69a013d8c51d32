export interface RunSnapshot {
  readonly id: string
  /** ms since the epoch. */
  readonly taken: number
  readonly succeeded: boolean
}

/**
 * Snapshots that may go: those older than the oldest of the last `keep` successful runs, and those of failed runs before
 * the newest success.
 */
export function expired(snapshots: readonly RunSnapshot[], keep: number): string[] {
  const successes = snapshots.filter(({ succeeded }) => succeeded).sort((a, b) => b.taken - a.taken)
  const newest = successes[0]?.taken ?? -Infinity
  const kept = new Set(successes.slice(0, keep).map(({ id }) => id))
  return snapshots.filter(({ id, taken }) => !kept.has(id) && taken < newest).map(({ id }) => id)
}
