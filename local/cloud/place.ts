/** An account of the local cloud, and where it keeps data. */
export interface Place {
  readonly account: string
  /** For snapshots and restored data. */
  readonly folder: string
}
