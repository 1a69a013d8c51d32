import type { Limits } from '../contract/environment.ts'

/** Rows by which a living production may differ from what was counted: the drift, for each hour begun since then. */
export const mayDiffer = ({ driftRows, driftShare }: Limits, rows: number, hours: number): number =>
  Math.max(driftRows, Math.ceil(driftShare * rows)) * Math.max(1, Math.ceil(hours))
