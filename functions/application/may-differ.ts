import type { Limits } from '../contract/environment.ts'

/** Rows by which production may differ from the count: the drift, per started hour since then. */
export const mayDiffer = ({ driftRows, driftShare }: Limits, rows: number, hours: number): number =>
  Math.max(driftRows, Math.ceil(driftShare * rows)) * Math.max(1, Math.ceil(hours))
