/**
 * What is seen of production between two batches, while no statement of the purge runs. null: not
 * available; undefined: not asked for.
 */
export interface Pulse {
  /** Other sessions' running threads per vCPU. */
  readonly running: number | null | undefined
  /** ms of a statement that reads nothing. */
  readonly statement: number | null | undefined
  /** Mean ms of the purge's own commits since the last pulse. */
  readonly commit: number | null | undefined
}

/** Why the purge gives way. */
export const describe = (name: string, value: number, unit: string, from: number): string =>
  `${name} is ${rounded(value)} ${unit} (gives way from ${rounded(from)})`

const rounded = (value: number): number => Math.round(value * 10) / 10
