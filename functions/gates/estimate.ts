/** What is known of a backlog that is to be purged; null where nothing has measured it yet. */
export interface BacklogFacts {
  /** Rows to delete. */
  readonly rows: number
  /** Rows a second of a purge that works all of the time; null before one was measured. */
  readonly rowsPerSecond: number | null
  /** s of open window that one run has for its purge. */
  readonly secondsPerRun: number
  /** s for which a window is open; null without a window. */
  readonly windowSeconds: number | null
}

/** From the pace at the ceiling of limits.productionShare to a quarter of it. */
export interface Bounds {
  readonly least: number
  readonly most: number
}

export interface BacklogEstimate {
  /** Hours of purge. */
  readonly hours: Bounds
  /** null without a window. */
  readonly windows: Bounds | null
  readonly runs: Bounds
}

/** A careful pace: production lets a purge work this share of what it may at most. */
export const careful = 0.25

/**
 * How long a backlog's purge takes; null before a pace is known.
 * @param share of the time that a purge may work at most.
 */
export function estimateBacklog(
  { rows, rowsPerSecond, secondsPerRun, windowSeconds }: BacklogFacts,
  share: number,
): BacklogEstimate | null {
  if (rowsPerSecond === null || rowsPerSecond <= 0) return null
  const seconds = rows / (rowsPerSecond * share)
  const bounds = (of: (seconds: number) => number): Bounds => ({
    least: of(seconds),
    most: of(seconds / careful),
  })
  const times = (each: number) => bounds((all) => Math.max(1, Math.ceil(all / each)))
  return {
    hours: bounds((all) => all / 3600),
    windows: windowSeconds === null ? null : times(windowSeconds),
    runs: times(Math.max(1, secondsPerRun)),
  }
}
