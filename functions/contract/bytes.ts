export const gibibyte = 2 ** 30

export const shownGibibytes = (bytes: number): string => `${(bytes / gibibyte).toFixed(1)} GiB`

export const shownBytes = (bytes: number): string =>
  bytes >= gibibyte ? shownGibibytes(bytes) : `${(bytes / 2 ** 20).toFixed(1)} MiB`

/** Bytes of a size that AWS tells in GiB; null where it tells none. */
export const gibibytes = (count: number | undefined): number | null =>
  count === undefined ? null : count * gibibyte
